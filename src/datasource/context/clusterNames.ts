import { getDataSourceSrv } from '@grafana/runtime';
import { asyncScheduler, catchError, from, map, type Observable, of, switchMap } from 'rxjs';
import { type LabelFilter } from '../../core/prometheus/matcher';
import { type TimeWindow } from '../../core/time';
import { infoNotice, type Notice, warningNotice } from '../../core/notice';
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
import { namesUnavailable, noKubeStateSeries } from '../messages';
import { instantSamples, type Sample } from '../prometheus/instantSamples';

/** The names in a window, and notices about them. */
export interface NamesSnapshot {
  lookup: NameLookup;
  notices: readonly Notice[];
}

const FRESH_MS = 60_000;
/** An agent can miss connections for days after a restart, but a notice that stays for days would be ignored. */
const RESTART_NOTICE_SECONDS = 3_600;

/** Names from the data source's settings and from kube-state-metrics, which is queried once for each window. */
export class ClusterNames {
  private readonly streams = new SharedStreams<NamesSnapshot>(asyncScheduler);
  private readonly nothing: NameLookup;

  constructor(private readonly settings: FlowDataSourceOptions) {
    this.nothing = { cluster: noClusterFacts(), networks: namedNetworks(settings.namedNetworks ?? []) };
  }

  /**
   * The names in a window. Emits once and never fails: without Prometheus, only the names in the reports are known.
   *
   * @param cluster the cluster of the names. If it is undefined and Prometheus has several clusters, each end of a flow gets
   *   the names of its own cluster.
   */
  inWindow(window: TimeWindow, cluster?: string): Observable<NamesSnapshot> {
    const { prometheusUid, hasKubeStateMetrics = true } = this.settings;
    if (!prometheusUid || !hasKubeStateMetrics) {
      return of({ lookup: this.nothing, notices: [] });
    }
    const key = `${window.startMs}-${window.endMs}-${cluster ?? ''}`;
    return this.streams
      .get(key, FRESH_MS, () => this.query(prometheusUid, window, cluster))
      .pipe(catchError((failure: unknown) => of({ lookup: this.nothing, notices: [withoutNames(failure)] })));
  }

  private query(prometheusUid: string, window: TimeWindow, cluster: string | undefined): Observable<NamesSnapshot> {
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
        step: stepOf(seconds + RESTART_NOTICE_SECONDS),
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

function noKubeState([filter]: readonly LabelFilter[]): Notice {
  return infoNotice(noKubeStateSeries(filter && `${filter.label}="${filter.value}"`));
}

function withoutNames(failure: unknown): Notice {
  return warningNotice(namesUnavailable(failure instanceof Error ? failure.message : String(failure)));
}
