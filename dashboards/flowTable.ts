import { CustomVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { finish } from './json';
import { page } from './page';
import { flowsTable, headersOf, TOLD } from './panels/flowsTable';
import { flowsVariable, monitorVariable, namespacesOfFlows } from './variables';

const REVISION = 2;

const SHOWN: FlowFilter[] = [
  { side: 'either', field: 'namespace', operator: '=~', value: '$namespace' },
  // Its values are patterns, of which Grafana would otherwise make texts.
  { side: 'either', field: 'category', operator: '=~', value: '${view:raw}' },
];
const PAIR: GroupField[] = ['clientName', 'serverName', 'port', 'category'];
/** What tells flows apart, and by what people hunt for one. */
const FLOW: GroupField[] = [
  'clientName',
  'clientNamespace',
  'clientPod',
  'clientAddress',
  'clientNode',
  'clientZone',
  'serverName',
  'serverNamespace',
  'serverPod',
  'serverAddress',
  'serverNode',
  'serverZone',
  'port',
  'category',
];
const COLUMNS = [...headersOf(FLOW), ...Object.values(TOLD)];
const FIRST_COLUMNS = [
  // Rows of one pod to one service outside the cluster differ by the address alone.
  ...headersOf(['clientName', 'clientPod', 'serverName', 'serverPod', 'serverAddress', 'port']),
  TOLD.bytes,
  TOLD.retransmissions,
  TOLD.timeouts,
  TOLD.roundTripTime,
];

/** The views of the AWS console, and all of them together, as the categories that they are made of. */
const VIEWS = [
  'Cluster (east-west) : INTRA_AZ|INTER_AZ|INTER_VPC|INTER_REGION|LOCAL_ZONE|TRANSIT_GATEWAY',
  'AWS services : AMAZON_S3|AMAZON_DYNAMODB|AWS_SERVICE',
  'External : INTERNET|UNCLASSIFIED',
  'All : .*',
];

/** Flows one by one, in the views that the AWS console has, and who of them loses or moves the most. */
export function flowTable() {
  const dashboard = page('flowTable', {
    title: 'Flow table',
    description: 'Flows one by one, as the AWS console has them, and who of them loses or moves the most.',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      new CustomVariableBuilder('view')
        .label('View')
        .description('Flows within the cluster, to services of AWS, or to all else.')
        .values(VIEWS.join(','))
        .current({ text: 'All', value: '.*' })
    )
    .withVariable(namespacesOfFlows())
    .withVariable(
      new CustomVariableBuilder('columns')
        .label('Columns')
        .description('Of the table of flows.')
        .values(COLUMNS.join(','))
        .multi(true)
        .current({ text: FIRST_COLUMNS, value: FIRST_COLUMNS })
    )
    .withPanel(
      flowsTable({
        title: 'Retransmit offenders',
        description:
          'Pairs that send the most again. A few are chance. One server for many clients: look at that server’s node; one client: at the client’s.',
        filters: SHOWN,
        groupBy: PAIR,
        worstBy: TOLD.retransmissions,
        columns: [
          ...headersOf(['clientName', 'serverName', 'port', 'category']),
          TOLD.retransmissions,
          TOLD.timeouts,
          TOLD.bytes,
        ],
        height: 9,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Top talkers',
        description: 'Pairs that move the most bytes, both directions together.',
        filters: SHOWN,
        groupBy: PAIR,
        columns: [...headersOf(PAIR), TOLD.bytes, TOLD.roundTripTime],
        height: 9,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Flows',
        description:
          'A row for each flow. The funnel in a column’s head filters by its values; the last row adds up what is left. For all of it as CSV: menu, Inspect, Data.',
        filters: SHOWN,
        groupBy: FLOW,
        columns: '$columns',
        hasSums: true,
        height: 18,
      })
    )
    .build();
  return finish(dashboard, REVISION);
}
