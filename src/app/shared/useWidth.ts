import { type RefCallback, useCallback, useRef, useState } from 'react';

/** The width of the content of an element in CSS pixels; 0 before it is on screen. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [widthPx, setWidthPx] = useState(0);
  const observer = useRef<ResizeObserver | undefined>(undefined);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element !== null) {
      observer.current = new ResizeObserver(([entry]) => setWidthPx(Math.floor(entry?.contentRect.width ?? 0)));
      observer.current.observe(element);
    }
  }, []);
  return [ref, widthPx];
}
