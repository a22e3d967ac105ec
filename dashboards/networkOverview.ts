import { type LabelFilter } from '../src/core/prometheus/matcher';
import { finish } from './json';
import { linkToNodeOfSeries } from './links';
import { page } from './page';
import { flowGraph } from './panels/flowGraph';
import { metricChart } from './panels/metricChart';
import { compareVariable, everything, flowsVariable, monitorVariable } from './variables';

const REVISION = 6;

const ON_NODE: LabelFilter = { label: 'node', operator: '=~', value: '$node' };
const PODS: LabelFilter[] = [{ label: 'namespace', operator: '=~', value: '$namespace' }, ON_NODE];

/** Where an investigation starts: who talks to whom, who moves the most, and who is held back. */
export function networkOverview() {
  const dashboard = page('overview', {
    title: 'Network overview',
    description: 'Who talks to whom in the cluster, which pods move the most, and which nodes exceed an allowance.',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      everything({
        name: 'namespace',
        label: 'Namespace',
        description: 'Flows with an end in it, and its pods.',
        query: 'namespaces',
      })
    )
    .withVariable(
      everything({
        name: 'node',
        label: 'Node',
        description: 'Its pods and its allowances. The flow graph shows all nodes.',
        query: 'nodes',
      })
    )
    .withVariable(compareVariable())
    .withPanel(
      flowGraph({
        title: 'Who talks to whom',
        description:
          'All flows of the window by workload. Width is bytes, colour is retransmissions and timeouts per GB. A red edge: look at the zones of both ends and at the allowances of their nodes below.',
        filters: [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }],
        compare: '$compare',
        height: 17,
      })
    )
    .withPanel(
      metricChart({
        title: 'Top 10 pods by ingress bandwidth',
        description: 'Bytes per second into the pod, headers included.',
        metric: 'ingress_bytes',
        filters: PODS,
        top: 10,
        width: 12,
      })
    )
    .withPanel(
      metricChart({
        title: 'Top 10 pods by egress bandwidth',
        description: 'Bytes per second out of the pod, headers included.',
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
        description:
          'Connections per second that the pod opened. A jump without more traffic is a pool that is too small.',
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
  return metricChart({ metric, groupBy: 'node', top: 10, filters: [ON_NODE], width: 8 }).dataLinks([
    linkToNodeOfSeries(),
  ]);
}
