import { createDataFrame, type DataFrame, DataFrameType, FieldType, type Labels } from '@grafana/data';
import { UNKNOWN_TEXT } from '../core/dataState';
import { categoryLabel } from '../core/flow/category';
import { FLOW_METRIC_LABELS } from '../core/flow/metric';
import { type InsightContributor, type InsightTimeSeries, type InsightMetric } from '../core/insights/insights';
import { numberColumn, tableFrame, type TableColumn, textColumn } from './table';

const UNITS: Record<InsightMetric, string> = {
  DATA_TRANSFERRED: 'decbytes',
  RETRANSMISSIONS: 'short',
  TIMEOUTS: 'short',
};

const CONTRIBUTOR_COLUMNS: ReadonlyArray<TableColumn<InsightContributor>> = [
  textColumn('category', 'Category', ({ category }) => categoryLabel(category)),
  textColumn('localZoneId', 'Local zone ID', ({ zoneId }) => zoneId),
  textColumn('localSubnetId', 'Local subnet', ({ subnetId }) => subnetId),
  textColumn('remote', 'Remote', ({ remote }) => remote),
  numberColumn('bytes', 'Bytes', UNITS.DATA_TRANSFERRED, ({ values }) => values.DATA_TRANSFERRED),
  numberColumn('retransmissions', 'Retransmissions', UNITS.RETRANSMISSIONS, ({ values }) => values.RETRANSMISSIONS),
  numberColumn('timeouts', 'Retransmission timeouts', UNITS.TIMEOUTS, ({ values }) => values.TIMEOUTS),
  textColumn('localVpcId', 'Local VPC', ({ vpcId }) => vpcId),
  textColumn('localRegion', 'Local Region', ({ region }) => region),
  textColumn('accountId', 'Account', ({ accountId }) => accountId),
];

/** A row per category and pair of ends, a column per metric. Cells are empty if the metric was not queried, or the row not among its top. */
export function insightsTableFrame(contributors: readonly InsightContributor[], refId?: string): DataFrame {
  return tableFrame('workload insights', contributors, CONTRIBUTOR_COLUMNS, refId);
}

/**
 * A frame per series. Each value is the amount of the five minutes that start at its time. If the query has
 * several metrics or categories, labels and names distinguish them.
 *
 * There is always at least one frame, to attach notices to.
 */
export function insightsSeriesFrames(
  seriesList: readonly InsightTimeSeries[],
  { isSeveral, refId }: { isSeveral: boolean; refId?: string }
): DataFrame[] {
  return seriesList.length === 0
    ? [noSeries(refId)]
    : seriesList.map((series) => seriesFrame(series, isSeveral, refId));
}

function seriesFrame(series: InsightTimeSeries, isSeveral: boolean, refId: string | undefined): DataFrame {
  const { label, metric, category, timesMs, values } = series;
  const kind = { metric: FLOW_METRIC_LABELS[metric], category: categoryLabel(category) };
  const labels: Labels = { label, ...(isSeveral && kind) };
  const name = label === '' ? UNKNOWN_TEXT : label;
  const displayNameFromDS = isSeveral ? `${name} · ${kind.metric} · ${kind.category}` : name;
  return createDataFrame({
    refId,
    name: displayNameFromDS,
    meta: { type: DataFrameType.TimeSeriesMulti, preferredVisualisationType: 'graph' },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: [...timesMs] },
      {
        name: 'value',
        type: FieldType.number,
        labels,
        config: { unit: UNITS[metric], displayNameFromDS },
        values: [...values],
      },
    ],
  });
}

function noSeries(refId: string | undefined): DataFrame {
  return createDataFrame({
    refId,
    meta: { type: DataFrameType.TimeSeriesMulti, preferredVisualisationType: 'graph' },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: [] },
      { name: 'value', type: FieldType.number, config: {}, values: [] },
    ],
  });
}
