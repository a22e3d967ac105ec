import { type LabelFilter } from '../matcher';
import { flowClusterLabels } from './flowClusters';
import { SERIES_METRICS, sumOfSeries } from './flowSeries';
import { aggregate, type ClusterOption } from '../labels';
import { workloadNameFromName } from '../kubernetes/workloads';

/**
 * What the agents' flow series tell of two workloads: a pair is what the pods of one, as the sender,
 * sent those of the other. Each end's agent counts its own sends, so a conversation is two pairs.
 * Workloads are told from the pods' names, and flows with an end outside the cluster are left out: on
 * the internet losses are nothing that anybody here can mend.
 */

const PODS = ['local_namespace', 'local_pod', 'remote_namespace', 'remote_pod'];
const WORKLOADS = ['local_namespace', 'local_workload', 'remote_namespace', 'remote_workload'];
const BETWEEN_PODS: readonly LabelFilter[] = [
  { label: 'local_pod', operator: '!=', value: '' },
  { label: 'remote_pod', operator: '!=', value: '' },
];

/**
 * Retransmissions by the segments that were delivered in a window, by pair: 0.01 is one of a hundred, and 1 is as many
 * as were delivered, or more. A pair that delivers nothing has 1.
 * Only of pairs with so many retransmissions: fewer are chance, whatever the ratio.
 *
 * @param window a PromQL duration of some minutes: agents report every 30 seconds.
 */
export function retransmittedShare(window: string, leastEvents: number, scope: ClusterOption = {}): string {
  return shareOfSegments(SERIES_METRICS.RETRANSMISSIONS, { window, leastEvents, ...scope });
}

/** The same of timeouts: what was sent again only after the sender had waited for an answer in vain. */
export function timedOutShare(window: string, leastEvents: number, scope: ClusterOption = {}): string {
  return shareOfSegments(SERIES_METRICS.TIMEOUTS, { window, leastEvents, ...scope });
}

interface ShareQuery extends ClusterOption {
  window: string;
  leastEvents: number;
}

function shareOfSegments(names: readonly string[], { leastEvents, ...query }: ShareQuery): string {
  const events = byPair(names, query);
  // A pair that delivers nothing has 0 segments or no series of them.
  const delivered = `(${byPair(['nfm_segments_delivered'], query)} or ${events} * 0)`;
  return `clamp_max((${events} >= ${leastEvents}) / ${delivered}, 1)`;
}

/** Summed by pods first: a pair of pods has many flows, and names are taken apart one series at a time. */
function byPair(names: readonly string[], { window, ...scope }: Omit<ShareQuery, 'leastEvents'>): string {
  const cluster = [...new Set([...flowClusterLabels(scope), 'k8s_cluster'])];
  const ofPods = sumOfSeries(names, window, { by: [...cluster, ...PODS], matchers: BETWEEN_PODS });
  const named = workloadNameFromName(workloadNameFromName(ofPods, 'local_'), 'remote_');
  return aggregate('sum', [...cluster, ...WORKLOADS], named);
}
