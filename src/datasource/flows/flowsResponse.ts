import { type DataFrame, type DataQueryResponse, LoadingState } from '@grafana/data';
import { catchError, defer, map, type Observable, of, tap } from 'rxjs';
import { filterFlows } from '../../core/flow/filter';
import { type FlowPicture, type Notice } from '../../core/flow/picture';
import { type FlowsQuery } from '../../core/query/flowsQuery';
import { errorResponse } from '../errorResponse';
import { flowFrames } from './flowFrames';

/**
 * Pictures of flows as answers to one query: filtered and formatted as it asks, whole snapshots under
 * one key, state Loading until the last. An expected failure is a response that says what to do, with
 * what was true a moment ago beside it, not a thrown error.
 */
export function flowsResponse(
  pictures: Observable<FlowPicture>,
  query: FlowsQuery,
  refId: string,
  notices: readonly Notice[] = []
): Observable<DataQueryResponse> {
  return defer(() => {
    let latest: DataFrame[] = [];
    return pictures.pipe(
      map((picture): DataQueryResponse => {
        const flows = filterFlows(picture.flows, query.filters);
        const frames = flowFrames({ ...picture, flows, notices: [...notices, ...picture.notices] }, query, refId);
        return { data: frames, key: refId, state: picture.isWhole ? LoadingState.Done : LoadingState.Loading };
      }),
      tap(({ data }) => (latest = data)),
      catchError((failure: unknown) => of({ ...errorResponse(failure, refId), data: anew(latest) }))
    );
  });
}

/** Grafana passes over a packet whose frames it has seen. */
function anew(frames: readonly DataFrame[]): DataFrame[] {
  return frames.map((frame) => ({ ...frame }));
}
