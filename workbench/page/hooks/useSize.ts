import { type RefCallback, useCallback, useRef, useState } from 'react';

export interface Size {
  /** Whole px. */
  width: number;
  height: number;
}

/**
 * The size of the element that gets the ref; 0 × 0 before it is on screen. While it is without any room it keeps its
 * last one: a browser that takes a picture of the whole page shrinks its window to nothing for a moment, and what is
 * in the element must not lose its state and the focus by that.
 */
export function useSize(): [RefCallback<HTMLElement>, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const observer = useRef<ResizeObserver | undefined>(undefined);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element !== null) {
      const update = () => setSize((before) => (element.clientWidth === 0 ? before : measure(element)));
      observer.current = new ResizeObserver(update);
      observer.current.observe(element);
      update();
    }
  }, []);
  return [ref, size];
}

function measure({ clientWidth, clientHeight }: HTMLElement): Size {
  return { width: clientWidth, height: clientHeight };
}
