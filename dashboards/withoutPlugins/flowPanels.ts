import { FLOWGRAPH_ID } from '../../src/common/pluginIds';
import { LIST_PRICES, windowsPerMonth } from '../../src/core/transfer/charges';
import { groupFieldLabel } from '../../src/core/flow/groupField';
import { pairTraffic } from '../../src/core/prometheus/flowSeries/pairTraffic';
import { isSeriesMetric, type SeriesMetric } from '../../src/core/prometheus/flowSeries/flowSeries';
import { bytesAcrossZones, bytesByZones } from '../../src/core/prometheus/flowSeries/podZones';
import { type SavedFlowsQuery } from '../../src/core/query/flowsQuery';
import { UNKNOWN_TEXT } from '../../src/core/dataState';
import { NO_FLOW_SERIES } from '../noData';
import { VALUE_COLUMNS } from '../panels/flowsTable';
import { asTable, CHART_WINDOW, overTime, PROMETHEUS, RANGE_AT_END, WHOLE_RANGE } from '../prometheus';
import { type FlowSelection, flowSelection, groupLabels, zoneLabels } from './flowSelection';
import { nodeGraph } from './nodeGraph';
import { type Panel, type Target } from './saved';

/** A panel of flows over the agents' flow series; undefined if the series do not contain what it shows. */
export function flowPanel(panel: Panel, query: SavedFlowsQuery): Panel | undefined {
  if (panel.type === FLOWGRAPH_ID) {
    const selection = flowSelection(query.filters);
    return selection && nodeGraph(panel, selection);
  }
  switch (query.format) {
    case 'topTalkers':
      return groups(panel, query);
    case 'timeSeries':
      return seriesList(panel, query);
    default:
      return undefined;
  }
}

const PAIR = ['client_name', 'server_name'] as const;

function seriesList(panel: Panel, { metrics = [], filters }: SavedFlowsQuery): Panel | undefined {
  const selection = flowSelection(filters);
  const metric = metrics.find(isSeriesMetric);
  if (!selection || !metric) {
    return undefined;
  }
  const perSecond = `${pairTraffic({ ...selection, ...CHART_WINDOW, names: RANGE_AT_END, metric }, PAIR)} / ${CHART_WINDOW.windowSeconds}`;
  const ranking = pairTraffic({ ...selection, ...RANGE_AT_END, metric }, PAIR);
  const expr = `(${perSecond}) and on (${PAIR.join(', ')}) topk(10, ${ranking} > 0)`;
  return ofSeries(panel, [overTime({ expr, legend: '{{client_name}} to {{server_name}}' }).build()], 'cps');
}

/** Builds the query for the values of a column, with a value for each group. */
type Column = (selection: FlowSelection, by: ReadonlyArray<ReturnType<typeof groupLabels>[number]['label']>) => string;

const perGroup =
  (metric: SeriesMetric): Column =>
  (selection, by) =>
    pairTraffic({ ...selection, ...WHOLE_RANGE, metric }, by);

const ofNames: (by: Parameters<Column>[1]) => Array<'client_name' | 'server_name'> = (by) =>
  by.filter((label) => label === 'client_name' || label === 'server_name');

const COLUMNS: Record<string, { of: Column; unit: string }> = {
  [VALUE_COLUMNS.bytes]: { of: perGroup('DATA_TRANSFERRED'), unit: 'decbytes' },
  [VALUE_COLUMNS.retransmissions]: { of: perGroup('RETRANSMISSIONS'), unit: 'short' },
  [VALUE_COLUMNS.timeouts]: { of: perGroup('TIMEOUTS'), unit: 'short' },
  [VALUE_COLUMNS.acrossZones]: {
    of: (selection, by) => bytesAcrossZones({ ...selection, ...WHOLE_RANGE }, ofNames(by)),
    unit: 'decbytes',
  },
  [VALUE_COLUMNS.cost]: {
    of: (selection, by) => `${bytesAcrossZones({ ...selection, ...WHOLE_RANGE }, ofNames(by))} * ${usdPerMonth()}`,
    unit: 'currencyUSD',
  },
};

/** How the cost differs from the same panel with the plugins. */
const HOW_PRICED = `Without the plugins, the cost covers only cross-zone traffic between pods, at the AWS list price of USD ${LIST_PRICES.acrossZones} per GB.`;

