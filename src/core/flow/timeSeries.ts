import { type Labels } from '../kubernetes/clusterFacts';
import { type SeriesMetric } from '../prometheus/flowSeries/flowSeries';
import { byCluster } from './byCluster';
import { type NameLookup } from './endpointOf';
import { filterFlows, type FlowFilter } from './filter';
import { type Flow } from './flow';
import { type GroupField, type GroupValue, groupValue } from './groupField';
import { joinReports } from './joinReports';
import { podNamesOf } from './names';
import { type Report } from './report';
import { seriesReport } from './seriesReports';

/** One flow series of an agent over time. */
export interface FlowTimeSeries {
  labels: Labels;
  timesMs: readonly number[];
  values: readonly number[];
}

/** The values of a group of flows over time, in the unit of the metric. */
export interface GroupTimeSeries {
  /** The value of each field, in the order of the query; undefined if it is unknown. */
  group: readonly GroupValue[];
  timesMs: number[];
  values: number[];
}

/** The same with one of the flows in the group, which has facts that the group's values do not have. */
export interface GroupWithFlow extends GroupTimeSeries {
  flow: Flow;
}

/** A flow series whose labels are turned into a report. */
interface ReportTimeSeries extends Omit<FlowTimeSeries, 'labels'> {
  report: Report;
}

/** How flow series are summed to groups. */
export interface SeriesOptions {
  metric: SeriesMetric;
  groupBy: readonly GroupField[];
  filters: readonly FlowFilter[];
  lookup: NameLookup;
}

/**
 * Sums flow series to time series of groups, the one with the largest total first. Both ends count the same bytes, so the
 * server's reports count only if there are none from the client. Each end reports its own losses, so these add up.
 */
export function groupSeries(seriesList: readonly FlowTimeSeries[], options: SeriesOptions): GroupWithFlow[] {
  const { metric, groupBy, filters, lookup } = options;
  const groups = new Map<string, Sums>();
  for (const [series, joined] of flowsOfSeries(seriesList, metric, lookup)) {
    const [flow] = filterFlows(joined, filters);
    if (!flow) {
      continue;
    }
    const group = groupBy.map((field) => groupValue(flow, field));
    const key = JSON.stringify(group);
    const known = groups.get(key) ?? { group, flow, sums: new Map<number, number>() };
    groups.set(key, known);
    const { sums } = known;
    series.timesMs.forEach((timeMs, index) => sums.set(timeMs, (sums.get(timeMs) ?? 0) + (series.values[index] ?? 0)));
  }
  return [...groups.values()].map(toSeries).sort((a, b) => sumOf(b.values) - sumOf(a.values));
}

/** Each series that counts, with its flow. Names of ends come from all reports of the cluster. */
function flowsOfSeries(
  seriesList: readonly FlowTimeSeries[],
  metric: SeriesMetric,
  lookup: NameLookup
): Array<[ReportTimeSeries, Flow[]]> {
  const all = seriesList.map(({ labels, timesMs, values }): ReportTimeSeries => {
    const report = seriesReport({ labels, value: sumOf(values) }, metric);
    return { report, timesMs, values };
  });
  return [...byCluster(all, ({ report }) => report).values()].flatMap((ofCluster) => {
    const names = podNamesOf(ofCluster, lookup.cluster);
    const counted = metric === 'DATA_TRANSFERRED' ? withoutMirrors(ofCluster) : ofCluster;
    return counted
      .filter(({ timesMs }) => timesMs.length > 0)
      .map((series): [ReportTimeSeries, Flow[]] => [series, joinReports([series.report], lookup, names)]);
  });
}

interface Sums extends Pick<GroupWithFlow, 'group' | 'flow'> {
  sums: Map<number, number>;
}

function toSeries({ group, flow, sums }: Sums): GroupWithFlow {
  const points = [...sums].sort(([a], [b]) => a - b);
  return { group, flow, timesMs: points.map(([timeMs]) => timeMs), values: points.map(([, value]) => value) };
}

/**
 * Removes the samples of servers at times at which the client reported the same connections. This is decided for each
 * sample, because an agent can start, or drop out of the largest flows, within the time range.
 */
function withoutMirrors(seriesList: readonly ReportTimeSeries[]): ReportTimeSeries[] {
  const timesOfClients = new Map<string, Set<number>>();
  for (const { report, timesMs } of seriesList.filter(isClients)) {
    const key = `${report.local.ip}>${report.remote.ip}:${report.targetPort}`;
    const times = timesOfClients.get(key) ?? new Set<number>();
    timesMs.forEach((timeMs) => times.add(timeMs));
    timesOfClients.set(key, times);
  }
  return seriesList.map((series) => {
    const { report } = series;
    const key = `${report.remote.ip}>${report.local.ip}:${report.localPort}`;
    const reportedTimes = isClients(series) ? undefined : timesOfClients.get(key);
    return reportedTimes ? atTimes(series, (timeMs) => !reportedTimes.has(timeMs)) : series;
  });
}

function isClients({ report }: ReportTimeSeries): boolean {
  return report.localPort === undefined;
}

function atTimes({ report, timesMs, values }: ReportTimeSeries, isKept: (timeMs: number) => boolean): ReportTimeSeries {
  const kept = timesMs.map((timeMs, index) => ({ timeMs, value: values[index] ?? 0 })).filter((p) => isKept(p.timeMs));
  return { report, timesMs: kept.map(({ timeMs }) => timeMs), values: kept.map(({ value }) => value) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
