import { type LabelFilter } from '../src/core/prometheus/matcher';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { eventsAnnotation } from './eventsAnnotation';
import { finish } from './json';
import { page } from './page';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, TOLD } from './panels/flowsTable';
import { knownMetric, metricChart } from './panels/metricChart';
import { metricTotal } from './panels/metricTotal';
import { everything, flowsVariable, monitorVariable, one } from './variables';

const REVISION = 4;

const ON_NODE: LabelFilter[] = [{ label: 'node', operator: '=', value: '$node' }];
const AT_NODE: FlowFilter[] = [{ side: 'either', field: 'node', operator: '=', value: '$node' }];

const PAIR: GroupField[] = ['clientName', 'serverName', 'port', 'category'];
const LOSSES = [TOLD.bytes, TOLD.retransmissions, TOLD.timeouts, TOLD.roundTripTime];

/** Why a node is slow: what its instance held back, and which of its pods did it. */
export function node() {
  const dashboard = page('node', {
    title: 'Node network',
    description: 'One node: what its instance held back, which of its pods move the most, and with whom they talk.',
  })
    .annotation(eventsAnnotation('allowances', ON_NODE))
    .annotation(eventsAnnotation('agentRestarts', ON_NODE))
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      everything({ name: 'zone', label: 'Zone', description: 'Whose nodes there are to choose from.', query: 'zones' })
    )
    .withVariable(
      one({ name: 'node', label: 'Node', description: 'The node that is shown.', query: 'nodes zone=~"$zone"' })
    )
    .withPanel(
      total(
        'bw_in_allowance_exceeded',
        'Inbound exceeded',
        5,
        'use a larger instance, or move what receives the most (below) elsewhere.'
      )
    )
    .withPanel(
      total(
        'bw_out_allowance_exceeded',
        'Outbound exceeded',
        5,
        'use a larger instance, or move what sends the most (below) elsewhere.'
      )
    )
    .withPanel(
      total(
        'pps_allowance_exceeded',
        'Packet rate exceeded',
        5,
        'use a larger instance, or spread the pods with the most packets (below).'
      )
    )
    .withPanel(
      total(
        'conntrack_allowance_exceeded',
        'Conntrack exceeded',
        5,
        'reuse connections in the pods that open the most (below), or use a larger instance.'
      )
    )
    .withPanel(
      total('linklocal_allowance_exceeded', 'Link-local exceeded', 4, 'find the pods that resolve names the most.')
    )
    .withPanel(
      podChart('ingress_bytes', {
        title: 'Top 10 pods by ingress bandwidth',
        description:
          'Bytes per second into the node’s pods, headers included. Pods on the host’s network are not counted.',
      })
    )
    .withPanel(
      podChart('egress_bytes', {
        title: 'Top 10 pods by egress bandwidth',
        description:
          'Bytes per second out of the node’s pods, headers included. Pods on the host’s network are not counted.',
      })
    )
    .withPanel(
      flowGraph({
        title: 'Who talks to whom on this node',
        description:
          'Flows with an end on the node, by workload. A red edge: if the totals above are orange, the node drops packets; if not, look at the other end’s node.',
        filters: AT_NODE,
        height: 15,
      })
    )
    .withPanel(byInterface('bw_in_allowance_exceeded'))
    .withPanel(byInterface('bw_out_allowance_exceeded'))
    .withPanel(byInterface('pps_allowance_exceeded'))
    .withPanel(byInterface('conntrack_allowance_exceeded'))
    .withPanel(byInterface('linklocal_allowance_exceeded'))
    .withPanel(
      podChart('egress_flow', {
        title: 'Top 10 pods by TCP connections opened',
        description:
          'Connections per second that the pod opened. A jump without more traffic is a pool that is too small.',
        width: 8,
      })
    )
    .withPanel(
      podChart('ingress_packets', {
        title: 'Top 10 pods by ingress packets',
        description:
          'Packets per second into the node’s pods. Many small ones exceed the packet rate, not the bandwidth.',
      })
    )
    .withPanel(
      podChart('egress_packets', {
        title: 'Top 10 pods by egress packets',
        description:
          'Packets per second out of the node’s pods. Many small ones exceed the packet rate, not the bandwidth.',
      })
    )
    .withPanel(
      flowsTable({
        title: 'Flows of this node',
        description:
          'Who talks to whom with an end on the node, and what it cost. Many timeouts with one server only: look at that server.',
        filters: AT_NODE,
        groupBy: PAIR,
        columns: [...headersOf(PAIR), ...LOSSES],
        height: 10,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

function total(metric: string, title: string, width: number, remedy: string) {
  return metricTotal({ metric, title, remedy, filters: ON_NODE, width });
}

/** What an agent reads is what is there when it starts. */
const NOT_ALL = 'An interface that was attached after the agent started is missing until the agent restarts.';

/** Which interface it was: pods have their addresses on one of several. */
function byInterface(metric: string) {
  return metricChart({
    metric,
    title: `${knownMetric(metric).title} by interface`,
    description: `${knownMetric(metric).description} ${NOT_ALL}`,
    groupBy: 'interface',
    filters: ON_NODE,
    width: 8,
  });
}

function podChart(metric: string, facts: { title: string; description: string; width?: number }) {
  return metricChart({ metric, filters: ON_NODE, top: 10, width: 12, ...facts });
}
