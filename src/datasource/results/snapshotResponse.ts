import { type DataFrame, type DataQueryResponse, LoadingState } from '@grafana/data';
import { catchError, defer, map, type Observable, of, type SchedulerLike, tap } from 'rxjs';
import { type Notice } from '../../core/notice';
import { forDisplay } from '../../flowapi/forDisplay';
import { errorResponse } from './errorResponse';
import { withNotices } from './notices';

/** All that is known so far of what a query asks for. */
export interface Snapshot {
  isWhole: boolean;
  notices: readonly Notice[];
}

export interface SnapshotOptions<S extends Snapshot> {
  refId: string;
  scheduler: SchedulerLike;
  /** At least one frame, also where there is nothing: notices are on the first. */
  framesOf(snapshot: S): DataFrame[];
}

/**
 * Snapshots as answers to one query: each replaces the one before, state Loading until the whole one. An
 * expected failure is a response that says what to do, with what was true a moment ago beside it, not a
 * thrown error.
 */
export function snapshotResponse<S extends Snapshot>(
  snapshots: Observable<S>,
  { refId, scheduler, framesOf }: SnapshotOptions<S>
): Observable<DataQueryResponse> {
  return defer(() => {
    let latest: DataFrame[] = [];
    return snapshots.pipe(
      forDisplay(scheduler),
      map((snapshot): DataQueryResponse => {
        const data = withNotices(framesOf(snapshot), snapshot.notices);
        return { data, key: refId, state: snapshot.isWhole ? LoadingState.Done : LoadingState.Loading };
      }),
      tap(({ data }) => (latest = data)),
      catchError((failure: unknown) => of({ ...errorResponse(failure, refId), data: copies(latest) }))
    );
  });
}

/** Grafana passes over a packet whose frames it has seen. */
function copies(frames: readonly DataFrame[]): DataFrame[] {
  return frames.map((frame) => ({ ...frame }));
}
