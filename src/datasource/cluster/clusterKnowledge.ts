import { getDataSourceSrv } from '@grafana/runtime';
import { asyncScheduler, catchError, from, map, type Observable, of, switchMap } from 'rxjs';
import { clusterFacts, type KubeStateSeries, noClusterFacts } from '../../core/cluster/clusterFacts';
import { compareText } from '../../core/compareText';
import { factsByCluster } from '../../core/cluster/severalClusters';
import { type Knowledge } from '../../core/flow/endpointOf';
import { type TimeWindow } from '../../core/flow/flow';
import { namedNetworks } from '../../core/flow/namedNetworks';
import { type Notice } from '../../core/flow/picture';
import { restartedAgentNotices } from '../../core/inventory/collectionNotices';
import { agentStarts, stepOf } from '../../core/promql/events';
import { kubeStateQueries } from '../../core/promql/kubeState';
import { type LabelFilter } from '../../core/promql/selector';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { type FlowDataSourceOptions } from '../options';
import { instantSamples, type Sample } from '../prometheus/instantSamples';

/** What is known of names in a window, and what the reader has to know about that. */
export interface KnownNames {
  knowledge: Knowledge;
  notices: readonly Notice[];
}

const FRESH_MS = 60_000;
/** An agent can miss connections for days after its restart. A notice that stays for so long would no longer be read. */
const BEFORE_SECONDS = 3_600;

/** Names that the data source's settings and kube-state-metrics tell, asked once per window. */
export class ClusterKnowledge {
  private readonly streams = new SharedStreams<KnownNames>(asyncScheduler);
  private readonly nothing: Knowledge;

  constructor(private readonly settings: FlowDataSourceOptions) {
    this.nothing = { cluster: noClusterFacts(), networks: namedNetworks(settings.namedNetworks ?? []) };
  }

  /**
   * Emits once and never fails: without Prometheus, names are what the reports themselves say.
   *
   * @param cluster the cluster that the names are of. Without one, where Prometheus holds several, each end gets the
   *   names of its own cluster.
   */
  inWindow(window: TimeWindow, cluster?: string): Observable<KnownNames> {
    const { prometheusUid, hasKubeStateMetrics = true } = this.settings;
    if (!prometheusUid || !hasKubeStateMetrics) {
      return of({ knowledge: this.nothing, notices: [] });
    }
    const key = `${window.startMs}-${window.endMs}-${cluster ?? ''}`;
    return this.streams
      .get(key, FRESH_MS, () => this.ask(prometheusUid, window, cluster))
      .pipe(catchError((failure: unknown) => of({ knowledge: this.nothing, notices: [withoutNames(failure)] })));
  }

  private ask(prometheusUid: string, window: TimeWindow, cluster: string | undefined): Observable<KnownNames> {
    const { clusterLabel } = this.settings;
    const ofCluster: LabelFilter[] =
      clusterLabel && cluster !== undefined ? [{ label: clusterLabel, operator: '=', value: cluster }] : [];
    const apartBy = cluster === undefined && clusterLabel ? clusterLabel : undefined;
    const factsOf = (series: KubeStateSeries) =>
      apartBy === undefined ? clusterFacts(series) : factsByCluster(series, apartBy);
    const seconds = Math.round((window.endMs - window.startMs) / 1_000);
    const queries = {
      ...kubeStateQueries(`${seconds}s`, ofCluster, apartBy),
      restartedAgents: agentStarts({
        step: stepOf(seconds + BEFORE_SECONDS),
        filters: ofCluster,
        clusterLabel: apartBy,
      }),
    };
    return from(getDataSourceSrv().get(prometheusUid)).pipe(
      switchMap((prometheus) => instantSamples(prometheus, queries, window)),
      map((samples) => ({
        knowledge: { ...this.nothing, cluster: factsOf(seriesOf(samples)) },
        notices: [
          ...(samples.pods.length === 0 ? [noKubeState(ofCluster)] : []),
          ...restartedAgentNotices(samples.restartedAgents.map(({ labels }) => labels.node ?? '').sort(compareText)),
        ],
      }))
    );
  }
}

function seriesOf(samples: Record<keyof KubeStateSeries, Sample[]>): KubeStateSeries {
  const labels = (name: keyof KubeStateSeries) => samples[name].map((sample) => sample.labels);
  return {
    pods: labels('pods'),
    podOwners: labels('podOwners'),
    replicaSetOwners: labels('replicaSetOwners'),
    jobOwners: labels('jobOwners'),
    nodes: labels('nodes'),
  };
}

function noKubeState(ofCluster: readonly LabelFilter[]): Notice {
  const of = ofCluster.map(({ label, value }) => ` with ${label}="${value}"`).join('');
  const text =
    `Workloads come from pods’ names: there are no series of kube-state-metrics${of} in this range. ` +
    'Have Prometheus scrape it, or switch it off in the data source settings.';
  return { severity: 'info', text };
}

function withoutNames(failure: unknown): Notice {
  const said = failure instanceof Error ? failure.message : String(failure);
  return { severity: 'warning', text: `Workloads are told from pods’ names only. ${said}` };
}
