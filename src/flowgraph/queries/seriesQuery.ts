import { type DataFrame, FieldType } from '@grafana/data';
import { type FlowFilter, isEndpointField } from '../../core/flow/filter';
import { type FlowMetricName } from '../../core/flow/metric';
import { type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { type TimeSeries } from '../model/timeSeries';

type GroupFields = NonNullable<SavedFlowsQuery['groupBy']>;

interface SeriesFacts {
  metric: FlowMetricName;
  filters: FlowFilter[];
  groupBy: GroupFields;
}

/** The query for a metric over time, from the agents' series of the same flows as another query. */
export function seriesQuery(
  { version, monitor, cluster }: SavedFlowsQuery,
  { metric, filters, groupBy }: SeriesFacts
): SavedFlowsQuery {
  return {
    version,
    queryType: 'flows',
    source: 'series',
    monitor,
    cluster,
    metrics: [metric],
    filters,
    format: 'timeSeries',
    groupBy,
  };
}

/** The field of an end that a filter selects, as series are grouped by it and have it as a label. */
export function groupFieldOf(end: 'client' | 'server', { field }: FlowFilter): GroupFields[number] {
  const name = isEndpointField(field) ? field : 'name';
  return `${end}${name.charAt(0).toUpperCase()}${name.slice(1)}` as GroupFields[number];
}

/** The sum of several series, each of which is a frame. */
export function sumOfFrames(frames: readonly DataFrame[]): TimeSeries {
  const sums = new Map<number, number>();
  for (const { fields } of frames) {
    const times = fields.find(({ type }) => type === FieldType.time)?.values ?? [];
    const values = fields.find(({ type }) => type === FieldType.number)?.values ?? [];
    times.forEach((time: unknown, index) =>
      sums.set(Number(time), (sums.get(Number(time)) ?? 0) + Number(values[index] ?? 0))
    );
  }
  const timesMs = [...sums.keys()].sort((a, b) => a - b);
  return { timesMs, values: timesMs.map((timeMs) => sums.get(timeMs) ?? 0) };
}
