import { type LabelFilter } from '../src/core/prometheus/matcher';
import { finish } from './json';
import { linksToNodeOfSeries } from './links';
import { CONNECTIONS_OPENED, EDGE_WIDTH_AND_COLOR } from './messages';
import { dashboardBuilder } from './dashboardBuilder';
import { flowGraph } from './panels/flowGraph';
import { metricChart } from './panels/metricChart';
import { compareVariable, multiValueVariable, flowsVariable, monitorVariable } from './variables';

const REVISION = 9;

const ON_NODE: LabelFilter = { label: 'node', operator: '=~', value: '$node' };
const PODS: LabelFilter[] = [{ label: 'namespace', operator: '=~', value: '$namespace' }, ON_NODE];

/** Where an investigation starts: connections, top pods and exceeded allowances. */
export function networkOverview() {
  const dashboard = dashboardBuilder('overview', {
    title: 'Network overview',
    description:
      'Connections between workloads, the pods with the most traffic, and the nodes that exceed an allowance.',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      multiValueVariable({
        name: 'namespace',
        label: 'Namespace',
        description: 'Filters flows that start or end in the namespace, and pods in it.',
        query: 'namespaces',
      })
    )
    .withVariable(
      multiValueVariable({
        name: 'node',
        label: 'Node',
        description: 'Filters pods and allowances by node. The flow graph always shows all nodes.',
        query: 'nodes',
      })
    )
    .withVariable(compareVariable())
    .withPanel(
      flowGraph({
        title: 'Traffic between workloads',
        description: `All flows in the time range, by workload. ${EDGE_WIDTH_AND_COLOR} If an edge is red, check the zones of both ends, and the allowances of their nodes below.`,
        filters: [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }],
        compare: '$compare',
        height: 17,
      })
    )
    .withPanel(
      metricChart({
        title: 'Top 10 pods by ingress bandwidth',
        description: 'Bytes per second that the pod received, including headers.',
        metric: 'ingress_bytes',
        filters: PODS,
        top: 10,
        width: 12,
      })
    )
    .withPanel(
      metricChart({
        title: 'Top 10 pods by egress bandwidth',
        description: 'Bytes per second that the pod sent, including headers.',
        metric: 'egress_bytes',
        filters: PODS,
        top: 10,
        width: 12,
      })
    )
    .withPanel(allowance('bw_in_allowance_exceeded'))
    .withPanel(allowance('bw_out_allowance_exceeded'))
    .withPanel(allowance('pps_allowance_exceeded'))
    .withPanel(allowance('conntrack_allowance_exceeded'))
    .withPanel(allowance('linklocal_allowance_exceeded'))
    .withPanel(
      metricChart({
        title: 'Top 10 pods by TCP connections opened',
        description: CONNECTIONS_OPENED,
        metric: 'egress_flow',
        filters: PODS,
        top: 10,
        width: 8,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

function allowance(metric: string) {
  return metricChart({ metric, groupBy: 'node', top: 10, filters: [ON_NODE], width: 8 }).dataLinks(
    linksToNodeOfSeries()
  );
}
