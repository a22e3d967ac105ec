import { CustomVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { finish } from './json';
import { page } from './page';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, TOLD } from './panels/flowsTable';
import { compareVariable, flowsVariable, monitorVariable, namespacesOfFlows } from './variables';

const REVISION = 2;

const IN_NAMESPACE: FlowFilter[] = [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }];

const PAIR: GroupField[] = ['clientName', 'serverName', 'port', 'category'];

/** Filters that people otherwise put together anew each time. */
const QUICK_FILTERS = [
  { name: 'AWS services', filters: [category('AMAZON_S3|AMAZON_DYNAMODB|AWS_SERVICE')] },
  { name: 'Across zones', filters: [category('INTER_AZ')] },
  { name: 'Outside', filters: [category('INTERNET|UNCLASSIFIED')] },
];

/** The graph with all the room there is, and its edges as a table. */
export function serviceMap() {
  const dashboard = page('serviceMap', {
    title: 'Service map',
    description: 'Who talks to whom, on one map from the cluster down to its pods, by namespace, zone or node.',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(namespacesOfFlows())
    .withVariable(
      new CustomVariableBuilder('category')
        .label('Kind')
        .description('As Network Flow Monitor sorts flows.')
        .values(
          'in one zone : INTRA_AZ,across zones : INTER_AZ,between VPCs : INTER_VPC,between Regions : INTER_REGION,S3 : AMAZON_S3,DynamoDB : AMAZON_DYNAMODB,other AWS services : AWS_SERVICE,internet : INTERNET,not classified : UNCLASSIFIED,local zones : LOCAL_ZONE,transit gateways : TRANSIT_GATEWAY'
        )
        .multi(true)
        .includeAll(true)
        .allValue('.*')
        .current({ text: ['All'], value: ['$__all'] })
    )
    .withVariable(compareVariable())
    .withPanel(
      flowGraph({
        title: 'Service map',
        description:
          'All flows of the window. Width is bytes, colour is retransmissions and timeouts per GB; both can be changed in the panel’s bar, and so can the level. A red edge: choose it, and look at its zones, its network path and the allowances of its nodes.',
        filters: [...IN_NAMESPACE, category('$category')],
        compare: '$compare',
        options: { quickFilters: QUICK_FILTERS },
        height: 24,
      })
    )
    .withPanel(
      flowsTable({
        title: 'The map’s edges',
        description:
          'The same flows by pair of workloads and port, the largest first. Click a column’s head to sort by it.',
        filters: [...IN_NAMESPACE, category('$category')],
        groupBy: PAIR,
        columns: [...headersOf(PAIR), TOLD.bytes, TOLD.retransmissions, TOLD.timeouts, TOLD.roundTripTime, TOLD.cost],
        height: 12,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

function category(pattern: string): FlowFilter {
  return { side: 'either', field: 'category', operator: '=~', value: pattern };
}
