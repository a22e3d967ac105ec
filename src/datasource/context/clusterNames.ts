import { getDataSourceSrv } from '@grafana/runtime';
import { asyncScheduler, catchError, from, map, type Observable, of, switchMap } from 'rxjs';
import { type LabelFilter } from '../../core/prometheus/matcher';
import { type TimeWindow } from '../../core/time';
import { type Notice } from '../../core/notice';
import { clusterFacts, type KubeStateSeries, noClusterFacts } from '../../core/kubernetes/clusterFacts';
import { compareText } from '../../core/compareText';
import { factsByCluster } from '../../core/kubernetes/severalClusters';
import { type NameLookup } from '../../core/flow/endpointOf';
import { namedNetworks } from '../../core/flow/namedNetworks';
import { restartedAgentNotices } from '../../core/inventory/collectionNotices';
import { agentStarts, stepOf } from '../../core/prometheus/agent/events';
import { kubeStateQueries } from '../../core/prometheus/kubernetes/kubeState';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { type FlowDataSourceOptions } from '../settings/options';
import { instantSamples, type Sample } from '../prometheus/instantSamples';

/** What is known of names in a window, and what the reader has to know about that. */
export interface NamesSnapshot {
  lookup: NameLookup;
  notices: readonly Notice[];
}

const FRESH_MS = 60_000;
/** An agent can miss connections for days after its restart. A notice that stays for so long would no longer be read. */
const BEFORE_SECONDS = 3_600;

/** Names that the data source's settings and kube-state-metrics tell, asked once per window. */
export class ClusterNames {
  private readonly streams = new SharedStreams<NamesSnapshot>(asyncScheduler);
  private readonly nothing: NameLookup;

  constructor(private readonly settings: FlowDataSourceOptions) {
    this.nothing = { cluster: noClusterFacts(), networks: namedNetworks(settings.namedNetworks ?? []) };
  }

  /**
   * Emits once and never fails: without Prometheus, names are what the reports themselves say.
   *
   * @param cluster the cluster that the names are of. Without one, where Prometheus holds several, each end gets the
   *   names of its own cluster.
   */
  inWindow(window: TimeWindow, cluster?: string): Observable<NamesSnapshot> {
    const { prometheusUid, hasKubeStateMetrics = true } = this.settings;
    if (!prometheusUid || !hasKubeStateMetrics) {
      return of({ lookup: this.nothing, notices: [] });
    }
    const key = `${window.startMs}-${window.endMs}-${cluster ?? ''}`;
    return this.streams
      .get(key, FRESH_MS, () => this.ask(prometheusUid, window, cluster))
      .pipe(catchError((failure: unknown) => of({ lookup: this.nothing, notices: [withoutNames(failure)] })));
  }

  private ask(prometheusUid: string, window: TimeWindow, cluster: string | undefined): Observable<NamesSnapshot> {
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
        lookup: { ...this.nothing, cluster: factsOf(seriesOf(samples)) },
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
