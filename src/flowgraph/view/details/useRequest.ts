import { useEffect, useState } from 'react';
import { type Observable } from 'rxjs';

/** What became of a question: nothing yet, an answer, or why there is none. */
export type RequestState<Answer> =
  { state: 'asking' } | { state: 'answered'; answer: Answer } | { state: 'failed'; problem: string };

const LOADING = { state: 'asking' } as const;

/**
 * Asks while it is looked at: another question, or nobody looking, ends the one before. What is known stays
 * until it is known anew, so that a refresh does not blink.
 */
export function useRequest<Answer>(question: Observable<Answer> | undefined): RequestState<Answer> | undefined {
  const [known, setKnown] = useState<RequestState<Answer>>(LOADING);
  useEffect(() => {
    const subscription = question?.subscribe({
      next: (answer) => setKnown({ state: 'answered', answer }),
      error: (failure: unknown) =>
        setKnown({ state: 'failed', problem: failure instanceof Error ? failure.message : String(failure) }),
    });
    return () => subscription?.unsubscribe();
  }, [question]);
  return question && known;
}
