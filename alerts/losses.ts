import { WORKLOAD_UID } from '../src/common/dashboards';
import { flowClusterLabels } from '../src/core/prometheus/flowSeries/flowClusters';
import { retransmittedShare, timedOutShare } from '../src/core/prometheus/flowSeries/pairLosses';
import { overviewOf } from './annotations';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

const WINDOW = '5m';
/** Fewer in five minutes are chance, whatever the ratio; as many as make an edge of the flow graph severe. */
const MIN_EVENTS = 10;
/**
 * Nobody gives limits, so these are ours. A healthy network in one Region loses less than one segment of
 * a thousand; at one of a hundred, connections slow down so that users feel it. A timeout costs 200 ms
 * and more where a retransmission costs a round trip, so far fewer of them hurt.
 */
const LIMITS = { retransmissions: 0.01, timeouts: 0.001 };

const COMMON = {
  severity: 'warning',
  forSeconds: 10 * 60,
  valueFormat: 'humanizePercentage',
  runbook: 'losses',
} as const;

const PAIR = '{local_namespace}/{local_workload} to {remote_namespace}/{remote_workload}';

/** Losses between two workloads; nothing where no agent sends its flow series to Prometheus. */
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
      summary: `{value} of the segments from ${PAIR} were sent again`,
      description:
        'Look at the flow graph: whether only this pair loses, all that passes one node, or all that crosses two zones. Then at the allowances of the nodes at both ends.',
    },
    {
      ...common,
      name: 'EastwestTimeouts',
      title: 'Retransmission timeouts between workloads',
      uid: 'eastwest-timeouts',
      query: { language: 'promql', expr: timedOutShare(WINDOW, MIN_EVENTS, scope) },
      above: LIMITS.timeouts,
      summary: `From ${PAIR}, timeouts come to {value} of the segments`,
      description:
        'Something got no answer at all: look whether the pods that are called run and are ready, whether a network policy or security group drops what is sent, and whether connection tracking is exceeded on either node.',
    },
  ];
}
