import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function at every render, which does what the latest one does: what has it for a property need
 * not be rendered again. To be called by events, not while rendering.
 */
export function useHandler<Args extends unknown[]>(handle: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(handle);
  useLayoutEffect(() => {
    latest.current = handle;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
