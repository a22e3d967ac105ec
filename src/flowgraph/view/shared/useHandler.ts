import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A function that stays the same at every render and calls the latest handler, so that components that get it as a
 * property do not have to be rendered again. For events only, not for calls during the render.
 */
export function useHandler<Args extends unknown[]>(handle: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(handle);
  useLayoutEffect(() => {
    latest.current = handle;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
