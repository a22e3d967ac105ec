import { type RefCallback, useCallback, useRef, useState } from 'react';

export interface Size {
  /** Whole px. */
  width: number;
  height: number;
}

/** The size of the element that gets the ref; 0 × 0 before it is on screen. */
export function useSize(): [RefCallback<HTMLElement>, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const observer = useRef<ResizeObserver | undefined>(undefined);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element !== null) {
      observer.current = new ResizeObserver(() => setSize(measure(element)));
      observer.current.observe(element);
      setSize(measure(element));
    }
  }, []);
  return [ref, size];
}

function measure({ clientWidth, clientHeight }: HTMLElement): Size {
  return { width: clientWidth, height: clientHeight };
}
