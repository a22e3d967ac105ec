import { SERIES_METRICS, sumOfSeries } from './flowSeries';
import { aggregate } from './labels';
import { type LabelFilter } from './selector';
import { workloadNameFromName } from './workloads';

/**
 * What the agents' flow series tell of two workloads: a pair is what the pods of one, as the sender,
 * sent those of the other. Each end's agent counts its own sends, so a conversation is two pairs.
 * Workloads are told from the pods' names, and flows with an end outside the cluster are left out: on
 * the internet losses are nothing that anybody here can mend.
 */

const PODS = ['k8s_cluster', 'local_namespace', 'local_pod', 'remote_namespace', 'remote_pod'];
const WORKLOADS = ['k8s_cluster', 'local_namespace', 'local_workload', 'remote_namespace', 'remote_workload'];
const BETWEEN_PODS: readonly LabelFilter[] = [
  { label: 'local_pod', operator: '!=', value: '' },
  { label: 'remote_pod', operator: '!=', value: '' },
];

/**
 * Retransmissions by the segments that were delivered in a window, by pair: 0.01 is one of a hundred.
 * Only of pairs with so many retransmissions: fewer are chance, whatever the ratio.
 *
 * @param window a PromQL duration of some minutes: agents report every 30 seconds.
 */
export function retransmittedShare(window: string, leastEvents: number): string {
  return shareOfSegments(SERIES_METRICS.RETRANSMISSIONS, window, leastEvents);
}

/** The same of timeouts: what was sent again only after the sender had waited for an answer in vain. */
export function timedOutShare(window: string, leastEvents: number): string {
  return shareOfSegments(SERIES_METRICS.TIMEOUTS, window, leastEvents);
}

function shareOfSegments(names: readonly string[], window: string, leastEvents: number): string {
  return `(${byPair(names, window)} >= ${leastEvents}) / (${byPair(['nfm_segments_delivered'], window)} > 0)`;
}

/** Summed by pods first: a pair of pods has many flows, and names are taken apart one series at a time. */
function byPair(names: readonly string[], window: string): string {
  const ofPods = sumOfSeries(names, window, { by: PODS, matchers: BETWEEN_PODS });
  return aggregate('sum', WORKLOADS, workloadNameFromName(workloadNameFromName(ofPods, 'local_'), 'remote_'));
}
