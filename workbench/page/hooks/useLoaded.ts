import { useEffect, useState } from 'react';
import { errorText } from '../model/errorText';

/** The outcome of loading something; neither while it is still on its way. */
export interface Loaded<T> {
  value?: T;
  error?: string;
}

/** Loads whenever `key` changes; what arrives too late is dropped. */
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
