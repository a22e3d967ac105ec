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
import { NO_FLOW_SERIES, NO_FLOWS_OR_METRICS } from './noData';
import { page } from './page';
import { flowGraph } from './panels/flowGraph';
import { flowsTable, headersOf, TOLD } from './panels/flowsTable';
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
import { everything, FLOWS_DATASOURCE, flowsVariable, monitorVariable } from './variables';

const REVISION = 4;

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
/** Lines, rows and services that are shown: more cannot be told apart. */
const SHOWN = 15;

/** What leaves its zone, what that costs, and whether zone-aware routing does what it should. */
export function zonesAndCost() {
  const dashboard = page('zonesAndCost', {
    title: 'Zones and cost',
    description:
      'What crosses Availability Zones, what that costs in a month, and which services keep their traffic in the zone.',
    from: 'now-1h',
  })
    .withVariable(flowsVariable())
    .withVariable(monitorVariable())
    .withVariable(prometheusVariable())
    .withVariable(clusterVariable())
    .withVariable(
      everything({
        name: 'namespace',
        label: 'Namespace',
        description: 'Flows with an end in it. The charts over time are of the whole cluster.',
        query: 'namespaces',
      })
    )
    .withPanel(
      total({
        title: 'Estimated cost per month',
        description:
          'Of a month like this window: payload across zones and Regions and through NAT and transit gateways, at the prices in the data source’s settings. Headers, retransmissions, UDP and the internet are not in it, and of each category the largest 500 flows alone. Too much: begin with the first pair of the table.',
        column: TOLD.cost,
        unit: 'currencyUSD',
        filters: IN_NAMESPACE,
      })
    )
    .withPanel(
      total({
        title: 'Across zones',
        description: 'Payload between two zones in the window; AWS bills it at both ends.',
        column: TOLD.acrossZones,
        unit: 'decbytes',
        filters: IN_NAMESPACE,
      })
    )
    .withPanel(
      total({
        title: 'All payload',
        description: 'What all flows of the window moved, to compare with.',
        column: TOLD.bytes,
        unit: 'decbytes',
        filters: IN_NAMESPACE,
      })
    )
    .withPanel(shareOfPods())
    .withPanel(
      flowGraph({
        title: 'What crosses zones',
        description:
          'The heaviest flows between two zones, by workload. Width is bytes, colour is retransmissions and timeouts per GB. Red between two zones alone: it is the network between them; AWS’ own view of it is at the end.',
        filters: ACROSS_ZONES,
        options: { grouping: 'zone', level: 'workload', maxEdges: 30, opensByZoom: false },
        height: 15,
      })
    )
    .withPanel(zoneMatrix())
    .withPanel(
      flowsTable({
        title: 'What costs the most',
        description:
          'Pairs of workloads by what their transfer costs in a month. Both in the cluster: route by zone (trafficDistribution: PreferClose), or put them together. S3 or DynamoDB through a NAT gateway: add a gateway endpoint.',
        filters: IN_NAMESPACE,
        groupBy: PAIR,
        worstBy: TOLD.cost,
        columns: [...headersOf(PAIR), TOLD.acrossZones, TOLD.cost],
        width: 14,
        height: 10,
      })
    )
    .withPanel(routing())
    .withPanel(acrossOverTime())
    .withVariable(
      everything({
        name: 'paths',
        label: 'Paths of',
        description: 'The performance monitor that watches AWS’ network between zones, if there is one.',
        query: 'performanceMonitors',
      })
        .multi(false)
        .includeAll(false)
    )
    .withRow(new RowBuilder('AWS’ own view of the paths between zones').collapsed(true).withPanel(pathsTable()))
    .build();
  return finish(dashboard, REVISION);
}

interface TotalFacts {
  title: string;
  description: string;
  /** The head of the column that is added up. */
  column: string;
  unit: string;
  filters: FlowFilter[];
}

const SMALL = { width: 6, height: 4 } as const;

/** The sum over all flows, made by the data source: Grafana's own sum of values that nobody knows is 0. */
function total({ title, description, column, unit, filters }: TotalFacts) {
  return stat({ title, description, unit, ...SMALL })
    .datasource(FLOWS_DATASOURCE.ref)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields(`/^${column}$/`))
    .withTarget(groupedFlows(filters, []));
}

function shareOfPods() {
  return stat({
    title: 'Share across zones',
    description:
      'Of what the cluster’s pods exchange in the window. Two thirds is what chance gives in three zones; where services route by zone it is near nothing.',
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
    title: 'From zone to zone',
    description:
      'Payload by the zone of the client (rows) and of the server (columns), both directions together. What is not on the diagonal is billed.',
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
      { id: 'groupingToMatrix', options: { rowField: fromZone, columnField: toZone, valueField: TOLD.bytes } },
      sortedBy(fromZone),
    ]);
}

function sortedBy(field: string) {
  return { id: 'sortBy', options: { sort: [{ field, desc: false }] } };
}

/** Since when a service keeps its traffic in the zone. */
function routing() {
  const query = shareAcrossZones(IN_STEP, ['server_name']);
  const heaviest = `topk(${SHOWN}, ${bytesOfServers(AT_END, ['server_name'])})`;
  return new StateTimeline()
    .title('Which services keep their traffic in the zone')
    .description(
      `The share of each service’s bytes that crosses zones, for the ${SHOWN} services with the most bytes. Green means that routing by zone works. Red means that connections spread as if by chance. The time at which the color changes shows when this began. If a service is red although trafficDistribution is set, check whether each zone has enough ready pods.`
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
    title: 'Bytes across zones by pair',
    description:
      'Payload per second between two zones, of the 10 pairs with the most in the range. A jump: a rollout or a node that went away moved pods to other zones.',
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
    title: 'Paths that a performance monitor watches',
    description:
      'What AWS says of its network between the zones, whatever the cluster does there. Impaired here: it is not the cluster; move traffic to another zone until it is over.',
    noData: NO_FLOWS_OR_METRICS,
    width: 24,
    height: 9,
  })
    .datasource(FLOWS_DATASOURCE.ref)
    .withTarget(flowsDatasourceQuery({ version: QUERY_VERSION, queryType: 'paths', monitor: '$paths' }));
}
