import { catchError, concatMap, defer, from, map, mergeMap, type Observable, of, scan, throwError } from 'rxjs';
import { type FlowApiClient } from './client';
import { type FlowApiError, type FlowApiErrorKind, toFlowApiError } from './errors';
import { forDisplay } from './forDisplay';

export interface QueryBatch<Part, Answer> {
  parts: readonly Part[];
  /** Emits the answer to one part once. */
  query(part: Part): Observable<Answer>;
  /** What error messages call what is queried: `Monitor "demo"`. */
  subject: string;
}

/** What became of the query for one part. */
export type QueryOutcome<Part, Answer> = { part: Part; index: number } & ({ answer: Answer } | { error: FlowApiError });

/** How many queries have ended. The last progress has `done === total`. */
export interface BatchProgress<Part, Answer> {
  done: number;
  total: number;
  /** In the order of the parts, not of the answers. */
  answered: ReadonlyArray<{ part: Part; answer: Answer }>;
  failed: ReadonlyArray<{ part: Part; error: FlowApiError }>;
}

/**
 * Sends a query for every part and emits each outcome as it comes. A query that fails leaves the others running. Errors
 * with a FlowApiError for failures that would meet every query, see {@link fatalErrorOf}.
 */
export function queryBatch<Part, Answer>(
  client: FlowApiClient,
  { parts, query, subject }: QueryBatch<Part, Answer>
): Observable<QueryOutcome<Part, Answer>> {
  return defer(() => {
    const answersBefore = client.answers;
    return from(parts).pipe(
      // All at once: the client decides how many run at a time, and in which order.
      mergeMap((part, index) => outcomeOf(query(part), subject).pipe(map((result) => ({ part, index, ...result })))),
      scan(
        ({ succeeded, failures }, outcome: QueryOutcome<Part, Answer>) =>
          'error' in outcome
            ? { outcome, succeeded, failures: [...failures, outcome.error] }
            : { outcome, succeeded: succeeded + 1, failures },
        NOTHING_YET as Counted<Part, Answer>
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

const NOTHING_YET = { succeeded: 0, failures: [] };

/** The progress of a batch, often enough for a display. Errors as {@link queryBatch} does. */
export function batchProgress<Part, Answer>(
  client: FlowApiClient,
  batch: QueryBatch<Part, Answer>
): Observable<BatchProgress<Part, Answer>> {
  const { parts } = batch;
  return queryBatch(client, batch).pipe(
    scan((outcomes: Array<QueryOutcome<Part, Answer>>, outcome) => [...outcomes, outcome], []),
    map((outcomes) => {
      const inOrder = [...outcomes].sort((a, b) => a.index - b.index);
      return {
        done: outcomes.length,
        total: parts.length,
        answered: inOrder.flatMap((outcome) => ('answer' in outcome ? [outcome] : [])),
        failed: inOrder.flatMap((outcome) => ('error' in outcome ? [outcome] : [])),
      };
    }),
    forDisplay(client.pacing.scheduler)
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

/** So many failures of a kind tell of more than one query. */
const SEVERAL = 3;

/**
 * The error of a whole picture, where nothing was answered and nothing will be: what is asked about does not
 * exist, several queries were denied, several failed alike while no request at all got an answer, or all
 * failed. One that failed alone tells nothing: queries take ten seconds, the others still run then.
 */
export function fatalErrorOf(soFar: {
  done: number;
  total: number;
  succeeded: number;
  failures: readonly FlowApiError[];
  /** Whether any request got a usable answer since the picture began. */
  isAnswering: boolean;
}): FlowApiError | undefined {
  const { done, total, succeeded, failures, isAnswering } = soFar;
  if (succeeded > 0) {
    return undefined;
  }
  const missing = failures.find(({ kind }) => kind === 'not-found');
  const ofAll = missing ?? several(failures.filter(({ kind }) => meetsAll(kind, isAnswering)));
  return ofAll ?? (done === total ? failures[0] : undefined);
}

/** Policies do not tell one query from another, and stay; a query that is refused as invalid may be the only one. */
function meetsAll(kind: FlowApiErrorKind, isAnswering: boolean): boolean {
  return kind === 'denied' || (kind !== 'invalid' && !isAnswering);
}

/** The first failure of a kind that there is several times. */
function several(failures: readonly FlowApiError[]): FlowApiError | undefined {
  const counts = new Map<FlowApiErrorKind, number>();
  return failures.find(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count >= SEVERAL;
  });
}
