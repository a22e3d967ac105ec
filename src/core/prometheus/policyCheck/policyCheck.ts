import { agentLabels, aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime } from '../range';
import { selector } from '../selector';

/**
 * The metrics of a check of policies against observed flows (`npm run policies -- --check --metrics-file`), which a Pushgateway
 * or the textfile collector of node_exporter exposes.
 */
export const CHECK_METRICS = {
  flows: 'eastwest_policy_check_flows',
  bytes: 'eastwest_policy_check_bytes',
  time: 'eastwest_policy_check_timestamp_seconds',
} as const;

/** Checks are older than this only if they no longer run. */
const KNOWN_FOR = '7d';

/**
 * Observed flows that the intended policies deny, by workload and direction, from the latest check. A job that runs on another
 * node leaves its older files behind.
 */
export function deniedByIntended(scope: ClusterOption = {}): string {
  const denied = selector(CHECK_METRICS.flows, [{ label: 'verdict', operator: '=', value: 'denied' }]);
  const target = inCluster(['job', 'instance'], scope).join(', ');
  const cluster = inCluster([], scope);
  const latest = aggregate('max', cluster, CHECK_METRICS.time);
  const ofLatest = `${denied} and on (${target}) (${CHECK_METRICS.time} == on (${cluster.join(', ')}) group_left () ${latest})`;
  const labels = inCluster(['namespace', 'workload', 'direction'], scope);
  return aggregate('sum', labels, agentLabels(ofLatest, labels));
}

/** Seconds since the last check of a cluster, for a week. */
export function secondsSinceCheck(scope: ClusterOption = {}): string {
  const known = overTime('last_over_time', CHECK_METRICS.time, { window: KNOWN_FOR });
  return `time() - ${aggregate('max', inCluster([], scope), known)}`;
}
