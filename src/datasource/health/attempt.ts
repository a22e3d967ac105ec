import { catchError, defer, map, type Observable, of, tap, throwError, timeout } from 'rxjs';
import { FlowApiClient } from '../../flowapi/client';
import { type FlowApiError, flowApiError, toFlowApiError } from '../../flowapi/errors';
import { type Pacing } from '../../flowapi/pace/pacing';
import { type FlowApiTransport } from '../../flowapi/transport';
import { CHECK_LIMIT_MS } from './limit';
import { noResponse } from './messages';

/** The result of an attempt: a value or an error. */
export type Attempt<T> = { value: T } | { error: FlowApiError };

/** What a client of the flow API needs. */
export interface ApiRoute {
  transport: FlowApiTransport;
  pacing: Pacing;
}

/**
 * Sends a request to the flow API within the time limit of a check. Temporary failures are repeated, as in all queries; if
 * that takes too long, the error is the last failure.
 *
 * Emits once and never fails.
 *
 * @param send sends the request with a client.
 * @param subject what messages call the request: "List of monitors".
 */
export function attempt<T>(
  { transport, pacing }: ApiRoute,
  send: (client: FlowApiClient) => Observable<T>,
  subject: string
): Observable<Attempt<T>> {
  return defer(() => {
    // A separate client, so that failures of other attempts do not affect this one.
    let lastFailure: unknown;
    const remembering: FlowApiTransport = (request) =>
      transport(request).pipe(tap({ error: (failure: unknown) => (lastFailure = failure) }));
    return send(new FlowApiClient(remembering, pacing)).pipe(
      timeout({
        first: CHECK_LIMIT_MS,
        scheduler: pacing.scheduler,
        with: () => throwError(() => lastFailure ?? flowApiError('too-slow', noResponse(subject))),
      })
    );
  }).pipe(
    map((value) => ({ value })),
    catchError((failure: unknown) => of({ error: toFlowApiError(failure, subject) }))
  );
}
