import { catchError, concatMap, from, map, mergeMap, type Observable, of, scan, throwError } from 'rxjs';
import { type Notice } from '../core/flow/picture';
import { type FlowApiError, toFlowApiError } from './errors';

/** How far many queries have come; the last one has `done === total`. */
export interface QueriesProgress<Part, Answer> {
  done: number;
  total: number;
  /** In the order of the parts, whenever they were answered. */
  answered: ReadonlyArray<{ part: Part; answer: Answer }>;
  failed: ReadonlyArray<{ part: Part; error: FlowApiError }>;
}

type Outcome<Answer> = { answer: Answer } | { error: FlowApiError };

/**
 * Sends a query for every part and emits the progress after each answer. One that fails leaves the others
 * standing. As long as nothing was answered, a failure that would meet every query ends all as an error,
 * and so does the last failure of all.
 *
 * @param ask emits the answer to one part once.
 */
export function manyQueries<Part, Answer>(
  parts: readonly Part[],
  ask: (part: Part) => Observable<Answer>,
  subject: string
): Observable<QueriesProgress<Part, Answer>> {
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
      const error = hopeless(progress);
      return error ? throwError(() => error) : of(progress);
    })
  );
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

/** The error of all, where nothing was answered and nothing will be. */
function hopeless({ done, total, answered, failed }: QueriesProgress<unknown, unknown>): FlowApiError | undefined {
  if (answered.length > 0) {
    return undefined;
  }
  const ofAll = failed.find(({ error }) => error.concernsEverything || error.kind === 'denied');
  return (ofAll ?? (done === total ? failed[0] : undefined))?.error;
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
