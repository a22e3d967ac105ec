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
import { allPages } from './pages';
import { TransportFailure } from './transport';

/** A query that has not ended by then is stopped. AWS' own take about ten seconds. */
const QUERY_DEADLINE_MS = 120_000;

/** The largest page: AWS' bound where the model has one, and more than any `limit` where it has none. */
const PAGE_SIZE = 500;

/** Just after its start a query may be unknown for so long. */
const UNKNOWN_FOR_MS = 5_000;

/** A query of the API, whichever of the four families it is of: they differ in path, body and rows. */
export interface ApiQuery<Row> {
  /** What messages call it: `Monitor "demo"`. */
  subject: string;
  /** Where it is started: "/monitors/demo/topContributorsQueries". */
  path: string;
  body: object;
  /** The rows of one page. Throws a FlowApiError for an answer that is none. */
  rowsOf(page: Record<string, unknown>): Row[];
}

/**
 * Runs one query from start to its last page and emits all its rows once.
 *
 * Unsubscribing before the end stops the query on the API too, also when its start has been sent but
 * not yet answered: a query that nobody waits for must not use up the account's quota.
 *
 * Errors with a FlowApiError.
 */
export function runQuery<Row>(client: FlowApiClient, query: ApiQuery<Row>): Observable<Row[]> {
  return client.slots.run(startedQuery(client, query));
}

function startedQuery<Row>(client: FlowApiClient, query: ApiQuery<Row>): Observable<Row[]> {
  const { subject, path, body } = query;
  const pathOf = (answer: unknown) => `${path}/${encodeURIComponent(requiredText(answer, 'queryId', subject))}`;
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
    // Not unsubscribed when nobody waits any more: only its answer tells which query to stop.
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
    // The query ends by itself on the API: that its stop failed matters to nobody here.
    .subscribe({ error: () => undefined });
}

/** A query that was there and is gone says nothing about the monitor's other queries. */
function lostQuery(failure: unknown, subject: string): FlowApiError {
  const error = toFlowApiError(failure, subject);
  return error.kind === 'not-found'
    ? flowApiError('failed', `${subject}: the flow API does not know the query any more.`)
    : error;
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
    const look = () => turns.next(slots.running).pipe(switchMap(status));
    return look().pipe(
      expand((now) => (isUnderWay(now) ? (turns.ageMs > QUERY_DEADLINE_MS ? tooSlow(subject) : look()) : EMPTY)),
      takeWhile(isUnderWay, true),
      switchMap((now) => {
        if (isUnderWay(now)) {
          return EMPTY;
        }
        onEnd();
        if (now !== 'SUCCEEDED') {
          return throwError(() => flowApiError('failed', `${subject}: the query ended as ${now}.`));
        }
        polls.learn(turns.ageMs);
        return EMPTY;
      }),
      finalize(() => polls.leave(turns))
    );
  });
}

/** A status that nobody knows yet is taken for one under way: the deadline ends it. */
function isUnderWay(status: string): boolean {
  return !['SUCCEEDED', 'FAILED', 'CANCELED'].includes(status);
}

function tooSlow(subject: string): Observable<never> {
  const what = `${subject}: the query has not ended after ${QUERY_DEADLINE_MS / 1_000} seconds.`;
  return throwError(() => flowApiError('too-slow', what));
}

/** For a moment after its start the API may not know a query yet: a 404 then means "not yet". */
function unknownYet(ageMs: number): MonoTypeOperatorFunction<string> {
  return catchError((failure: unknown) =>
    failure instanceof TransportFailure && failure.status === 404 && ageMs < UNKNOWN_FOR_MS
      ? of('UNKNOWN')
      : throwError(() => failure)
  );
}

/** All rows; once more from the first page where the token of a later one is refused, as an expired one is. */
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
