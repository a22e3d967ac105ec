import {
  FieldColorBuilder,
  FieldColorModeId,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { ReduceDataOptionsBuilder, TableCellDisplayMode, VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StateTimeline } from '@grafana/grafana-foundation-sdk/statetimeline';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { bytesAcrossZones, bytesOfServers, shareAcrossZones } from '../src/core/prometheus/flowSeries/podZones';
import { QUERY_VERSION } from '../src/core/query/savedQuery';
import { finish } from './json';
import { EDGE_WIDTH_AND_COLOR } from './messages';
import { NO_FLOW_SERIES, NO_FLOWS_OR_METRICS, NO_PATHS } from './noData';
import { dashboardBuilder } from './dashboardBuilder';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, VALUE_COLUMNS } from './panels/flowsTable';
import { lineChart } from './panels/lineChart';
import { stat } from './panels/stat';
import { table } from './panels/table';
import {
  asNumbers,
  CHART_WINDOW,
  clusterVariable,
  CONVERSATIONS_IN_CLUSTER,
  overTime,
  PROMETHEUS,
  prometheusVariable,
  RANGE_AT_END,
  WHOLE_RANGE,
} from './prometheus';
import { flowsDatasourceQuery, groupedFlows } from './query';
import { multiValueVariable, FLOWS_DATASOURCE, flowsVariable, monitorVariable } from './variables';

const REVISION = 8;

const IN_NAMESPACE: FlowFilter[] = [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }];
const ACROSS_ZONES: FlowFilter[] = [
  ...IN_NAMESPACE,
  { side: 'either', field: 'category', operator: '=', value: 'INTER_AZ' },
];
const BETWEEN_ZONES: FlowFilter[] = [
  ...IN_NAMESPACE,
  { side: 'either', field: 'category', operator: '=~', value: 'INTRA_AZ|INTER_AZ' },
];
const PAIR: GroupField[] = ['clientName', 'serverName', 'category'];
const ZONES: GroupField[] = ['clientZone', 'serverZone'];
const IN_STEP = { ...CONVERSATIONS_IN_CLUSTER, ...CHART_WINDOW, names: RANGE_AT_END };
const AT_END = { ...CONVERSATIONS_IN_CLUSTER, ...RANGE_AT_END };
const IN_RANGE = { ...CONVERSATIONS_IN_CLUSTER, ...WHOLE_RANGE };
/** The number of lines, rows and services shown: more could not be distinguished. */
const SHOWN = 15;

/** Cross-zone traffic, its cost, and whether zone-aware routing works. */
export function zonesAndCost() {
  const dashboard = dashboardBuilder('zonesAndCost', {
    title: 'Zones and cost',
    description:
      'Traffic between Availability Zones, its monthly cost, and the services that keep their traffic within a zone.',
    from: 'now-1h',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(prometheusVariable())
    .withVariable(clusterVariable())
    .withVariable(
      multiValueVariable({
        name: 'namespace',
        label: 'Namespace',
        description:
          'Filters flows that start or end in the namespace. The charts over time always show the whole cluster.',
        query: 'namespaces',
      })
    )
    .withPanel(
      total({
        title: 'Est. monthly cost',
        description:
          'Cost per month if traffic continues as in the time range. It covers payload between zones and Regions and through NAT and transit gateways, at the prices in the data source settings. It excludes headers, retransmissions, UDP and internet traffic, and counts only the 500 largest flows of each category. If the cost is too high, start with the first pair in the table.',
        column: VALUE_COLUMNS.cost,
        unit: 'currencyUSD',
        filters: IN_NAMESPACE,
      })
    )
    .withPanel(
      total({
        title: 'Cross-zone payload',
        description: 'Payload between zones in the time range. AWS bills it at both ends.',
        column: VALUE_COLUMNS.acrossZones,
        unit: 'decbytes',
        filters: IN_NAMESPACE,
      })
    )
    .withPanel(
      total({
        title: 'Total payload',
        description: 'Payload of all flows in the time range, for comparison.',
        column: VALUE_COLUMNS.bytes,
        unit: 'decbytes',
        filters: IN_NAMESPACE,
      })
    )
    .withPanel(shareOfPods())
    .withPanel(
      flowGraph({
        title: 'Cross-zone traffic',
        description: `The largest flows between zones, by workload. ${EDGE_WIDTH_AND_COLOR} If only edges between the same two zones are red, the cause is the network between them: see the measurements of AWS at the end of the dashboard.`,
        filters: ACROSS_ZONES,
        options: { grouping: 'zone', level: 'workload', maxEdges: 30, opensByZoom: false },
        height: 15,
      })
    )
    .withPanel(zoneMatrix())
    .withPanel(
      flowsTable({
        title: 'Most expensive pairs',
        description:
          'Workload pairs by the monthly cost of their transfers. If both are in the cluster, route by zone (trafficDistribution: PreferClose) or run them in the same zone. For Amazon S3 or DynamoDB through a NAT gateway, add a gateway endpoint.',
        filters: IN_NAMESPACE,
        groupBy: PAIR,
        worstBy: VALUE_COLUMNS.cost,
        columns: [...headersOf(PAIR), VALUE_COLUMNS.acrossZones, VALUE_COLUMNS.cost],
        width: 14,
        height: 10,
      })
    )
    .withPanel(routing())
    .withPanel(acrossOverTime())
    .withVariable(
      multiValueVariable({
        name: 'paths',
        label: 'Performance monitor',
        description: 'Performance monitor of the AWS network between zones, if one exists.',
        query: 'performanceMonitors',
      })
        .multi(false)
        .includeAll(false)
    )
    .withRow(new RowBuilder('AWS network paths between zones').collapsed(true).withPanel(pathsTable()))
    .build();
  return finish(dashboard, REVISION);
}

interface TotalFacts {
  title: string;
  description: string;
  /** The header of the column to show. */
  column: string;
  unit: string;
  filters: FlowFilter[];
}

const SMALL = { width: 6, height: 4 } as const;

/** The sum over all flows, calculated by the data source: Grafana's own sum of unknown values is 0. */
function total({ title, description, column, unit, filters }: TotalFacts) {
  return stat({ title, description, unit, ...SMALL })
    .datasource(FLOWS_DATASOURCE.ref)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields(`/^${column}$/`))
    .withTarget(groupedFlows(filters, []));
}

function shareOfPods() {
  return stat({
    title: 'Cross-zone share',
    description:
      'Share of the traffic between pods in the time range that crosses zones. Random routing over three zones gives about 67 %; zone-aware routing gives nearly 0 %. If the share is high, see the panel "Cross-zone share by service" for the services that cause it.',
    unit: 'percentunit',
    steps: [
      { value: 0, color: 'green' },
      { value: 0.3, color: 'orange' },
      { value: 0.6, color: 'red' },
    ],
    ...SMALL,
  })
    .datasource(PROMETHEUS.ref)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .withTarget(asNumbers({ expr: shareAcrossZones(IN_RANGE, []) }));
}

function zoneMatrix() {
  const [fromZone = '', toZone = ''] = headersOf(ZONES);
  return table({
    title: 'Zone matrix',
    description:
      'Payload by the zone of the client (rows) and of the server (columns), both directions combined. Traffic outside the diagonal is billed.',
    noData: NO_FLOWS_OR_METRICS,
    width: 10,
    height: 10,
  })
    .datasource(FLOWS_DATASOURCE.ref)
    .unit('decbytes')
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlues))
    .overrideByFieldType('number', [
      { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorBackground, mode: 'basic' } },
      { id: 'custom.minWidth', value: 90 },
    ])
    .withTarget(groupedFlows(BETWEEN_ZONES, ZONES))
    .overrideByName(fromZone, [{ id: 'custom.width', value: 115 }])
    .transformations([
      sortedBy(toZone),
      { id: 'groupingToMatrix', options: { rowField: fromZone, columnField: toZone, valueField: VALUE_COLUMNS.bytes } },
      sortedBy(fromZone),
    ]);
}

