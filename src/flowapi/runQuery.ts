import { urlPart } from '../core/urlPart';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  expand,
  finalize,
  type MonoTypeOperatorFunction,
  Observable,
  of,
  retry,
  switchMap,
  takeWhile,
  throwError,
} from 'rxjs';
import { type FlowApiClient } from './client';
import { requiredText } from './decode';
import { type FlowApiError, flowApiError, toFlowApiError } from './errors';
import { queryEnded, queryIsGone, queryTimedOut } from './messages';
import { allPages } from './pages';
import { TransportFailure } from './transport';

/** Queries that run longer are stopped. On AWS, a query takes about ten seconds. */
const QUERY_DEADLINE_MS = 120_000;

/** The largest page: the maximum of the AWS model, or more than any `limit` where the model has no maximum. */
const PAGE_SIZE = 500;

/** After its start, a query can be unknown to the API for this long. */
const MAX_UNKNOWN_MS = 5_000;

/** A query of any of the API's four families, which differ in path, body and rows. */
export interface ApiQuery<Row> {
  /** What messages call the queried object: `Monitor "demo"`. */
  subject: string;
  /** The path that starts the query: "/monitors/demo/topContributorsQueries". */
  path: string;
  body: object;
  /** The rows of one page. Throws a FlowApiError for an invalid response. */
  rowsOf(page: Record<string, unknown>): Row[];
}

/**
 * Runs one query from start to its last page and emits all its rows once.
 *
 * Unsubscribing before the end also stops the query on the API, even if the request that starts it is still pending, because
 * an unused query counts toward the quota of the account.
 *
 * Errors with a FlowApiError.
 */
export function runQuery<Row>(client: FlowApiClient, query: ApiQuery<Row>): Observable<Row[]> {
  return client.slots.run(startedQuery(client, query));
}

function startedQuery<Row>(client: FlowApiClient, query: ApiQuery<Row>): Observable<Row[]> {
  const { subject, path, body } = query;
  const pathOf = (answer: unknown) => `${path}/${urlPart(requiredText(answer, 'queryId', subject))}`;
  return new Observable<Row[]>((subscriber) => {
    let runningPath: string | undefined;
    let isWanted = true;
    const read = (queryPath: string) => {
      const hasEnded = () => (runningPath = undefined);
      runningPath = queryPath;
      return concat(ended(client, queryPath, subject, hasEnded), rowsOfAll(client, queryPath, query)).subscribe({
        next: (rows) => subscriber.next(rows),
        error: (failure: unknown) => subscriber.error(lostQuery(failure, subject)),
        complete: () => {
          client.slots.ended();
          subscriber.complete();
        },
      });
    };
    // Not unsubscribed with the subscriber: only the response contains the ID of the query to stop.
    client.send({ method: 'POST', path, body }, pathOf, { isWanted: () => isWanted }).subscribe({
      next: (queryPath) => (isWanted ? subscriber.add(read(queryPath)) : stop(client, queryPath)),
      error: (failure: unknown) => subscriber.error(toFlowApiError(failure, subject)),
    });
    return () => {
      isWanted = false;
      if (runningPath !== undefined) {
        stop(client, runningPath);
      }
    };
  });
}

function stop(client: FlowApiClient, queryPath: string): void {
  client
    .send({ method: 'DELETE', path: queryPath }, () => undefined)
    // If the request fails, the query ends by itself on the API.
    .subscribe({ error: () => undefined });
}

/** If a running query is gone, the monitor's other queries are not affected. */
function lostQuery(failure: unknown, subject: string): FlowApiError {
  const error = toFlowApiError(failure, subject);
  return error.kind === 'not-found' ? flowApiError('failed', queryIsGone(subject)) : error;
}

/** Completes, without a value, when the query has succeeded. */
function ended(client: FlowApiClient, queryPath: string, subject: string, onEnd: () => void): Observable<never> {
  const { polls, slots } = client;
  return defer(() => {
    const turns = polls.begin();
    const status = () =>
      client
        .send({ method: 'GET', path: `${queryPath}/status` }, (answer) => requiredText(answer, 'status', subject))
        .pipe(unknownYet(turns.ageMs));
    const poll = () => turns.next(slots.running).pipe(switchMap(status));
    return poll().pipe(
      expand((now) => (isUnderWay(now) ? (turns.ageMs > QUERY_DEADLINE_MS ? tooSlow(subject) : poll()) : EMPTY)),
      takeWhile(isUnderWay, true),
      switchMap((now) => {
        if (isUnderWay(now)) {
          return EMPTY;
        }
        onEnd();
        if (now !== 'SUCCEEDED') {
          return throwError(() => flowApiError('failed', queryEnded(subject, now)));
        }
        polls.learn(turns.ageMs);
        return EMPTY;
      }),
      finalize(() => polls.leave(turns))
    );
  });
}

/** Whether a query with this status is still running. An unknown status counts as running; the deadline ends the query. */
function isUnderWay(status: string): boolean {
  return !['SUCCEEDED', 'FAILED', 'CANCELED'].includes(status);
}

function tooSlow(subject: string): Observable<never> {
  return throwError(() => flowApiError('too-slow', queryTimedOut(subject, QUERY_DEADLINE_MS)));
}

/** Turns a 404 shortly after the start into a status: the API may not know the query yet. */
function unknownYet(ageMs: number): MonoTypeOperatorFunction<string> {
  return catchError((failure: unknown) =>
    failure instanceof TransportFailure && failure.status === 404 && ageMs < MAX_UNKNOWN_MS
      ? of('UNKNOWN')
      : throwError(() => failure)
  );
}

/** All rows. If the API rejects the token of a later page, for example because it expired, all pages are read once more. */
function rowsOfAll<Row>(
  client: FlowApiClient,
  queryPath: string,
  { subject, rowsOf }: ApiQuery<Row>
): Observable<Row[]> {
  let hasRows = false;
  const itemsOf = (page: Record<string, unknown>) => {
    hasRows = true;
    return rowsOf(page);
  };
  const parameters = { maxResults: String(PAGE_SIZE) };
  return allPages(client, { subject, path: `${queryPath}/results`, parameters, itemsOf }).pipe(
    retry({
      count: 1,
      delay: (failure: unknown) =>
        hasRows && failure instanceof TransportFailure && failure.status === 400
          ? of(undefined)
          : throwError(() => failure),
    })
  );
}
