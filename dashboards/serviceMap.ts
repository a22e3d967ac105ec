import { CustomVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { categoryLabel, KNOWN_CATEGORIES } from '../src/core/flow/category';
import { finish } from './json';
import { EDGE_WIDTH_AND_COLOR } from './messages';
import { dashboardBuilder } from './dashboardBuilder';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, VALUE_COLUMNS } from './panels/flowsTable';
import { compareVariable, flowsVariable, monitorVariable, namespacesOfFlows } from './variables';

const REVISION = 5;

const IN_NAMESPACE: FlowFilter[] = [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }];

const PAIR: GroupField[] = ['clientName', 'serverName', 'port', 'category'];

/** Filters that users would otherwise build again and again. */
const QUICK_FILTERS = [
  { name: 'AWS services', filters: [category('AMAZON_S3|AMAZON_DYNAMODB|AWS_SERVICE')] },
  { name: 'Cross-zone', filters: [category('INTER_AZ')] },
  { name: 'External', filters: [category('INTERNET|UNCLASSIFIED')] },
];

/** The flow graph at full size, and its edges as a table. */
export function serviceMap() {
  const dashboard = dashboardBuilder('serviceMap', {
    title: 'Service map',
    description: 'Connections on one map, from the whole cluster down to its pods, grouped by namespace, zone or node.',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(namespacesOfFlows())
    .withVariable(
      new CustomVariableBuilder('category')
        .label('Category')
        .description('Flow category of Network Flow Monitor.')
        .values(KNOWN_CATEGORIES.map((name) => `${categoryLabel(name)} : ${name}`).join(','))
        .multi(true)
        .includeAll(true)
        .allValue('.*')
        .current({ text: ['All'], value: ['$__all'] })
    )
    .withVariable(compareVariable())
    .withPanel(
      flowGraph({
        title: 'Service map',
        description: `All flows in the time range. ${EDGE_WIDTH_AND_COLOR} You can change both, and the level, in the toolbar of the panel. If an edge is red, select it to see its zones, its network path and the allowances of its nodes.`,
        filters: [...IN_NAMESPACE, category('$category')],
        compare: '$compare',
        options: { quickFilters: QUICK_FILTERS },
        height: 24,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Edges',
        description:
          'The flows of the map by workload pair and port, largest first. Click a column header to sort by it.',
        filters: [...IN_NAMESPACE, category('$category')],
        groupBy: PAIR,
        columns: [
          ...headersOf(PAIR),
          VALUE_COLUMNS.bytes,
          VALUE_COLUMNS.retransmissions,
          VALUE_COLUMNS.timeouts,
          VALUE_COLUMNS.roundTripTime,
          VALUE_COLUMNS.cost,
        ],
        height: 12,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

function category(pattern: string): FlowFilter {
  return { side: 'either', field: 'category', operator: '=~', value: pattern };
}
