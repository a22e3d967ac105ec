import { useEffect, useState } from 'react';

/** The result of a promise: nothing yet, a value, or the message of an error. */
export interface Loaded<T> {
  value?: T;
  error?: string;
}

/**
 * Loads a value when the key changes. The result of an earlier key is dropped.
 *
 * @param key undefined: nothing is loaded.
 */
export function useLoaded<T>(load: () => Promise<T>, key: string | undefined): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T> & { key?: string }>({});
  useEffect(() => {
    let isWanted = true;
    const keep = (result: Loaded<T>) => isWanted && setLoaded({ ...result, key });
    if (key !== undefined) {
      load().then(
        (value) => keep({ value }),
        (failure: unknown) => keep({ error: failure instanceof Error ? failure.message : String(failure) })
      );
    }
    return () => {
      isWanted = false;
    };
    // The key stands for everything that `load` depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return loaded.key === key ? loaded : {};
}
