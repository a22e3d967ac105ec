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

/** One flow series over time, as one agent reported it. */
export interface FlowTimeSeries {
  labels: Labels;
  timesMs: readonly number[];
  values: readonly number[];
}

/** What a group of flows moved over time. */
export interface GroupTimeSeries {
  /** By field, in the order asked for; undefined where nobody knew. */
  group: readonly GroupValue[];
  timesMs: number[];
  values: number[];
}

/** The same, read. */
interface ReportTimeSeries extends Omit<FlowTimeSeries, 'labels'> {
  report: Report;
}

export interface SeriesOptions {
  metric: SeriesMetric;
  groupBy: readonly GroupField[];
  filters: readonly FlowFilter[];
  lookup: NameLookup;
}

/**
 * Sums flow series to the courses of groups, the heaviest first. Bytes are counted by both ends: the
 * server's report stands in only where there is none of the client. Losses are each end's own.
 */
export function groupSeries(seriesList: readonly FlowTimeSeries[], options: SeriesOptions): GroupTimeSeries[] {
  const { metric, groupBy, filters, lookup } = options;
  const groups = new Map<string, { group: readonly GroupValue[]; sums: Map<number, number> }>();
  for (const [series, joined] of flowsOfSeries(seriesList, metric, lookup)) {
    const [flow] = filterFlows(joined, filters);
    if (!flow) {
      continue;
    }
    const group = groupBy.map((field) => groupValue(flow, field));
    const key = JSON.stringify(group);
    const known = groups.get(key) ?? { group, sums: new Map<number, number>() };
    groups.set(key, known);
    series.timesMs.forEach((timeMs, index) =>
      known.sums.set(timeMs, (known.sums.get(timeMs) ?? 0) + (series.values[index] ?? 0))
    );
  }
  return [...groups.values()].map(toSeries).sort((a, b) => sumOf(b.values) - sumOf(a.values));
}

/** Each course that counts with its flow, whose ends have the names that all reports of its cluster together tell. */
function flowsOfSeries(
  seriesList: readonly FlowTimeSeries[],
  metric: SeriesMetric,
  lookup: NameLookup
): Array<[ReportTimeSeries, Flow[]]> {
  const all = seriesList.map(({ labels, timesMs, values }): ReportTimeSeries => {
    const report = seriesReport({ labels, value: sumOf(values) }, metric);
    return { report, timesMs, values };
  });
  return [...byCluster(all, ({ report }) => report).values()].flatMap((ofOne) => {
    const names = podNamesOf(ofOne, lookup.cluster);
    const counted = metric === 'DATA_TRANSFERRED' ? withoutMirrors(ofOne) : ofOne;
    return counted
      .filter(({ timesMs }) => timesMs.length > 0)
      .map((series): [ReportTimeSeries, Flow[]] => [series, joinReports([series.report], lookup, names)]);
  });
}

function toSeries({ group, sums }: { group: readonly GroupValue[]; sums: Map<number, number> }): GroupTimeSeries {
  const points = [...sums].sort(([a], [b]) => a - b);
  return { group, timesMs: points.map(([timeMs]) => timeMs), values: points.map(([, value]) => value) };
}

/**
 * The courses without what servers told of connections that their clients told of at the same moment: an
 * agent can start or fall out of the largest in the middle of a range.
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
