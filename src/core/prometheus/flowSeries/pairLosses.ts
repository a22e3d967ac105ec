import { type LabelFilter } from '../matcher';
import { flowClusterLabels } from './flowClusters';
import { SERIES_METRICS, sumOfSeries } from './flowSeries';
import { aggregate, type ClusterOption } from '../labels';
import { workloadNameFromName } from '../kubernetes/workloads';

/**
 * Losses between workloads, from the agents' flow series. A pair has the traffic that pods of one workload sent to pods of the
 * other one. The agent of each end counts the traffic that it sends, so there is a pair for each direction. Workloads are
 * inferred from the names of pods. Flows with an external end are excluded, because losses on the internet cannot be fixed
 * in the cluster.
 */

const PODS = ['local_namespace', 'local_pod', 'remote_namespace', 'remote_pod'];
const WORKLOADS = ['local_namespace', 'local_workload', 'remote_namespace', 'remote_workload'];
const BETWEEN_PODS: readonly LabelFilter[] = [
  { label: 'local_pod', operator: '!=', value: '' },
  { label: 'remote_pod', operator: '!=', value: '' },
];

/**
 * The ratio of retransmissions to delivered segments in a window, by pair: 0.01 is one in a hundred, and 1 is as many as were
 * delivered, or more. A pair that delivers nothing has 1.
 *
 * @param window a PromQL duration of some minutes: agents report every 30 seconds.
 * @param minEvents pairs with fewer retransmissions are excluded: these are chance, for any ratio.
 */
export function retransmittedShare(window: string, minEvents: number, scope: ClusterOption = {}): string {
  return shareOfSegments(SERIES_METRICS.RETRANSMISSIONS, { window, minEvents, ...scope });
}

/** The same ratio for timeouts: retransmissions after the sender waited for an acknowledgment without success. */
export function timedOutShare(window: string, minEvents: number, scope: ClusterOption = {}): string {
  return shareOfSegments(SERIES_METRICS.TIMEOUTS, { window, minEvents, ...scope });
}

interface ShareQuery extends ClusterOption {
  window: string;
  minEvents: number;
}

function shareOfSegments(names: readonly string[], { minEvents, ...query }: ShareQuery): string {
  const events = byPair(names, query);
  // A pair that delivers nothing has 0 segments, or no series of segments.
  const delivered = `(${byPair(['nfm_segments_delivered'], query)} or ${events} * 0)`;
  return `clamp_max((${events} >= ${minEvents}) / ${delivered}, 1)`;
}

/** Sums by pods first, because a pair of pods has many flows, and the names in each series must be split. */
function byPair(names: readonly string[], { window, ...scope }: Omit<ShareQuery, 'minEvents'>): string {
  const cluster = [...new Set([...flowClusterLabels(scope), 'k8s_cluster'])];
  const ofPods = sumOfSeries(names, window, { by: [...cluster, ...PODS], matchers: BETWEEN_PODS });
  const named = workloadNameFromName(workloadNameFromName(ofPods, 'local_'), 'remote_');
  return aggregate('sum', [...cluster, ...WORKLOADS], named);
}
