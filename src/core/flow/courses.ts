import { type Labels } from '../cluster/clusterFacts';
import { type SeriesMetric } from '../promql/flowSeries';
import { type Knowledge } from './endpointOf';
import { filterFlows, type FlowFilter } from './filter';
import { type Flow } from './flow';
import { type GroupField, type GroupValue, groupValue } from './groupField';
import { joinReports } from './joinReports';
import { podNamesOf, type PodNames, withPodName } from './names';
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
  const told = metric === 'DATA_TRANSFERRED' ? withoutMirrors(courses) : courses;
  const toReport = ({ labels, values }: FlowCourse) => seriesReport({ labels, value: sumOf(values) }, metric);
  const allReports = courses.map((course) => ({ report: toReport(course) }));
  const flowsOf = flowMaker(podNamesOf(allReports, knowledge.cluster), knowledge);
  const groups = new Map<string, { group: readonly GroupValue[]; sums: Map<number, number> }>();
  for (const course of told.filter(({ timesMs }) => timesMs.length > 0)) {
    const [flow] = filterFlows(flowsOf(toReport(course)), filters);
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

/**
 * Makes a report a flow whose ends have the names that all reports together tell: of a pod that its own
 * agent cannot name as a client, the report of another connection can know the name.
 */
function flowMaker(names: PodNames, { cluster, networks }: Knowledge): (report: Report) => Flow[] {
  // Where names tell none, none is right: the reports contradict each other.
  const knowledge = { networks, cluster: { ...cluster, podAt: () => undefined } };
  return (report) => {
    const [local, remote] = [withPodName(report.local, names), withPodName(report.remote, names)];
    return joinReports([{ ...report, local, remote }], knowledge);
  };
}

function toCourse({ group, sums }: { group: readonly GroupValue[]; sums: Map<number, number> }): GroupCourse {
  const points = [...sums].sort(([a], [b]) => a - b);
  return { group, timesMs: points.map(([timeMs]) => timeMs), values: points.map(([, value]) => value) };
}

/**
 * The courses without what servers told of connections that their clients told of at the same moment: an
 * agent can start or fall out of the largest in the middle of a range.
 */
function withoutMirrors(courses: readonly FlowCourse[]): FlowCourse[] {
  const toldByClients = new Map<string, Set<number>>();
  for (const { labels, timesMs } of courses.filter(isClients)) {
    const key = `${labels.local_address}>${labels.remote_address}:${labels.remote_port}`;
    const times = toldByClients.get(key) ?? new Set<number>();
    timesMs.forEach((timeMs) => times.add(timeMs));
    toldByClients.set(key, times);
  }
  return courses.map((course) => {
    const { labels } = course;
    const key = `${labels.remote_address}>${labels.local_address}:${labels.local_port}`;
    const told = isClients(course) ? undefined : toldByClients.get(key);
    return told ? atTimes(course, (timeMs) => !told.has(timeMs)) : course;
  });
}

function isClients({ labels }: FlowCourse): boolean {
  return labels.local_port === '0';
}

function atTimes({ labels, timesMs, values }: FlowCourse, isKept: (timeMs: number) => boolean): FlowCourse {
  const kept = timesMs.map((timeMs, index) => ({ timeMs, value: values[index] ?? 0 })).filter((p) => isKept(p.timeMs));
  return { labels, timesMs: kept.map(({ timeMs }) => timeMs), values: kept.map(({ value }) => value) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
