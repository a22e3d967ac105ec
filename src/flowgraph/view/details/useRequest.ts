import { useEffect, useState } from 'react';
import { type Observable } from 'rxjs';

/** The state of a request. */
export type RequestState<Result> =
  { state: 'loading' } | { state: 'done'; result: Result } | { state: 'failed'; problem: string };

const LOADING = { state: 'loading' } as const;

/**
 * Subscribes to a request while the component is mounted. Another request, or unmounting, cancels the previous one. The
 * previous result is kept until there is a new one, so that a refresh does not flicker.
 *
 * @returns undefined without a request
 */
export function useRequest<Result>(request: Observable<Result> | undefined): RequestState<Result> | undefined {
  const [known, setKnown] = useState<RequestState<Result>>(LOADING);
  useEffect(() => {
    const subscription = request?.subscribe({
      next: (result) => setKnown({ state: 'done', result }),
      error: (failure: unknown) =>
        setKnown({ state: 'failed', problem: failure instanceof Error ? failure.message : String(failure) }),
    });
    return () => subscription?.unsubscribe();
  }, [request]);
  return request && known;
}
