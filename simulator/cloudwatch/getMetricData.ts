/** GetMetricData over the monitors' minutes. */
import { ceilTo, floorTo, MINUTE_MS } from '../world/time';
import { type Form } from './form';
import { type MetricQuery, readMetricQuery } from './metricQuery';
import { datapoint, DIMENSION, NAMESPACE } from './metrics';
import { QueryError } from './queryError';
import { keptMs, type Point, pointsOfPeriods } from './statistics';
import { type Element } from './xml';
import { type ZoneMinutes } from './zoneMinutes';

/** A monitor that publishes metrics, and the zones that it watches. */
export interface PublishingMonitor {
  arn: string;
  zones: string[];
}

/** What GetMetricData reads from: the monitors of the account and their totals by minute. */
export interface MetricData {
  minutes: ZoneMinutes;
  monitors: readonly PublishingMonitor[];
  nowMs: number;
  /** Later minutes are not published yet. */
  untilMs: number;
}

interface Window {
  startMs: number;
  endMs: number;
}

/** Answers a GetMetricData request. Throws a QueryError for input that CloudWatch rejects or that is not simulated. */
export async function getMetricData(form: Form, data: MetricData): Promise<Element> {
  const window = readWindow(form);
  const queries = form.list('MetricDataQueries').map(readMetricQuery);
  if (queries.length === 0) {
    throw new QueryError('ValidationError', 'MetricDataQueries must have at least one query.');
  }
  const longestMs = Math.max(...queries.map(({ periodMs }) => periodMs));
  await data.minutes.prepare(
    floorTo(window.startMs, longestMs),
    floorTo(Math.min(ceilTo(window.endMs, longestMs), data.untilMs), MINUTE_MS)
  );
  const isAscending = form.text('ScanBy') === 'TimestampAscending';
  return { MetricDataResults: queries.flatMap((query) => resultsOf(query, data, window, isAscending)), Messages: [] };
}

function readWindow(form: Form): Window {
  const [startMs, endMs] = ['StartTime', 'EndTime'].map((name) => Date.parse(form.text(name) ?? ''));
  if (startMs === undefined || endMs === undefined || !(startMs < endMs)) {
    throw new QueryError('ValidationError', 'StartTime must be before EndTime.');
  }
  return { startMs, endMs };
}

function resultsOf(query: MetricQuery, data: MetricData, window: Window, isAscending: boolean): Element[] {
  const { metric, isSearch, monitors } = query;
  const found = metric === undefined ? [] : data.monitors.filter(({ arn }) => monitors?.includes(arn) ?? true);
  const results = found.map((monitor) => {
    const points = pointsOf(query, monitor, data, window);
    return result(query, monitor.arn, isAscending ? points : points.reverse());
  });
  // A search returns only existing metrics; a metric that is named has a result even if it has no datapoints.
  return isSearch || results.length > 0 ? results : [result(query, '', [])];
}

function pointsOf(
  { metric, periodMs, statistic }: MetricQuery,
  { zones }: PublishingMonitor,
  { minutes, nowMs, untilMs }: MetricData,
  { startMs, endMs }: Window
): Point[] {
  const oldestMs = nowMs - keptMs(periodMs);
  const ofMinutes: Point[] = [];
  const lastMs = Math.min(ceilTo(endMs, periodMs), untilMs);
  for (let timeMs = floorTo(startMs, periodMs); timeMs + MINUTE_MS <= lastMs; timeMs += MINUTE_MS) {
    const totals = timeMs < oldestMs ? undefined : minutes.totals(zones, timeMs);
    const value = metric && totals && datapoint(metric, totals, timeMs);
    if (value !== undefined) {
      ofMinutes.push({ timeMs, value });
    }
  }
  return pointsOfPeriods(ofMinutes, periodMs, statistic);
}

function result(query: MetricQuery, arn: string, points: readonly Point[]): Element {
  return {
    Id: query.id,
    Label: labelOf(query, arn),
    StatusCode: 'Complete',
    Timestamps: points.map(({ timeMs }) => new Date(timeMs).toISOString()),
    Values: points.map(({ value }) => value),
  };
}

/** The label with its placeholders filled in (CloudWatch user guide, dynamic labels). */
function labelOf({ label, metric, isSearch, statistic, periodMs }: MetricQuery, arn: string): string {
  const properties: Record<string, string> = {
    [`Dim.${DIMENSION}`]: arn,
    MetricName: metric ?? '',
    Namespace: NAMESPACE,
    Stat: statistic,
    Period: String(periodMs / 1_000),
  };
  const own = isSearch ? `${arn} ${metric}` : (metric ?? '');
  return (label ?? own)
    .replaceAll('${LABEL}', own)
    .replace(/\$\{PROP\('([\w.]+)'\)\}/g, (_, name: string) => properties[name] ?? '');
}
