import { type RefCallback, useCallback, useRef, useState } from 'react';

/** The size of an element. */
export interface Size {
  /** Whole px. */
  width: number;
  height: number;
}

/**
 * The size of the element with the ref; 0 × 0 before it is on screen. If the element has no space, the hook returns its
 * last size: a browser that takes a full-page screenshot briefly shrinks its window to nothing, and the content must
 * not lose its state and focus because of that.
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
