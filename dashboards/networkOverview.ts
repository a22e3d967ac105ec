import {
  CustomVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { NETWORK_OVERVIEW_UID } from '../src/common/dashboards';
import { DATASOURCE_ID } from '../src/common/pluginIds';
import { finish } from './json';
import { flowGraph } from './panels/flowGraph';
import { metricChart } from './panels/metricChart';
import { FLOWS_DATASOURCE } from './variables';

const REVISION = 2;

/** Where an investigation starts: who talks to whom, who moves the most, and who is held back. */
export function networkOverview() {
  const dashboard = new DashboardBuilder('Network overview')
    .uid(NETWORK_OVERVIEW_UID)
    .description('Who talks to whom in the cluster, which pods move the most, and which nodes exceed an allowance.')
    .tags(['eastwest', 'kubernetes', 'network'])
    .time({ from: 'now-30m', to: 'now' })
    .refresh('1m')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder(FLOWS_DATASOURCE.name).label('Flows').type(DATASOURCE_ID))
    .withVariable(
      new QueryVariableBuilder('monitor')
        .label('Monitor')
        .description('The Network Flow Monitor whose flows are shown.')
        .datasource(FLOWS_DATASOURCE.ref)
        .query('monitors')
        .refresh(VariableRefresh.OnDashboardLoad)
    )
    .withVariable(everything('namespace', 'Namespace', 'Flows with an end in it, and its pods.', 'namespaces'))
    .withVariable(everything('node', 'Node', 'Its pods and its allowances. The flow graph shows all nodes.', 'nodes'))
    .withVariable(
      new CustomVariableBuilder('compare')
        .label('Compare with')
        .description('How much earlier the window is that the flow graph compares with.')
        .values('no other : off,an hour ago : 1h,a day ago : 1d,a week ago : 1w')
        .current({ text: 'no other', value: 'off' })
    )
    .withPanel(
      flowGraph({
        title: 'Who talks to whom',
        monitor: '$monitor',
        namespace: '$namespace',
        compare: '$compare',
        height: 17,
      })
    )
    .withPanel(
      metricChart({
        title: 'Top 10 pods by ingress bandwidth',
        description: 'Bytes per second into the pod, headers included.',
        metric: 'ingress_bytes',
        top: 10,
        width: 12,
      })
    )
    .withPanel(
      metricChart({
        title: 'Top 10 pods by egress bandwidth',
        description: 'Bytes per second out of the pod, headers included.',
        metric: 'egress_bytes',
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
        top: 10,
        width: 8,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

/** A variable that stands for everything until somebody chooses. */
function everything(name: string, label: string, description: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(FLOWS_DATASOURCE.ref)
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}

function allowance(metric: string) {
  return metricChart({ metric, groupBy: 'node', width: 8 });
}
