import { catchError, concatMap, defer, from, map, mergeMap, type Observable, of, scan, throwError } from 'rxjs';
import { type FlowApiClient } from './client';
import { type FlowApiError, type FlowApiErrorKind, toFlowApiError } from './errors';
import { forDisplay } from './forDisplay';

/** Queries that belong together, one for each part. */
export interface QueryBatch<Part, Answer> {
  parts: readonly Part[];
  /** Runs the query for a part and emits its result once. */
  query(part: Part): Observable<Answer>;
  /** What error messages call the queried object: `Monitor "demo"`. */
  subject: string;
}

/** The outcome of the query for one part. */
export type QueryOutcome<Part, Answer> = { part: Part; index: number } & ({ answer: Answer } | { error: FlowApiError });

/** The number of completed queries and their outcomes. The last progress has `done === total`. */
export interface BatchProgress<Part, Answer> {
  done: number;
  total: number;
  /** In the order of the parts. */
  answered: ReadonlyArray<{ part: Part; answer: Answer }>;
  failed: ReadonlyArray<{ part: Part; error: FlowApiError }>;
}

/**
 * Runs a query for every part and emits each outcome as it arrives. If a query fails, the others continue. Errors with a
 * FlowApiError for failures that affect all queries, see {@link fatalErrorOf}.
 */
export function queryBatch<Part, Answer>(
  client: FlowApiClient,
  { parts, query, subject }: QueryBatch<Part, Answer>
): Observable<QueryOutcome<Part, Answer>> {
  return defer(() => {
    const answersBefore = client.answers;
    return from(parts).pipe(
      // The client limits the number of running queries.
      mergeMap((part, index) => outcomeOf(query(part), subject).pipe(map((result) => ({ part, index, ...result })))),
      scan<QueryOutcome<Part, Answer>, Counted<Part, Answer>>(
        ({ succeeded, failures }, outcome) =>
          'error' in outcome
            ? { outcome, succeeded, failures: [...failures, outcome.error] }
            : { outcome, succeeded: succeeded + 1, failures },
        { succeeded: 0, failures: [] }
      ),
      concatMap(({ outcome, succeeded, failures }) => {
        const done = succeeded + failures.length;
        const isAnswering = client.answers > answersBefore;
        const error = fatalErrorOf({ done, total: parts.length, succeeded, failures, isAnswering });
        return error ? throwError(() => error) : outcome ? of(outcome) : [];
      })
    );
  });
}

interface Counted<Part, Answer> {
  outcome?: QueryOutcome<Part, Answer>;
  succeeded: number;
  failures: readonly FlowApiError[];
}

/** The progress of a batch, at a rate for displays. Errors as {@link queryBatch} does. */
export function batchProgress<Part, Answer>(
  client: FlowApiClient,
  batch: QueryBatch<Part, Answer>
): Observable<BatchProgress<Part, Answer>> {
  const { parts } = batch;
  return queryBatch(client, batch).pipe(
    scan((outcomes: Array<QueryOutcome<Part, Answer>>, outcome) => [...outcomes, outcome], []),
    forDisplay(client.pacing.scheduler),
    map((outcomes) => {
      const inOrder = [...outcomes].sort((a, b) => a.index - b.index);
      return {
        done: outcomes.length,
        total: parts.length,
        answered: inOrder.flatMap((outcome) => ('answer' in outcome ? [outcome] : [])),
        failed: inOrder.flatMap((outcome) => ('error' in outcome ? [outcome] : [])),
      };
    })
  );
}

function outcomeOf<Answer>(
  answer: Observable<Answer>,
  subject: string
): Observable<{ answer: Answer } | { error: FlowApiError }> {
  return answer.pipe(
    map((value) => ({ answer: value })),
    catchError((failure: unknown) => of({ error: toFlowApiError(failure, subject) }))
  );
}

/** The number of failures of the same kind that indicates a common cause. */
const MIN_ALIKE = 3;

/**
 * The error of a whole batch that has no results and will have none: the queried object does not exist, several queries were
 * denied, several failed with the same kind of error while no request got a response, or all failed. A single failure is not
 * sufficient, because the other queries are still running.
 */
export function fatalErrorOf(soFar: {
  done: number;
  total: number;
  succeeded: number;
  failures: readonly FlowApiError[];
  /** Whether any request got a usable response since the batch began. */
  isAnswering: boolean;
}): FlowApiError | undefined {
  const { done, total, succeeded, failures, isAnswering } = soFar;
  if (succeeded > 0) {
    return undefined;
  }
  const missing = failures.find(({ kind }) => kind === 'not-found');
  const ofAll = missing ?? several(failures.filter(({ kind }) => affectsAll(kind, isAnswering)));
  return ofAll ?? (done === total ? failures[0] : undefined);
}

/** Whether a failure of this kind affects all queries. IAM policies apply to all; an invalid query may be the only one. */
function affectsAll(kind: FlowApiErrorKind, isAnswering: boolean): boolean {
  return kind === 'denied' || kind === 'rejected' || (kind !== 'invalid' && !isAnswering);
}

/** The first failure that completes {@link MIN_ALIKE} failures of its kind. */
function several(failures: readonly FlowApiError[]): FlowApiError | undefined {
  const counts = new Map<FlowApiErrorKind, number>();
  return failures.find(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count >= MIN_ALIKE;
  });
}