function sortedBy(field: string) {
  return { id: 'sortBy', options: { sort: [{ field, desc: false }] } };
}

/** The times in which services keep their traffic within a zone. */
function routing() {
  const query = shareAcrossZones(IN_STEP, ['server_name']);
  const heaviest = `topk(${SHOWN}, ${bytesOfServers(AT_END, ['server_name'])})`;
  return new StateTimeline()
    .title('Cross-zone share by service')
    .description(
      `Share of the bytes of each service that crosses zones, for the ${SHOWN} services with the most bytes. Green means that zone-aware routing works. Red means that connections are spread randomly. The change of color shows when this started. If a service is red although trafficDistribution is set, check that each zone has enough ready pods.`
    )
    .datasource(PROMETHEUS.ref)
    .noValue(NO_FLOW_SERIES)
    .span(24)
    .height(11)
    .interval('2m')
    .unit('percentunit')
    .decimals(0)
    .showValue(VisibilityMode.Never)
    .mergeValues(false)
    .perPage(SHOWN)
    .lineWidth(0)
    .rowHeight(0.85)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { value: null, color: 'green' },
        { value: 0.1, color: 'yellow' },
        { value: 0.4, color: 'red' },
      ])
    )
    .withTarget(overTime({ expr: `${query} and on (server_name) ${heaviest}`, legend: '{{server_name}}' }));
}

function acrossOverTime() {
  const pair = ['client_name', 'server_name'] as const;
  const heaviest = `topk(10, ${bytesAcrossZones(AT_END, pair)})`;
  return lineChart({
    title: 'Cross-zone traffic by pair',
    description:
      'Cross-zone payload per second, for the 10 workload pairs with the most in the time range. A jump usually means that a rollout or the removal of a node moved pods to other zones.',
    width: 24,
    interval: '30s',
  })
    .datasource(PROMETHEUS.ref)
    .noValue(NO_FLOW_SERIES)
    .unit('Bps')
    .withTarget(
      overTime({
        expr: `${bytesAcrossZones(IN_STEP, pair)} / ${CHART_WINDOW.windowSeconds} and on (${pair.join(', ')}) ${heaviest}`,
        legend: '{{client_name}} to {{server_name}}',
      })
    );
}

function pathsTable() {
  return table({
    title: 'Network paths of the performance monitor',
    description:
      "AWS' own measurements of its network between zones, independent of the cluster. If a path is impaired here, the cause is not the cluster: move traffic to another zone until it recovers.",
    noData: NO_PATHS,
    width: 24,
    height: 9,
  })
    .datasource(FLOWS_DATASOURCE.ref)
    .withTarget(flowsDatasourceQuery({ version: QUERY_VERSION, queryType: 'paths', monitor: '$paths' }));
}
