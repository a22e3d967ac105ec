import { useCallback, useEffect, useMemo, useState } from 'react';
import { fitViewport, type Viewport } from '../canvas/viewport';
import { type Rect, type Size } from '../layout/geometry';
import { type ViewportControl } from '../model/graphModel';

/**
 * The visible part of the world: all of it, until the user pans or zooms.
 *
 * @param bounds of the graph, in world units
 */
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
  return { current: moved ?? fitted, fitted, isMoved: moved !== undefined, change, fit };
}

/** Listens to wheel events. React attaches passive wheel listeners, which cannot prevent scrolling. */
export function useWheel(element: HTMLElement | null, onWheel: (event: WheelEvent) => void): void {
  useEffect(() => {
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [element, onWheel]);
}
