import { type DataFrame, type DataSourceApi, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { asyncScheduler, catchError, from, map, type Observable, switchMap, throwError } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { monitorMetricQuery } from '../../core/cloudwatch/monitorMetrics';
import { sumInWindow } from '../../core/flow/coverage';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { queryDataSource } from '../context/queryDataSource';
import { cloudWatchQueryFailed } from '../messages';
import { failureMessage } from '../results/failure';
import { LastSnapshots } from '../handlers/flows/lastSnapshots';

/** CloudWatch keeps one-minute sums for 15 days. */
const PERIOD_SECONDS = 60;
const PERIOD_MS = 1_000 * PERIOD_SECONDS;
const FRESH_MS = 60_000;

/** The bytes of all flows of monitors, from the user's CloudWatch data source. It is queried as that user and once for all panels. */
export class MonitorTotals {
  /** The last snapshots with the coverage that was computed from these totals. */
  readonly lastSnapshots = new LastSnapshots();
  private readonly streams = new SharedStreams<number | undefined>(asyncScheduler);

  constructor(private readonly cloudWatchUid: string) {}

  /**
   * The sum of the payload bytes of monitors in a window. Emits undefined if CloudWatch does not have the bytes of all of
   * them. Errors with what to do.
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
  return new Error(cloudWatchQueryFailed(failureMessage(failure)));
}
