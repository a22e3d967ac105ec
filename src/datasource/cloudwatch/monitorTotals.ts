import { type DataFrame, type DataSourceApi, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { asyncScheduler, catchError, from, map, type Observable, switchMap, throwError } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { monitorMetricQuery } from '../../core/cloudwatch/monitorMetrics';
import { sumInWindow } from '../../core/flow/coverage';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { queryDataSource } from '../context/queryDataSource';
import { failureMessage } from '../results/failure';
import { LastSnapshots } from '../handlers/flows/lastSnapshots';

/** CloudWatch keeps sums by the minute for 15 days. */
const PERIOD_SECONDS = 60;
const PERIOD_MS = 1_000 * PERIOD_SECONDS;
const FRESH_MS = 60_000;

/** What all of a monitor's flows moved, by the user's own CloudWatch data source, asked as that user and once for all panels. */
export class MonitorTotals {
  /** With the shares of all bytes that came of these totals. */
  readonly lastSnapshots = new LastSnapshots();
  private readonly streams = new SharedStreams<number | undefined>(asyncScheduler);

  constructor(private readonly cloudWatchUid: string) {}

  /**
   * Payload bytes of monitors in a window, together. Emits undefined where CloudWatch does not hold them all; errors with
   * what to do.
   */
  bytesOf(arns: readonly string[], window: TimeWindow): Observable<number | undefined> {
    const key = JSON.stringify([arns, window]);
    return this.streams.get(key, FRESH_MS, () =>
      from(getDataSourceSrv().get(this.cloudWatchUid)).pipe(
        switchMap((cloudWatch) =>
          queryDataSource(cloudWatch, queriesOf(cloudWatch, arns), wholePeriods(window), PERIOD_MS)
        ),
        map((frames) => totalIn(frames, arns, window)),
        catchError((failure: unknown) => throwError(() => cloudWatchFailure(failure)))
      )
    );
  }
}

function queriesOf(cloudWatch: DataSourceApi, arns: readonly string[]): DataQuery[] {
  return arns.map((monitor, index) => ({
    refId: refIdOf(index),
    datasource: cloudWatch.getRef(),
    ...monitorMetricQuery({
      ...{ metric: 'DataTransferred', period: String(PERIOD_SECONDS), region: regionOf(monitor), monitor },
    }),
  }));
}

/** CloudWatch's own ids begin with a small letter. */
function refIdOf(index: number): string {
  return `monitor${index}`;
}

/** An ARN is arn:partition:service:region:account:resource. */
function regionOf(arn: string): string {
  return arn.split(':')[3] ?? 'default';
}

/** CloudWatch answers with the periods that begin in the range. */
function wholePeriods({ startMs, endMs }: TimeWindow): TimeWindow {
  return { startMs: Math.floor(startMs / PERIOD_MS) * PERIOD_MS, endMs: Math.ceil(endMs / PERIOD_MS) * PERIOD_MS };
}

function totalIn(frames: readonly DataFrame[], arns: readonly string[], window: TimeWindow): number | undefined {
  const sums = arns.map((_, index) =>
    sumOf(
      frames.find(({ refId }) => refId === refIdOf(index)),
      window
    )
  );
  return sums.reduce<number | undefined>(
    (total, sum) => (total === undefined || sum === undefined ? undefined : total + sum),
    0
  );
}

function sumOf(frame: DataFrame | undefined, window: TimeWindow): number | undefined {
  const times: unknown[] = frame?.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const values: unknown[] = frame?.fields.find(({ type }) => type === FieldType.number)?.values ?? [];
  return sumInWindow({ startsMs: times.map(Number), values: values.map(Number), periodMs: PERIOD_MS }, window);
}

function cloudWatchFailure(failure: unknown): Error {
  const message = failureMessage(failure);
  const said = message ? `: ${message.replace(/\.+$/, '')}` : '';
  return new Error(
    `The CloudWatch data source gave no answer${said}. Check that it works and may use cloudwatch:GetMetricData, or choose another one in the settings.`
  );
}
