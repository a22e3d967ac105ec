import { type Labels } from '../cluster/clusterFacts';
import { type SeriesMetric } from '../promql/flowSeries';
import { byCluster } from './byCluster';
import { type Knowledge } from './endpointOf';
import { filterFlows, type FlowFilter } from './filter';
import { type Flow } from './flow';
import { type GroupField, type GroupValue, groupValue } from './groupField';
import { joinReports } from './joinReports';
import { podNamesOf } from './names';
import { type Report } from './report';
import { seriesReport } from './seriesReports';

/** One flow series over time, as one agent reported it. */
export interface FlowCourse {
  labels: Labels;
  timesMs: readonly number[];
  values: readonly number[];
}

/** What a group of flows moved over time. */
export interface GroupCourse {
  /** By field, in the order asked for; undefined where nobody knew. */
  group: readonly GroupValue[];
  timesMs: number[];
  values: number[];
}

/** The same, read. */
interface ReportCourse extends Omit<FlowCourse, 'labels'> {
  report: Report;
}

export interface CourseOptions {
  metric: SeriesMetric;
  groupBy: readonly GroupField[];
  filters: readonly FlowFilter[];
  knowledge: Knowledge;
}

/**
 * Sums flow series to the courses of groups, the heaviest first. Bytes are counted by both ends: the
 * server's report stands in only where there is none of the client. Losses are each end's own.
 */
export function groupCourses(courses: readonly FlowCourse[], options: CourseOptions): GroupCourse[] {
  const { metric, groupBy, filters, knowledge } = options;
  const groups = new Map<string, { group: readonly GroupValue[]; sums: Map<number, number> }>();
  for (const [course, joined] of flowsOfCourses(courses, metric, knowledge)) {
    const [flow] = filterFlows(joined, filters);
    if (!flow) {
      continue;
    }
    const group = groupBy.map((field) => groupValue(flow, field));
    const key = JSON.stringify(group);
    const known = groups.get(key) ?? { group, sums: new Map<number, number>() };
    groups.set(key, known);
    course.timesMs.forEach((timeMs, index) =>
      known.sums.set(timeMs, (known.sums.get(timeMs) ?? 0) + (course.values[index] ?? 0))
    );
  }
  return [...groups.values()].map(toCourse).sort((a, b) => sumOf(b.values) - sumOf(a.values));
}

/** Each course that counts with its flow, whose ends have the names that all reports of its cluster together tell. */
function flowsOfCourses(
  courses: readonly FlowCourse[],
  metric: SeriesMetric,
  knowledge: Knowledge
): Array<[ReportCourse, Flow[]]> {
  const all = courses.map(({ labels, timesMs, values }): ReportCourse => {
    const report = seriesReport({ labels, value: sumOf(values) }, metric);
    return { report, timesMs, values };
  });
  return [...byCluster(all, ({ report }) => report).values()].flatMap((ofOne) => {
    const names = podNamesOf(ofOne, knowledge.cluster);
    const counted = metric === 'DATA_TRANSFERRED' ? withoutMirrors(ofOne) : ofOne;
    return counted
      .filter(({ timesMs }) => timesMs.length > 0)
      .map((course): [ReportCourse, Flow[]] => [course, joinReports([course.report], knowledge, names)]);
  });
}

function toCourse({ group, sums }: { group: readonly GroupValue[]; sums: Map<number, number> }): GroupCourse {
  const points = [...sums].sort(([a], [b]) => a - b);
  return { group, timesMs: points.map(([timeMs]) => timeMs), values: points.map(([, value]) => value) };
}

/**
 * The courses without what servers told of connections that their clients told of at the same moment: an
 * agent can start or fall out of the largest in the middle of a range.
 */
function withoutMirrors(courses: readonly ReportCourse[]): ReportCourse[] {
  const toldByClients = new Map<string, Set<number>>();
  for (const { report, timesMs } of courses.filter(isClients)) {
    const key = `${report.local.ip}>${report.remote.ip}:${report.targetPort}`;
    const times = toldByClients.get(key) ?? new Set<number>();
    timesMs.forEach((timeMs) => times.add(timeMs));
    toldByClients.set(key, times);
  }
  return courses.map((course) => {
    const { report } = course;
    const key = `${report.remote.ip}>${report.local.ip}:${report.localPort}`;
    const told = isClients(course) ? undefined : toldByClients.get(key);
    return told ? atTimes(course, (timeMs) => !told.has(timeMs)) : course;
  });
}

function isClients({ report }: ReportCourse): boolean {
  return report.localPort === undefined;
}

function atTimes({ report, timesMs, values }: ReportCourse, isKept: (timeMs: number) => boolean): ReportCourse {
  const kept = timesMs.map((timeMs, index) => ({ timeMs, value: values[index] ?? 0 })).filter((p) => isKept(p.timeMs));
  return { report, timesMs: kept.map(({ timeMs }) => timeMs), values: kept.map(({ value }) => value) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
