import { ENFORCEMENTS, type Enforcement } from '../../core/policy/amazon/enforcement';
import { STAGES, type Stage } from '../../core/policy/review/proposal';
import { type Watched } from '../../core/query/flowsQuery';

/** Which policies apply: those of a stage of the proposal, or the draft with the default deny. */
export const SHOWN_STAGES = [...STAGES, 'draft'] as const;
export type ShownStage = Stage | 'draft';

/** How a file is shown: its rules for review, its text to edit, or what it changes in the cluster. */
export const FILE_VIEWS = ['rules', 'text', 'changes'] as const;
export type FileView = (typeof FILE_VIEWS)[number];

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
  stage: ShownStage;
  /** The stage that it is compared with. */
  compared?: ShownStage;
  /** Only flows of this namespace. */
  namespace?: string;
  /** Whether allowed flows are listed, too. */
  showsAllowed: boolean;
  /** The path of the selected file; absent: the first one. */
  file?: string;
  fileView: FileView;
}

type Query = Readonly<Record<string, unknown>>;

/** Reads the state from the parameters of the URL. Unknown values become the default. */
export function readPageState(query: Query): PageState {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined);
  const [monitor, cluster] = [text('monitor'), text('cluster')];
  const [dataSource, namespace, file] = [text('ds'), text('namespace'), text('file')];
  const stage = SHOWN_STAGES.find((each) => each === query.stage) ?? 'today';
  const compared = SHOWN_STAGES.find((each) => each === query.compared && each !== stage);
  return {
    ...(dataSource !== undefined && { dataSource }),
    ...(monitor !== undefined && { watched: { kind: 'monitor', name: monitor } as const }),
    ...(cluster !== undefined && { watched: { kind: 'cluster', name: cluster } as const }),
    from: text('from') ?? 'now-1h',
    to: text('to') ?? 'now',
    enforcement: ENFORCEMENTS.find((each) => each === query.enforcement) ?? 'vpc-cni-standard',
    stage,
    ...(compared !== undefined && { compared }),
    ...(namespace !== undefined && { namespace }),
    showsAllowed: query.flows === 'all',
    ...(file !== undefined && { file }),
    fileView: FILE_VIEWS.find((each) => each === query.view) ?? 'rules',
  };
}

/** The parameters of the URL; null removes one. Defaults are not part of a URL. */
export function pageParameters(state: PageState): Record<string, string | null> {
  const { dataSource, watched, from, to, enforcement, stage, compared, namespace, showsAllowed, file, fileView } =
    state;
  return {
    ds: dataSource ?? null,
    monitor: watched?.kind === 'monitor' ? watched.name : null,
    cluster: watched?.kind === 'cluster' ? watched.name : null,
    from,
    to,
    enforcement: enforcement === 'vpc-cni-standard' ? null : enforcement,
    stage: stage === 'today' ? null : stage,
    compared: compared === undefined || compared === stage ? null : compared,
    namespace: namespace ?? null,
    flows: showsAllowed ? 'all' : null,
    file: file ?? null,
    view: fileView === 'rules' ? null : fileView,
  };
}
