import { type LabelFilter } from '../src/core/prometheus/matcher';
import { type FilterSide, type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { eventsAnnotation } from './eventsAnnotation';
import { finish } from './json';
import { page } from './page';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, TOLD } from './panels/flowsTable';
import { lossChart } from './panels/lossChart';
import { metricChart } from './panels/metricChart';
import { everything, flowsVariable, monitorVariable, one } from './variables';

const REVISION = 3;

const OF_NAMESPACE: LabelFilter[] = [{ label: 'namespace', operator: '=', value: '$namespace' }];
const OF_WORKLOAD: LabelFilter[] = [...OF_NAMESPACE, { label: 'workload', operator: '=~', value: '$workload' }];
const OF_PODS: LabelFilter[] = [...OF_WORKLOAD, { label: 'pod', operator: '=~', value: '$pod' }];

/** Flows with the chosen pods at one of their ends, or at that one. */
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
const LOSSES = [TOLD.bytes, TOLD.retransmissions, TOLD.timeouts, TOLD.roundTripTime, TOLD.acrossZones];

/** Why a namespace, a workload or a pod is slow: what its pods move, with whom, and where it is lost. */
export function workload() {
  const dashboard = page('workload', {
    title: 'Workload network',
    description:
      'A namespace, some of its workloads or one pod: what they move, with whom they talk, and with whom they lose packets.',
  })
    .annotation(eventsAnnotation('rollouts', OF_WORKLOAD))
    // Agents are on nodes and know no workload: all of their restarts are shown.
    .annotation(eventsAnnotation('agentRestarts'))
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      one({
        name: 'namespace',
        label: 'Namespace',
        description: 'The namespace that is shown, or some of it.',
        query: 'namespaces',
      })
    )
    .withVariable(
      everything({
        name: 'workload',
        label: 'Workload',
        description: 'Which of the namespace’s workloads are shown.',
        query: 'workloads namespace=~"$namespace"',
      })
    )
    .withVariable(
      everything({
        name: 'pod',
        label: 'Pod',
        description: 'Which of their pods are shown.',
        query: 'pods namespace=~"$namespace" workload=~"$workload"',
      })
    )
    .withPanel(
      podChart('ingress_bytes', {
        title: 'Ingress bandwidth by pod',
        description:
          'Bytes per second into the 10 pods that receive the most. One far above the others: balance the load.',
      })
    )
    .withPanel(
      podChart('egress_bytes', {
        title: 'Egress bandwidth by pod',
        description:
          'Bytes per second out of the 10 pods that send the most. One far above the others: balance the load.',
      })
    )
    .withPanel(
      flowGraph({
        title: 'Who talks to this workload',
        description:
          'Flows with an end in the workload. A red edge: look at the losses below, then at the nodes of both ends.',
        filters: at('either'),
        height: 15,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Who calls it',
        description: 'Those that open connections to the workload, the largest first.',
        filters: at('server'),
        groupBy: PAIR,
        columns: [...headersOf(PAIR), ...LOSSES],
        height: 7,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Whom it calls',
        description: 'Those to which the workload opens connections, the largest first.',
        filters: at('client'),
        groupBy: PAIR,
        columns: [...headersOf(PAIR), ...LOSSES],
        height: 7,
      })
    )
    .withPanel(
      lossChart({
        title: 'Retransmissions by peer',
        description:
          'Segments sent again per second. With one peer only: look at its node. With all: look at the nodes of this workload.',
        metric: 'RETRANSMISSIONS',
        filters: at('either'),
      })
    )
    .withPanel(
      lossChart({
        title: 'Retransmission timeouts by peer',
        description:
          'Timeouts per second after which was sent again: each stalls a connection for 200 ms or more. Look first at the peer with the most.',
        metric: 'TIMEOUTS',
        filters: at('either'),
      })
    )
    .withPanel(
      podChart('ingress_packets', {
        title: 'Ingress packets by pod',
        description: 'Packets per second into the 10 pods that receive the most.',
      })
    )
    .withPanel(
      podChart('egress_packets', {
        title: 'Egress packets by pod',
        description: 'Packets per second out of the 10 pods that send the most.',
      })
    )
    .withPanel(
      podChart('ingress_flow', {
        title: 'TCP connections accepted by pod',
        description:
          'Connections per second that others opened to the pod. A jump without more traffic is a caller that does not reuse them.',
      })
    )
    .withPanel(
      podChart('egress_flow', {
        title: 'TCP connections opened by pod',
        description:
          'Connections per second that the pod opened. A jump without more traffic is a pool that is too small.',
      })
    )
    .withPanel(
      flowsTable({
        title: 'Flows of this workload',
        description: 'All flows with an end in the workload, pod by pod, with zones and nodes.',
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
