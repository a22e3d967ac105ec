import { catchError, defer, map, type Observable, of, tap, throwError, timeout } from 'rxjs';
import { FlowApiClient } from '../../flowapi/client';
import { type FlowApiError, flowApiError, toFlowApiError } from '../../flowapi/errors';
import { type Pacing } from '../../flowapi/pace/pacing';
import { type FlowApiTransport } from '../../flowapi/transport';
import { CHECK_LIMIT_MS } from './limit';

/** What trying something on the flow API came to. */
export type Attempt<T> = { value: T } | { error: FlowApiError };

export interface ApiRoute {
  transport: FlowApiTransport;
  pacing: Pacing;
}

/**
 * Tries something on the flow API, within the limit of a check. What fails in passing is repeated, as in
 * all queries; where that takes too long, the error is what the API refused with meanwhile.
 *
 * Emits once and never fails.
 *
 * @param subject what messages call it.
 */
export function attempt<T>(
  { transport, pacing }: ApiRoute,
  ask: (client: FlowApiClient) => Observable<T>,
  subject: string
): Observable<Attempt<T>> {
  return defer(() => {
    // A client of its own: what other attempts fail with says nothing of this one.
    let lastFailure: unknown;
    const remembering: FlowApiTransport = (request) =>
      transport(request).pipe(tap({ error: (failure: unknown) => (lastFailure = failure) }));
    return ask(new FlowApiClient(remembering, pacing)).pipe(
      timeout({
        first: CHECK_LIMIT_MS,
        scheduler: pacing.scheduler,
        with: () => throwError(() => lastFailure ?? tooSlow(subject)),
      })
    );
  }).pipe(
    map((value) => ({ value })),
    catchError((failure: unknown) => of({ error: toFlowApiError(failure, subject) }))
  );
}

function tooSlow(subject: string): FlowApiError {
  return flowApiError('too-slow', `${subject}: no answer in ${CHECK_LIMIT_MS / 1_000} seconds.`);
}
