import { useEffect, useState } from 'react';
import { type Observable } from 'rxjs';

/** What became of a question: nothing yet, an answer, or why there is none. */
export type Asked<Answer> =
  { state: 'asking' } | { state: 'answered'; answer: Answer } | { state: 'failed'; problem: string };

const ASKING = { state: 'asking' } as const;

/** Asks while it is looked at: another question, or nobody looking, ends the one before. */
export function useAsked<Answer>(question: Observable<Answer> | undefined): Asked<Answer> | undefined {
  const [asked, setAsked] = useState<{ question: Observable<Answer>; is: Asked<Answer> }>();
  useEffect(() => {
    const subscription = question?.subscribe({
      next: (answer) => setAsked({ question, is: { state: 'answered', answer } }),
      error: (failure: unknown) => {
        const problem = failure instanceof Error ? failure.message : String(failure);
        setAsked({ question, is: { state: 'failed', problem } });
      },
    });
    return () => subscription?.unsubscribe();
  }, [question]);
  return question && (asked?.question === question ? asked.is : ASKING);
}
