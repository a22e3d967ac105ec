import { type DataFrame, type DataSourceApi, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { catchError, from, map, type Observable, switchMap, throwError } from 'rxjs';
import { type MonitorMetric, monitorMetricQuery } from '../../core/cloudwatch/monitorMetrics';
import { type TimeWindow } from '../../core/time';
import { queryDataSource } from '../context/queryDataSource';
import { cloudWatchQueryFailed } from '../messages';
import { failureMessage } from '../results/failure';

/** CloudWatch keeps datapoints of one minute for 15 days. */
export const PERIOD_MS = 60_000;

/** The datapoints of a metric of one monitor, with the starts of their periods. Both are empty if there are none. */
export interface MonitorPoints {
  startsMs: readonly number[];
  values: readonly number[];
}

/**
 * The datapoints of each minute of a window, for each monitor in the given order, from the user's CloudWatch data source as
 * that user. Emits once. Errors with what to do.
 */
export function monitorPoints(
  cloudWatchUid: string,
  metric: MonitorMetric,
  arns: readonly string[],
  window: TimeWindow
): Observable<MonitorPoints[]> {
  return from(getDataSourceSrv().get(cloudWatchUid)).pipe(
    switchMap((cloudWatch) =>
      queryDataSource(cloudWatch, queriesOf(cloudWatch, metric, arns), wholePeriods(window), PERIOD_MS)
    ),
    map((frames) => arns.map((_, index) => pointsOf(frames.find(({ refId }) => refId === refIdOf(index))))),
    catchError((failure: unknown) => throwError(() => new Error(cloudWatchQueryFailed(failureMessage(failure)))))
  );
}

function queriesOf(cloudWatch: DataSourceApi, metric: MonitorMetric, arns: readonly string[]): DataQuery[] {
  return arns.map((monitor, index) => ({
    refId: refIdOf(index),
    datasource: cloudWatch.getRef(),
    ...monitorMetricQuery({ metric, period: String(PERIOD_MS / 1_000), region: regionOf(monitor), monitor }),
  }));
}

/** CloudWatch requires IDs that begin with a lowercase letter. */
function refIdOf(index: number): string {
  return `monitor${index}`;
}

/** An ARN is arn:partition:service:region:account:resource. */
function regionOf(arn: string): string {
  return arn.split(':')[3] ?? 'default';
}

/** The window in whole periods: CloudWatch returns the periods that begin in the range. */
function wholePeriods({ startMs, endMs }: TimeWindow): TimeWindow {
  return { startMs: Math.floor(startMs / PERIOD_MS) * PERIOD_MS, endMs: Math.ceil(endMs / PERIOD_MS) * PERIOD_MS };
}

function pointsOf(frame: DataFrame | undefined): MonitorPoints {
  const times: unknown[] = frame?.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const values: unknown[] = frame?.fields.find(({ type }) => type === FieldType.number)?.values ?? [];
  return { startsMs: times.map(Number), values: values.map(Number) };
}
