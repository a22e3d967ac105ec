import { catchError, defer, type Observable, throwError } from 'rxjs';
import { type FlowApiClient } from './client';
import { asRecord } from './decode';
import { toFlowApiError } from './errors';

/** A request for one object of the API. */
export interface GetRequest<T> {
  /** What messages call the object. */
  subject: string;
  path: string;
  /** Throws a FlowApiError for an invalid response. */
  decode(answer: Record<string, unknown>): T;
}

/** One object of the API. Errors with a FlowApiError. */
export function getOne<T>(client: FlowApiClient, { subject, path, decode }: GetRequest<T>): Observable<T> {
  return defer(() => client.send({ method: 'GET', path }, (answer) => decode(asRecord(answer, subject)))).pipe(
    catchError((failure: unknown) => throwError(() => toFlowApiError(failure, subject)))
  );
}
