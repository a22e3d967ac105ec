import { useLayoutEffect, useState } from 'react';

/** The height that an element turns out to have, in CSS pixels, and the one for its `ref`. */
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
