import { type LabelFilter } from '../src/core/prometheus/matcher';
import { type FilterSide, type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { eventsAnnotation } from './eventsAnnotation';
import { finish } from './json';
import { CONNECTIONS_OPENED, UNEVEN_LOAD } from './messages';
import { NO_PEERS } from './noData';
import { dashboardBuilder } from './dashboardBuilder';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, VALUE_COLUMNS } from './panels/flowsTable';
import { lossChart } from './panels/lossChart';
import { metricChart } from './panels/metricChart';
import { multiValueVariable, flowsVariable, monitorVariable, singleValueVariable } from './variables';

const REVISION = 8;

const OF_NAMESPACE: LabelFilter[] = [{ label: 'namespace', operator: '=', value: '$namespace' }];
const OF_WORKLOAD: LabelFilter[] = [...OF_NAMESPACE, { label: 'workload', operator: '=~', value: '$workload' }];
const OF_PODS: LabelFilter[] = [...OF_WORKLOAD, { label: 'pod', operator: '=~', value: '$pod' }];

/** Flows with the selected pods at the given side. */
function at(side: FilterSide): FlowFilter[] {
  return [
    { side, field: 'name', operator: '=~', value: '$namespace/$workload' },
    { side, field: 'pod', operator: '=~', value: '$pod' },
  ];
}

const PAIR: GroupField[] = ['clientName', 'serverName', 'port', 'category'];
const FLOW: GroupField[] = [
  'clientPod',
  'clientZone',
  'clientNode',
  'serverPod',
  'serverName',
  'serverZone',
  'serverNode',
  'port',
];
const LOSSES = [
  VALUE_COLUMNS.bytes,
  VALUE_COLUMNS.retransmissions,
  VALUE_COLUMNS.timeouts,
  VALUE_COLUMNS.roundTripTime,
  VALUE_COLUMNS.acrossZones,
];

/** Why a namespace, a workload or a pod is slow: its traffic, its peers and its losses. */
export function workload() {
  const dashboard = dashboardBuilder('workload', {
    title: 'Workload network',
    description: 'Traffic, peers and losses of a namespace, some of its workloads, or one pod.',
  })
    .annotation(eventsAnnotation('rollouts', OF_WORKLOAD))
    .annotation(eventsAnnotation('podProblems', OF_WORKLOAD))
    // Agents run on nodes and belong to no workload, so all restarts are shown.
    .annotation(eventsAnnotation('agentRestarts'))
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      singleValueVariable({
        name: 'namespace',
        label: 'Namespace',
        description: 'Namespace to show. You can limit it to some workloads or pods.',
        query: 'namespaces',
      })
    )
    .withVariable(
      multiValueVariable({
        name: 'workload',
        label: 'Workload',
        description: 'Workloads of the namespace to show.',
        query: 'workloads namespace=~"$namespace"',
      })
    )
    .withVariable(
      multiValueVariable({
        name: 'pod',
        label: 'Pod',
        description: 'Pods of the workloads to show.',
        query: 'pods namespace=~"$namespace" workload=~"$workload"',
      })
    )
    .withPanel(
      podChart('ingress_bytes', {
        title: 'Ingress bandwidth by pod',
        description: `Bytes per second that the pod received, for the 10 pods that receive the most. ${UNEVEN_LOAD}`,
      })
    )
    .withPanel(
      podChart('egress_bytes', {
        title: 'Egress bandwidth by pod',
        description: `Bytes per second that the pod sent, for the 10 pods that send the most. ${UNEVEN_LOAD}`,
      })
    )
    .withPanel(
      flowGraph({
        title: 'Traffic to and from this workload',
        description:
          'Flows that start or end in the workload. If an edge is red, check the losses below, then the nodes of both ends.',
        filters: at('either'),
        height: 15,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Clients',
        description: 'Peers that open connections to this workload, largest first.',
        filters: at('server'),
        groupBy: PAIR,
        columns: [...headersOf(PAIR), ...LOSSES],
        height: 7,
      }).noValue(NO_PEERS)
    )
    .withPanel(
      flowsTable({
        title: 'Servers',
        description: 'Peers to which this workload opens connections, largest first.',
        filters: at('client'),
        groupBy: PAIR,
        columns: [...headersOf(PAIR), ...LOSSES],
        height: 7,
      }).noValue(NO_PEERS)
    )
    .withPanel(
      lossChart({
        title: 'Retransmissions by peer',
        description:
          "Retransmitted segments per second. If only one peer is affected, check the peer's node. If all peers are affected, check the nodes of this workload.",
        metric: 'RETRANSMISSIONS',
        filters: at('either'),
      })
    )
    .withPanel(
      lossChart({
        title: 'Retransmission timeouts by peer',
        description:
          'Retransmission timeouts per second. Each one stalls a connection for at least 200 ms. Start with the peer that has the most.',
        metric: 'TIMEOUTS',
        filters: at('either'),
      })
    )
    .withPanel(
      podChart('ingress_packets', {
        title: 'Ingress packets by pod',
        description: 'Packets per second that the pod received, for the 10 pods that receive the most.',
      })
    )
    .withPanel(
      podChart('egress_packets', {
        title: 'Egress packets by pod',
        description: 'Packets per second that the pod sent, for the 10 pods that send the most.',
      })
    )
    .withPanel(
      podChart('ingress_flow', {
        title: 'TCP connections accepted by pod',
        description:
          'Connections per second that clients opened to the pod. A jump without more traffic usually means that a client does not reuse connections.',
      })
    )
    .withPanel(
      podChart('egress_flow', {
        title: 'TCP connections opened by pod',
        description: CONNECTIONS_OPENED,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Flows of this workload',
        description: 'All flows that start or end in the workload, by pod, with zones and nodes.',
        filters: at('either'),
        groupBy: FLOW,
        columns: [...headersOf(FLOW), ...LOSSES],
        height: 10,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

function podChart(metric: string, facts: { title: string; description: string }) {
  return metricChart({ metric, groupBy: 'pod', filters: OF_PODS, top: 10, width: 12, ...facts });
}
