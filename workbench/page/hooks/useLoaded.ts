import { useEffect, useState } from 'react';
import { errorText } from '../model/errorText';

/** The result of loading something; both are undefined while it loads. */
export interface Loaded<T> {
  value?: T;
  error?: string;
}

/** Loads whenever `key` changes; an outdated result is dropped. */
export function useLoaded<T>(load: () => Promise<T>, key: unknown): Loaded<T> {
  const [outcome, setOutcome] = useState<Loaded<T> & { key: unknown }>();
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setOutcome({ key, value }),
      (error: unknown) => current && setOutcome({ key, error: errorText(error) })
    );
    return () => {
      current = false;
    };
    // The loader is a new function on each render; the key says when it means something else.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return outcome !== undefined && outcome.key === key ? outcome : {};
}
