import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateTime,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { asyncScheduler, filter, from, map, type Observable, switchMap } from 'rxjs';
import { monitorMetricQuery } from '../../core/cloudwatch/monitorMetrics';
import { sumInWindow } from '../../core/flow/coverage';
import { type TimeWindow } from '../../core/flow/flow';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { failureOf } from '../failureOf';

/** CloudWatch keeps sums by the minute for 15 days. */
const PERIOD_SECONDS = 60;
const PERIOD_MS = 1_000 * PERIOD_SECONDS;
const FRESH_MS = 60_000;

/** Grafana cancels a request when another one comes under its id: each gets one of its own. */
let requests = 0;

/** What all of a monitor's flows moved, by the user's own CloudWatch data source, asked as that user and once for all panels. */
export class MonitorTotals {
  private readonly streams = new SharedStreams<number | undefined>(asyncScheduler);

  constructor(private readonly cloudWatchUid: string) {}

  /**
   * Payload bytes of monitors in a window, together. Emits undefined where CloudWatch does not hold them all; errors with what it
   * says.
   */
  bytesOf(arns: readonly string[], window: TimeWindow): Observable<number | undefined> {
    const key = JSON.stringify([arns, window]);
    return this.streams.get(key, FRESH_MS, () =>
      from(getDataSourceSrv().get(this.cloudWatchUid)).pipe(
        switchMap((cloudWatch) => from(cloudWatch.query(requestFor(cloudWatch, arns, window)))),
        filter(({ state }) => state === undefined || state === LoadingState.Done || state === LoadingState.Error),
        map((response) => totalIn(response, arns, window))
      )
    );
  }
}

function requestFor(cloudWatch: DataSourceApi, arns: readonly string[], { startMs, endMs }: TimeWindow) {
  // Whole periods: CloudWatch answers with those that begin in the range.
  const range = {
    from: dateTime(Math.floor(startMs / PERIOD_MS) * PERIOD_MS),
    to: dateTime(Math.ceil(endMs / PERIOD_MS) * PERIOD_MS),
  };
  const targets = arns.map((monitor, index): DataQuery => ({
    refId: refIdOf(index),
    datasource: cloudWatch.getRef(),
    ...monitorMetricQuery({
      metric: 'DataTransferred',
      period: String(PERIOD_SECONDS),
      region: regionOf(monitor),
      monitor,
    }),
  }));
  const request: DataQueryRequest = {
    app: CoreApp.Dashboard,
    requestId: `eastwest-cloudwatch-${requests++}`,
    interval: `${PERIOD_SECONDS}s`,
    intervalMs: PERIOD_MS,
    range: { ...range, raw: range },
    scopedVars: {},
    targets,
    timezone: 'browser',
    startTime: endMs,
  };
  return request;
}

/** CloudWatch's own ids begin with a small letter. */
function refIdOf(index: number): string {
  return `monitor${index}`;
}

/** An ARN is arn:partition:service:region:account:resource. */
function regionOf(arn: string): string {
  return arn.split(':')[3] ?? 'default';
}

function totalIn(response: DataQueryResponse, arns: readonly string[], window: TimeWindow): number | undefined {
  const failure = failureOf(response);
  if (failure) {
    throw new Error(failure.message ?? 'It gives no reason.');
  }
  const frames: DataFrame[] = response.data;
  const sums = arns.map((_, index) =>
    sumOf(
      frames.filter(({ refId }) => refId === refIdOf(index)),
      window
    )
  );
  return sums.reduce<number | undefined>(
    (total, sum) => (total === undefined || sum === undefined ? undefined : total + sum),
    0
  );
}

function sumOf(frames: readonly DataFrame[], window: TimeWindow): number | undefined {
  const [frame] = frames;
  const times: unknown[] = frame?.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const values: unknown[] = frame?.fields.find(({ type }) => type === FieldType.number)?.values ?? [];
  return sumInWindow({ startsMs: times.map(Number), values: values.map(Number), periodMs: PERIOD_MS }, window);
}
