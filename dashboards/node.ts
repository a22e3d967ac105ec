import { type LabelFilter } from '../src/core/prometheus/matcher';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { eventsAnnotation } from './eventsAnnotation';
import { finish } from './json';
import { CONNECTIONS_OPENED, SMALL_PACKETS, WITHOUT_HOST_NETWORK } from './messages';
import { dashboardBuilder } from './dashboardBuilder';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, VALUE_COLUMNS } from './panels/flowsTable';
import { knownMetric, metricChart } from './panels/metricChart';
import { metricTotal } from './panels/metricTotal';
import { multiValueVariable, flowsVariable, monitorVariable, singleValueVariable } from './variables';

const REVISION = 7;

const ON_NODE: LabelFilter[] = [{ label: 'node', operator: '=', value: '$node' }];
const AT_NODE: FlowFilter[] = [{ side: 'either', field: 'node', operator: '=', value: '$node' }];

const PAIR: GroupField[] = ['clientName', 'serverName', 'port', 'category'];
const LOSSES = [
  VALUE_COLUMNS.bytes,
  VALUE_COLUMNS.retransmissions,
  VALUE_COLUMNS.timeouts,
  VALUE_COLUMNS.roundTripTime,
];

/** Why a node is slow: the allowances that its instance exceeded, and the pods that caused it. */
export function node() {
  const dashboard = dashboardBuilder('node', {
    title: 'Node network',
    description: 'Exceeded allowances, top pods and connections of one node.',
  })
    .annotation(eventsAnnotation('allowances', ON_NODE))
    .annotation(eventsAnnotation('agentRestarts', ON_NODE))
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      multiValueVariable({ name: 'zone', label: 'Zone', description: 'Zones whose nodes are listed.', query: 'zones' })
    )
    .withVariable(
      singleValueVariable({ name: 'node', label: 'Node', description: 'Node to show.', query: 'nodes zone=~"$zone"' })
    )
    .withPanel(
      total(
        'bw_in_allowance_exceeded',
        'Inbound exceeded',
        5,
        "Packets queued or dropped in the time range because inbound traffic exceeded the instance's bandwidth. If orange, use a larger instance, or move the pods that receive the most (below) to other nodes."
      )
    )
    .withPanel(
      total(
        'bw_out_allowance_exceeded',
        'Outbound exceeded',
        5,
        "Packets queued or dropped in the time range because outbound traffic exceeded the instance's bandwidth. If orange, use a larger instance, or move the pods that send the most (below) to other nodes."
      )
    )
    .withPanel(
      total(
        'pps_allowance_exceeded',
        'Packet rate exceeded',
        5,
        'Packets queued or dropped in the time range because the instance exceeded its packet rate, both directions combined. If orange, use a larger instance, or spread the pods with the most packets (below).'
      )
    )
    .withPanel(
      total(
        'conntrack_allowance_exceeded',
        'Conntrack exceeded',
        5,
        'Packets dropped in the time range because the connection tracking of the instance was full, so new connections fail. If orange, reuse connections in the pods that open the most (below), or use a larger instance.'
      )
    )
    .withPanel(
      total(
        'linklocal_allowance_exceeded',
        'Link-local exceeded',
        4,
        'Packets to DNS, instance metadata or NTP that were dropped in the time range because an interface sent more than 1,024 packets per second to them. If orange, find the pods with the most DNS queries. Spread CoreDNS or run NodeLocal DNSCache.'
      )
    )
    .withPanel(
      podChart('ingress_bytes', {
        title: 'Top 10 pods by ingress bandwidth',
        description: `Bytes per second that the pods of the node received. ${WITHOUT_HOST_NETWORK}`,
      })
    )
    .withPanel(
      podChart('egress_bytes', {
        title: 'Top 10 pods by egress bandwidth',
        description: `Bytes per second that the pods of the node sent. ${WITHOUT_HOST_NETWORK}`,
      })
    )
    .withPanel(
      flowGraph({
        title: 'Traffic to and from this node',
        description:
          'Flows that start or end on the node, by workload. If an edge is red and a total above is orange, this node drops packets. If no total is orange, check the node at the other end.',
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
        description: CONNECTIONS_OPENED,
        width: 8,
      })
    )
    .withPanel(
      podChart('ingress_packets', {
        title: 'Top 10 pods by ingress packets',
        description: `Packets per second that the pods of the node received. ${SMALL_PACKETS}`,
      })
    )
    .withPanel(
      podChart('egress_packets', {
        title: 'Top 10 pods by egress packets',
        description: `Packets per second that the pods of the node sent. ${SMALL_PACKETS}`,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Flows of this node',
        description:
          'Flows that start or end on the node, by workload pair, with their losses. If only one server has many timeouts, check that server.',
        filters: AT_NODE,
        groupBy: PAIR,
        columns: [...headersOf(PAIR), ...LOSSES],
        height: 10,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

function total(metric: string, title: string, width: number, description: string) {
  return metricTotal({ metric, title, description, filters: ON_NODE, width });
}

/** An agent lists the interfaces only when it starts. */
const NOT_ALL = 'An interface that was attached after the agent started is missing until the agent restarts.';

/** The exceeded packets by interface: the addresses of pods are spread over several interfaces. */
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
