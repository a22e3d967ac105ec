import {
  catchError,
  concatMap,
  defer,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  scan,
  throttleTime,
  throwError,
} from 'rxjs';
import { type Notice } from '../core/notice';
import { type FlowApiClient } from './client';
import { type FlowApiError, type FlowApiErrorKind, toFlowApiError } from './errors';

/** How far many queries have come; the last one has `done === total`. */
export interface QueriesProgress<Part, Answer> {
  done: number;
  total: number;
  /** In the order of the parts, whenever they were answered. */
  answered: ReadonlyArray<{ part: Part; answer: Answer }>;
  failed: ReadonlyArray<{ part: Part; error: FlowApiError }>;
}

type Outcome<Answer> = { answer: Answer } | { error: FlowApiError };

/** Merging all answers so far and drawing them takes time; more than four pictures a second nobody can see. */
const MIN_INTERVAL_MS = 250;

export interface ManyQueries<Part, Answer> {
  parts: readonly Part[];
  /** Emits the answer to one part once. */
  ask(part: Part): Observable<Answer>;
  /** What messages call it. */
  subject: string;
}

/**
 * Sends a query for every part and emits the progress as answers come in, four times a second at most. One
 * that fails leaves the others standing; failures that would meet every query end all as an error, see
 * {@link fatalErrorOf}.
 */
export function manyQueries<Part, Answer>(
  client: FlowApiClient,
  { parts, ask, subject }: ManyQueries<Part, Answer>
): Observable<QueriesProgress<Part, Answer>> {
  return defer(() => {
    const answersBefore = client.answers;
    return from(parts).pipe(
      // All at once: how many really run, and in which order, is the client's own affair.
      mergeMap((part, index) => outcome(ask(part), subject).pipe(map((result) => ({ index, result })))),
      scan<{ index: number; result: Outcome<Answer> }, Array<Outcome<Answer> | undefined>>(
        (outcomes, { index, result }) => {
          const next = [...outcomes];
          next[index] = result;
          return next;
        },
        []
      ),
      map((outcomes) => progressOf(parts, outcomes)),
      concatMap((progress) => {
        const failures = progress.failed.map(({ error }) => error);
        const succeeded = progress.answered.length;
        const isAnswering = client.answers > answersBefore;
        const error = fatalErrorOf({ ...progress, succeeded, failures, isAnswering });
        return error ? throwError(() => error) : of(progress);
      }),
      throttleTime(MIN_INTERVAL_MS, client.pacing.scheduler, { leading: true, trailing: true })
    );
  });
}

function outcome<Answer>(source: Observable<Answer>, subject: string): Observable<Outcome<Answer>> {
  return source.pipe(
    map((answer): Outcome<Answer> => ({ answer })),
    catchError((failure: unknown) => of({ error: toFlowApiError(failure, subject) }))
  );
}

function progressOf<Part, Answer>(
  parts: readonly Part[],
  outcomes: ReadonlyArray<Outcome<Answer> | undefined>
): QueriesProgress<Part, Answer> {
  const answered: Array<{ part: Part; answer: Answer }> = [];
  const failed: Array<{ part: Part; error: FlowApiError }> = [];
  parts.forEach((part, index) => {
    const result = outcomes[index];
    if (result) {
      if ('error' in result) {
        failed.push({ part, error: result.error });
      } else {
        answered.push({ part, answer: result.answer });
      }
    }
  });
  return { done: answered.length + failed.length, total: parts.length, answered, failed };
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

/** How far it has come, and one notice for each reason of failures, however many queries it met. */
export function progressNotices<Part>(
  { done, total, failed }: QueriesProgress<Part, unknown>,
  describe: (parts: readonly Part[]) => string
): Notice[] {
  const byReason = new Map<string, Part[]>();
  for (const { part, error } of failed) {
    byReason.set(error.message, [...(byReason.get(error.message) ?? []), part]);
  }
  return [
    ...(done < total ? [{ severity: 'info' as const, text: `${done} of ${total} queries answered.` }] : []),
    ...[...byReason].map(([reason, parts]) => ({
      severity: 'warning' as const,
      text: `Without ${describe(parts)}: ${reason}`,
    })),
  ];
}
