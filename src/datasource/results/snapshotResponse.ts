import { type DataFrame, type DataQueryResponse, LoadingState } from '@grafana/data';
import { catchError, defer, map, type Observable, of, type SchedulerLike, tap } from 'rxjs';
import { type Notice } from '../../core/notice';
import { forDisplay } from '../../flowapi/forDisplay';
import { errorResponse } from './errorResponse';
import { withNotices } from './notices';

/** The result of a query so far. */
export interface Snapshot {
  isWhole: boolean;
  notices: readonly Notice[];
}

/** How snapshots become responses. */
export interface SnapshotOptions<S extends Snapshot> {
  refId: string;
  scheduler: SchedulerLike;
  /** At least one frame, even if the snapshot is empty, because notices belong to the first frame. */
  framesOf(snapshot: S): DataFrame[];
}

/**
 * Responses with the snapshots of one query. Each replaces the one before; their state is Loading until the snapshot is complete.
 * An expected failure is not thrown: it is a response that says what to do, together with the frames of the last snapshot.
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

/** Copies of frames, because Grafana ignores responses with frames that it has already received. */
function copies(frames: readonly DataFrame[]): DataFrame[] {
  return frames.map((frame) => ({ ...frame }));
}
