import { concat, defer, EMPTY, expand, map, Observable, of, reduce, retry, switchMap, throwError, timer } from 'rxjs';
import { type FlowMetricName } from '../core/flow/metric';
import { type Report } from '../core/flow/report';
import { asRecord, decodePage, requiredText } from './decode';
import { flowApiError, toFlowApiError } from './errors';
import { type Pacing, pollDelayMs, QUERY_DEADLINE_MS, retryRead, retryWhenBusy } from './pacing';
import { type FlowApiTransport, TransportFailure } from './transport';
import { type WireStartTopContributorsQuery, type WireTopContributorsPage } from './wire';

/** One query of the API: one metric of one category in a window of at most an hour. */
export interface TopContributorsQuery extends WireStartTopContributorsQuery {
  monitorName: string;
  metricName: FlowMetricName;
  /** 1 to 500. */
  limit: number;
}

/**
 * Runs one query from start to its last page and emits all its reports once.
 *
 * Unsubscribing before the end stops the query on the API too, also when its start has been sent but
 * not yet answered: a query that nobody waits for must not use up the account's quota.
 *
 * Errors with a FlowApiError.
 */
export function topContributors(
  transport: FlowApiTransport,
  query: TopContributorsQuery,
  pacing: Pacing
): Observable<Report[]> {
  const { monitorName, ...body } = query;
  const path = `/monitors/${encodeURIComponent(monitorName)}/topContributorsQueries`;
  const subject = `Monitor "${monitorName}"`;

  return new Observable<Report[]>((subscriber) => {
    let runningPath: string | undefined;
    let isWanted = true;
    const fail = (failure: unknown) => subscriber.error(toFlowApiError(failure, subject));
    const stop = (queryPath: string) =>
      transport({ method: 'DELETE', path: queryPath }).subscribe({
        // The query ends by itself on the API: that its stop failed matters to nobody here.
        error: () => undefined,
      });

    // Not unsubscribed when nobody waits any more: only its answer tells which query to stop.
    transport({ method: 'POST', path, body })
      .pipe(
        map((answer) => `${path}/${encodeURIComponent(requiredText(answer, 'queryId', subject))}`),
        retryWhenBusyWhile(() => isWanted, pacing)
      )
      .subscribe({
        next: (queryPath) => {
          if (!isWanted) {
            stop(queryPath);
            return;
          }
          runningPath = queryPath;
          subscriber.add(
            concat(ended(transport, queryPath, subject, pacing), pages(transport, queryPath, query, pacing)).subscribe({
              next: (reports) => {
                runningPath = undefined;
                subscriber.next(reports);
              },
              error: fail,
              complete: () => subscriber.complete(),
            })
          );
        },
        error: fail,
      });

    return () => {
      isWanted = false;
      if (runningPath !== undefined) {
        stop(runningPath);
      }
    };
  });
}

function retryWhenBusyWhile(isWanted: () => boolean, pacing: Pacing) {
  return (source: Observable<string>) => defer(() => (isWanted() ? source : EMPTY)).pipe(retryWhenBusy(pacing));
}

/** Completes, without a value, when the query has succeeded. */
function ended(transport: FlowApiTransport, queryPath: string, subject: string, pacing: Pacing): Observable<never> {
  const status = transport({ method: 'GET', path: `${queryPath}/status` }).pipe(
    map((answer) => requiredText(answer, 'status', subject)),
    retryWhenBusy(pacing),
    retryRead(pacing),
    retryWhileUnknown(pacing)
  );
  const poll = (attempt: number, waitedMs: number): Observable<never> => {
    const delayMs = pollDelayMs(attempt);
    if (waitedMs > QUERY_DEADLINE_MS) {
      const what = `${subject}: the query has not ended after ${QUERY_DEADLINE_MS / 1_000} seconds.`;
      return throwError(() => flowApiError('too-slow', what));
    }
    return timer(delayMs, pacing.scheduler).pipe(
      switchMap(() => status),
      switchMap((now) => {
        switch (now) {
          case 'SUCCEEDED':
            return EMPTY;
          case 'FAILED':
          case 'CANCELED':
            return throwError(() => flowApiError('failed', `${subject}: the query ended as ${now}.`));
          default:
            return poll(attempt + 1, waitedMs + delayMs);
        }
      })
    );
  };
  return poll(0, 0);
}

/** For a moment after its start the API may not know a query yet: a 404 then means "not yet". */
function retryWhileUnknown({ scheduler }: Pacing) {
  return retry<string>({
    count: 4,
    delay: (failure: unknown) =>
      failure instanceof TransportFailure && failure.status === 404
        ? timer(1_000, scheduler)
        : throwError(() => failure),
  });
}

function pages(
  transport: FlowApiTransport,
  queryPath: string,
  { metricName, monitorName }: TopContributorsQuery,
  pacing: Pacing
): Observable<Report[]> {
  const page = (nextToken?: string): Observable<WireTopContributorsPage> =>
    transport({ method: 'GET', path: `${queryPath}/results`, parameters: nextToken ? { nextToken } : {} }).pipe(
      retryWhenBusy(pacing),
      retryRead(pacing),
      map((answer) => asRecord(answer, `Monitor "${monitorName}"`))
    );
  return page().pipe(
    expand(({ nextToken }) => (nextToken ? page(nextToken) : EMPTY)),
    switchMap((answer) => of(decodePage(answer, metricName))),
    reduce<Report[], Report[]>((all, reports) => [...all, ...reports], [])
  );
}
