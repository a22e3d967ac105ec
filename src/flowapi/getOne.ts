import { catchError, defer, type Observable, throwError } from 'rxjs';
import { type FlowApiClient } from './client';
import { asRecord } from './decode';
import { toFlowApiError } from './errors';

export interface GetRequest<T> {
  /** What messages call it. */
  subject: string;
  path: string;
  /** Throws a FlowApiError for an answer that is none. */
  decode(answer: Record<string, unknown>): T;
}

/** One thing of the API. Errors with a FlowApiError. */
export function getOne<T>(client: FlowApiClient, { subject, path, decode }: GetRequest<T>): Observable<T> {
  return defer(() => client.send({ method: 'GET', path }, (answer) => decode(asRecord(answer, subject)))).pipe(
    catchError((failure: unknown) => throwError(() => toFlowApiError(failure, subject)))
  );
}
