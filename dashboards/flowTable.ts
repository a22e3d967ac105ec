import { CustomVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { finish } from './json';
import { dashboardBuilder } from './dashboardBuilder';
import { flowsTable, headersOf, VALUE_COLUMNS } from './panels/flowsTable';
import { flowsVariable, monitorVariable, namespacesOfFlows } from './variables';

const REVISION = 5;

const SHOWN: FlowFilter[] = [
  { side: 'either', field: 'namespace', operator: '=~', value: '$namespace' },
  // The values are regular expressions, which Grafana would escape without ":raw".
  { side: 'either', field: 'category', operator: '=~', value: '${view:raw}' },
];
const PAIR: GroupField[] = ['clientName', 'serverName', 'port', 'category'];
/** The fields that distinguish flows, and that users search by. */
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
const COLUMNS = [...headersOf(FLOW), ...Object.values(VALUE_COLUMNS)];
const FIRST_COLUMNS = [
  // Rows from one pod to one external service differ only by the address.
  ...headersOf(['clientName', 'clientPod', 'serverName', 'serverPod', 'serverAddress', 'port']),
  VALUE_COLUMNS.bytes,
  VALUE_COLUMNS.retransmissions,
  VALUE_COLUMNS.timeouts,
  VALUE_COLUMNS.roundTripTime,
];

/** The views of the AWS console, and all of them together, each with its categories. */
const VIEWS = [
  'Cluster (east-west) : INTRA_AZ|INTER_AZ|INTER_VPC|INTER_REGION|LOCAL_ZONE|TRANSIT_GATEWAY',
  'AWS services : AMAZON_S3|AMAZON_DYNAMODB|AWS_SERVICE',
  'External : INTERNET|UNCLASSIFIED',
  'All : .*',
];

/** Individual flows in the views of the AWS console, and the pairs with the most retransmissions and traffic. */
export function flowTable() {
  const dashboard = dashboardBuilder('flowTable', {
    title: 'Flow table',
    description:
      'Individual flows, in the views of the AWS console, and the workload pairs with the most retransmissions and traffic.',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(
      new CustomVariableBuilder('view')
        .label('View')
        .description('Flows within the cluster, to AWS services, or to all other destinations.')
        .values(VIEWS.join(','))
        .current({ text: 'All', value: '.*' })
    )
    .withVariable(namespacesOfFlows())
    .withVariable(
      new CustomVariableBuilder('columns')
        .label('Columns')
        .description('Columns of the table "Flows".')
        .values(COLUMNS.join(','))
        .multi(true)
        .current({ text: FIRST_COLUMNS, value: FIRST_COLUMNS })
    )
    .withPanel(
      flowsTable({
        title: 'Top pairs by retransmissions',
        description:
          "Workload pairs with the most retransmissions. A small number is normal. If one server appears with many clients, check the server's node. If only one client is affected, check the client's node.",
        filters: SHOWN,
        groupBy: PAIR,
        worstBy: VALUE_COLUMNS.retransmissions,
        columns: [
          ...headersOf(['clientName', 'serverName', 'port', 'category']),
          VALUE_COLUMNS.retransmissions,
          VALUE_COLUMNS.timeouts,
          VALUE_COLUMNS.bytes,
        ],
        height: 9,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Top talkers',
        description: 'Workload pairs with the most bytes, both directions combined.',
        filters: SHOWN,
        groupBy: PAIR,
        columns: [...headersOf(PAIR), VALUE_COLUMNS.bytes, VALUE_COLUMNS.roundTripTime],
        height: 9,
      })
    )
    .withPanel(
      flowsTable({
        title: 'Flows',
        description:
          'One row for each flow. To filter, click the funnel icon in a column header. The last row shows the totals of the rows that remain. To export all rows as CSV, open the panel menu and select Inspect > Data.',
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
