import { WORKLOAD_UID } from '../src/common/dashboards';
import { flowClusterLabels } from '../src/core/prometheus/flowSeries/flowClusters';
import { retransmittedShare, timedOutShare } from '../src/core/prometheus/flowSeries/pairLosses';
import { overviewOf } from './annotations';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

const WINDOW = '5m';
/** Fewer events in five minutes count as chance, at any ratio. The flow graph marks an edge as severe from the same number. */
const MIN_EVENTS = 10;
/**
 * AWS documents no limits, so these are our own. A healthy network in one Region loses less than one segment in
 * 1,000. At one in 100, connections become noticeably slower for users. A timeout costs 200 ms or more, while a
 * retransmission costs one round trip, so far fewer timeouts do harm.
 */
const LIMITS = { retransmissions: 0.01, timeouts: 0.001 };

const COMMON = {
  severity: 'warning',
  forSeconds: 10 * 60,
  valueFormat: 'humanizePercentage',
  runbook: 'losses',
} as const;

const PAIR = '{local_namespace}/{local_workload} to {remote_namespace}/{remote_workload}';

/** Rules about losses between two workloads. They need the agents' flow series in Prometheus and do not fire without them. */
export function lossRules(scope: AlertOptions): Array<AlertRule<PromQlQuery>> {
  const clusterLabels = flowClusterLabels(scope);
  const variables = { namespace: '{local_namespace}', workload: '{local_workload}' };
  const links = {
    dashboard_url: { uid: WORKLOAD_UID, variables, clusterLabels },
    flow_graph_url: overviewOf({ namespace: 'local_namespace' }, clusterLabels),
  };
  const common = { ...COMMON, links };
  return [
    {
      ...common,
      name: 'EastwestRetransmissions',
      title: 'Retransmissions between workloads',
      uid: 'eastwest-retransmissions',
      query: { language: 'promql', expr: retransmittedShare(WINDOW, MIN_EVENTS, scope) },
      above: LIMITS.retransmissions,
      summary: `{value} of segments from ${PAIR} were retransmitted`,
      description:
        'In the flow graph, check whether the losses affect only this pair, all traffic through one node, or all traffic between two zones. Then check the allowances of the nodes at both ends.',
    },
    {
      ...common,
      name: 'EastwestTimeouts',
      title: 'Retransmission timeouts between workloads',
      uid: 'eastwest-timeouts',
      query: { language: 'promql', expr: timedOutShare(WINDOW, MIN_EVENTS, scope) },
      above: LIMITS.timeouts,
      summary: `Retransmission timeouts from ${PAIR} amount to {value} of segments`,
      description:
        'Some segments were never acknowledged. Check that the server pods are running and ready, that no network policy or security group drops the traffic, and that connection tracking is not exceeded on either node.',
    },
  ];
}