/** The factor from cross-zone bytes in a window to US dollars per month, at the AWS list price. */
function usdPerMonth(): string {
  const perSecond = windowsPerMonth({ prices: LIST_PRICES, windowMs: 1_000 }) ?? 0;
  return `${LIST_PRICES.acrossZones} / 1e9 * ${perSecond} / ${WHOLE_RANGE.windowSeconds}`;
}

/** A table or a number of groups. Its column headers are those of the panel with the plugins, so overrides and transformations still match. */
function groups(panel: Panel, { filters, groupBy }: SavedFlowsQuery): Panel | undefined {
  const zones = zoneLabels(groupBy);
  if (zones) {
    // The flow series have no categories; the zones are those of pods in the cluster.
    const selection = flowSelection(filters?.filter(({ field }) => field !== 'category'));
    const expr =
      selection &&
      bytesByZones(
        { ...selection, ...WHOLE_RANGE },
        zones.map(({ label }) => label)
      );
    return expr === undefined
      ? undefined
      : tableOf(panel, zones, [{ head: VALUE_COLUMNS.bytes, expr, unit: 'decbytes' }]);
  }
  const selection = flowSelection(filters);
  const labels = groupLabels(groupBy);
  const isOneNumber = panel.type === 'stat';
  if (!selection || (labels.length === 0 && !isOneNumber)) {
    return undefined;
  }
  const shown = Object.entries(COLUMNS).filter(([head]) => headersShown(panel).includes(head));
  const columns = shown.map(([head, { of, unit }]) => ({
    head,
    unit,
    expr: of(selection, isOneNumber ? [] : labels.map(({ label }) => label)),
  }));
  return tableOf(panel, isOneNumber ? [] : labels, columns);
}

/** The columns that the panel names: those that a table keeps, or the one that a stat shows. */
function headersShown(panel: Panel): string[] {
  const kept = (panel.transformations ?? []).flatMap(({ options }): string[] => options?.include?.names ?? []);
  const options: { reduceOptions?: { fields?: string } } = panel.options ?? {};
  const added = options.reduceOptions?.fields?.match(/^\/\^(.*)\$\/$/)?.[1];
  return added === undefined ? kept : [...kept, added];
}

interface ValueColumn {
  head: string;
  expr: string;
  unit: string;
}

function tableOf(
  panel: Panel,
  labels: ReturnType<typeof groupLabels> | NonNullable<ReturnType<typeof zoneLabels>>,
  columns: readonly ValueColumn[]
): Panel {
  const refIdOf = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);
  const valueOf = (index: number) => (columns.length === 1 ? 'Value' : `Value #${refIdOf(index)}`);
  const headers = [
    ...labels.map(({ field, label }) => [label, groupFieldLabel(field)]),
    ...columns.map(({ head }, index) => [valueOf(index), head]),
  ];
  const targets = columns.map(({ expr }, index) => asTable({ expr, refId: refIdOf(index) }).build());
  const named = ofSeries(panel, targets, undefined);
  const isPriced = columns.some(({ head }) => head === VALUE_COLUMNS.cost);
  const overrides = columns.map(({ head, unit }) => ({
    matcher: { id: 'byName', options: head },
    properties: [{ id: 'unit', value: unit }],
  }));
  return {
    ...named,
    ...(isPriced && { description: `${panel.description ?? ''} ${HOW_PRICED}` }),
    fieldConfig: {
      defaults: named.fieldConfig?.defaults ?? {},
      overrides: [...overrides, ...(named.fieldConfig?.overrides ?? [])],
    },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true },
          indexByName: Object.fromEntries(headers.map(([name], index) => [name, index])),
          renameByName: Object.fromEntries(headers),
        },
      },
      ...(panel.type === 'table' && columns.length > 1
        ? [{ id: 'sortBy', options: { sort: [{ field: columns[0]?.head, desc: true }] } }]
        : []),
      ...(panel.transformations ?? []),
    ],
  };
}

function ofSeries(panel: Panel, targets: Target[], unit: string | undefined): Panel {
  const defaults = panel.fieldConfig?.defaults ?? {};
  const noValue = panel.type === 'stat' ? UNKNOWN_TEXT : NO_FLOW_SERIES;
  return {
    ...panel,
    datasource: PROMETHEUS.ref,
    targets,
    fieldConfig: { overrides: [], ...panel.fieldConfig, defaults: { unit, ...defaults, noValue } },
  };
}
