import { DashboardBuilder, DashboardCursorSync } from '@grafana/grafana-foundation-sdk/dashboard';
import { WORKLOAD_UID } from '../src/common/dashboards';
import { type FilterSide, type FlowFilter } from '../src/core/flow/filter';
import { type LabelFilter } from '../src/core/promql/selector';
import { eventsAnnotation } from './eventsAnnotation';
import { finish } from './json';
import { linkTo, linkToMonitors, linkToOne } from './links';
import { flowGraph } from './panels/flowGraph';
import { flowsTable } from './panels/flowsTable';
import { lossChart } from './panels/lossChart';
import { metricChart } from './panels/metricChart';
import { flowsVariable, monitorVariable, one } from './variables';

const REVISION = 2;

const OF_WORKLOAD: LabelFilter[] = [
  { label: 'namespace', operator: '=', value: '$namespace' },
  { label: 'workload', operator: '=', value: '$workload' },
];

/** Flows with the workload at one of their ends, or at that one. */
function at(side: FilterSide): FlowFilter[] {
  return [{ side, field: 'name', operator: '=', value: '$namespace/$workload' }];
}

/** Why a workload is slow: what its pods move, with whom, and where it is lost. */
export function workload() {
  const dashboard = new DashboardBuilder('Workload network')
    .uid(WORKLOAD_UID)
    .description('One workload: what its pods move, with whom they talk, and with whom they lose packets.')
    .tags(['eastwest', 'kubernetes', 'network'])
    .time({ from: 'now-30m', to: 'now' })
    .refresh('1m')
    .tooltip(DashboardCursorSync.Crosshair)
    .link(linkTo('overview'))
    .link(linkToOne('node'))
    .link(linkToMonitors())
    .annotation(eventsAnnotation('rollouts', OF_WORKLOAD))
    // Agents are on nodes and know no workload: all of their restarts are shown.
    .annotation(eventsAnnotation('agentRestarts'))
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      one({
        name: 'namespace',
        label: 'Namespace',
        description: 'Whose workloads there are to choose from.',
        query: 'namespaces',
      })
    )
    .withVariable(
      one({
        name: 'workload',
        label: 'Workload',
        description: 'The workload that is shown.',
        query: 'workloads namespace=~"$namespace"',
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
        groupBy: ['clientName', 'port', 'category'],
        height: 7,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Whom it calls',
        description: 'Those to which the workload opens connections, the largest first.',
        filters: at('client'),
        groupBy: ['serverName', 'port', 'category'],
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
        description: 'All flows with an end in the workload, pod by pod, with zones, nodes and addresses.',
        filters: at('either'),
        height: 10,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

function podChart(metric: string, facts: { title: string; description: string }) {
  return metricChart({ metric, groupBy: 'pod', filters: OF_WORKLOAD, top: 10, width: 12, ...facts });
}
