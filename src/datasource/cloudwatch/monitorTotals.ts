import { asyncScheduler, map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { sumInWindow } from '../../core/flow/coverage';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { LastSnapshots } from '../handlers/flows/lastSnapshots';
import { monitorPoints, PERIOD_MS } from './monitorQueries';

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
      monitorPoints(this.cloudWatchUid, 'DataTransferred', arns, window).pipe(
        map((monitors) =>
          sumOrUnknown(monitors.map((points) => sumInWindow({ ...points, periodMs: PERIOD_MS }, window)))
        )
      )
    );
  }
}

function sumOrUnknown(sums: ReadonlyArray<number | undefined>): number | undefined {
  return sums.reduce(
    (total, sum) => (total === undefined || sum === undefined ? undefined : total + sum),
    0 as number | undefined
  );
}
