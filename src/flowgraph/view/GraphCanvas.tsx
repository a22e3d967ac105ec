import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { CanvasRenderer } from '../canvas/canvasRenderer';
import { type Overlay } from '../canvas/draw';
import { type HitTest } from '../canvas/hitTest';
import { type RenderInput } from '../canvas/renderInput';
import { zoomAt } from '../canvas/viewport';
import { viewportKey } from './canvasKeys';
import { type PointerActions, usePointerGestures } from './usePointerGestures';
import { useWheel } from './useViewport';

interface CanvasActions extends PointerActions {
  onFit: () => void;
  /** Handles keys that do not change the viewport. Returns whether the key was handled. */
  onKey: (key: string) => boolean;
}

interface Props extends CanvasActions {
  renderInput: RenderInput;
  overlay: Overlay;
  hits: HitTest;
  /** The graph in one or two sentences, for screen readers. */
  summary: string;
}

/** The canvas: renders when its input changes, and turns pointer, wheel and key events into actions. */
export function GraphCanvas({ renderInput, overlay, hits, summary, ...actions }: Props) {
  const { onViewport, onFit, onKey } = actions;
  const styles = useStyles2(getStyles);
  const [base, setBase] = useState<HTMLCanvasElement | null>(null);
  const [surface, setSurface] = useState<HTMLCanvasElement | null>(null);
  const { viewport, screen } = renderInput;

  const renderer = useMemo(() => (base && surface ? new CanvasRenderer(base, surface) : undefined), [base, surface]);
  useEffect(() => () => renderer?.stop(), [renderer]);
  useEffect(() => renderer?.show(renderInput, overlay), [renderer, renderInput, overlay]);

  const wheel = useCallback(
    (event: WheelEvent) => {
      // The dashboard scrolls under the pointer unless the user addresses this panel.
      if (event.ctrlKey || event.metaKey || document.activeElement === event.currentTarget) {
        event.preventDefault();
        onViewport((before) =>
          zoomAt(before, { x: event.offsetX, y: event.offsetY }, Math.exp(-event.deltaY * 0.0015))
        );
      }
    },
    [onViewport]
  );
  useWheel(surface, wheel);

  const handlers = usePointerGestures(viewport, hits, actions);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      // Shortcuts of the browser.
      return;
    }
    const next = viewportKey(event.key, { x: screen.width / 2, y: screen.height / 2 });
    if (event.key === '0') {
      onFit();
    } else if (next) {
      onViewport(next);
    } else if (!onKey(event.key)) {
      return;
    }
    event.preventDefault();
    // Shortcuts of Grafana: Escape would also leave the panel or kiosk mode.
    event.stopPropagation();
  };

  const size = { width: screen.width, height: screen.height };
  return (
    <div className={styles.stack} style={size}>
      <canvas ref={setBase} className={styles.base} style={size} />
      <canvas
        ref={setSurface}
        className={styles.surface}
        style={size}
        role="img"
        aria-label={summary}
        tabIndex={0}
        {...handlers}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ position: 'relative', overflow: 'hidden' }),
  base: css({ position: 'absolute', inset: 0, transformOrigin: '0 0' }),
  surface: css({
    position: 'absolute',
    inset: 0,
    // One finger scrolls the dashboard until the graph has been touched.
    touchAction: 'pan-y',
    '&:focus': { touchAction: 'none' },
    cursor: 'grab',
    '&:active': { cursor: 'grabbing' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
