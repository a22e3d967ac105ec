import { ENFORCEMENTS, type Enforcement } from '../../core/policy/amazon/enforcement';
import { STAGES, type Stage } from '../../core/policy/review/proposal';
import { type Watched } from '../../core/query/flowsQuery';

/** What the page shows, as in its URL. */
export interface PageState {
  /** The UID of the data source; absent: the first one. */
  dataSource?: string;
  /** Absent: the only monitor or cluster. */
  watched?: Watched;
  /** The time range as in Grafana's URLs: "now-6h". */
  from: string;
  to: string;
  enforcement: Enforcement;
  stage: Stage;
  /** Only flows of this namespace. */
  namespace?: string;
  /** Whether allowed flows are listed, too. */
  showsAllowed: boolean;
}

type Query = Readonly<Record<string, unknown>>;

/** Reads the state from the parameters of the URL. Unknown values become the default. */
export function readPageState(query: Query): PageState {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined);
  const [monitor, cluster] = [text('monitor'), text('cluster')];
  const [dataSource, namespace] = [text('ds'), text('namespace')];
  return {
    ...(dataSource !== undefined && { dataSource }),
    ...(monitor !== undefined && { watched: { kind: 'monitor', name: monitor } as const }),
    ...(cluster !== undefined && { watched: { kind: 'cluster', name: cluster } as const }),
    from: text('from') ?? 'now-1h',
    to: text('to') ?? 'now',
    enforcement: ENFORCEMENTS.find((each) => each === query.enforcement) ?? 'vpc-cni-standard',
    stage: STAGES.find((each) => each === query.stage) ?? 'today',
    ...(namespace !== undefined && { namespace }),
    showsAllowed: query.flows === 'all',
  };
}

/** The parameters of the URL; null removes one. Defaults are not part of a URL. */
export function pageParameters(state: PageState): Record<string, string | null> {
  const { dataSource, watched, from, to, enforcement, stage, namespace, showsAllowed } = state;
  return {
    ds: dataSource ?? null,
    monitor: watched?.kind === 'monitor' ? watched.name : null,
    cluster: watched?.kind === 'cluster' ? watched.name : null,
    from,
    to,
    enforcement: enforcement === 'vpc-cni-standard' ? null : enforcement,
    stage: stage === 'today' ? null : stage,
    namespace: namespace ?? null,
    flows: showsAllowed ? 'all' : null,
  };
}
