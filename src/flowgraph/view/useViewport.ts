import { useCallback, useEffect, useMemo, useState } from 'react';
import { fitViewport, type Viewport } from '../canvas/viewport';
import { type Rect, type Size } from '../layout/geometry';
import { type ViewportControl } from '../model/graphModel';

/** The part of the world that is seen: all of it, until the user moves. */
export function useViewport(bounds: Rect, { width, height }: Size): ViewportControl {
  const [moved, setMoved] = useState<Viewport>();
  const { x, y, width: boundsWidth, height: boundsHeight } = bounds;
  const fitted = useMemo(
    () => fitViewport({ x, y, width: boundsWidth, height: boundsHeight }, { width, height }),
    [x, y, boundsWidth, boundsHeight, width, height]
  );
  const change = useCallback(
    (next: (current: Viewport) => Viewport) =>
      setMoved((before) => {
        const after = next(before ?? fitted);
        return after === fitted ? before : after;
      }),
    [fitted]
  );
  const fit = useCallback(() => setMoved(undefined), []);
  return { current: moved ?? fitted, isMoved: moved !== undefined, change, fit };
}

/** React attaches wheel listeners passively, and a passive one cannot keep the page from scrolling. */
export function useWheel(element: HTMLElement | null, onWheel: (event: WheelEvent) => void): void {
  useEffect(() => {
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [element, onWheel]);
}
