import { useLayoutEffect, useState } from 'react';

/**
 * Measures the height of an element, in CSS pixels.
 *
 * @param initialHeight until it is measured
 * @returns the height, and the `ref` for the element
 */
export function useHeight(initialHeight: number): [height: number, ref: (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [height, setHeight] = useState(initialHeight);
  useLayoutEffect(() => {
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [height, setElement];
}
