import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Overlay } from '../canvas/draw';
import { type Target } from '../canvas/highlight';
import { type HitTest } from '../canvas/hitTest';
import { CanvasRenderer } from '../canvas/canvasRenderer';
import { type RenderInput } from '../canvas/renderInput';
import { pan, toWorld, type Viewport, zoomAt } from '../canvas/viewport';
import { type Point } from '../layout/geometry';
import { useWheel } from './useViewport';

export interface CanvasActions {
  onViewport: (next: (viewport: Viewport) => Viewport) => void;
  onFit: () => void;
  onHover: (target: Target | undefined, at: Point) => void;
  onSelect: (target: Target | undefined) => void;
  /** A double click, or Enter on what is selected. */
  onOpen: (target: Target) => void;
  /** What is dragged by how much, in world units; absent where positions are locked. */
  onDrag?: (id: string, dx: number, dy: number) => void;
  onDrop: () => void;
  /** A key that the canvas itself does not know. True where it was taken. */
  onKey: (key: string) => boolean;
}

interface Props extends CanvasActions {
  renderInput: RenderInput;
  overlay: Overlay;
  hits: HitTest;
  summary: string;
}

/** How near the pointer must be to an edge, in CSS pixels. */
const REACH = 6;
const TOUCH_REACH = 14;
const ZOOM_STEP = 1.25;
const PAN_STEP = 60;
/** A press that moves less than this is a click. */
const CLICK_SLOP = 4;

interface Press {
  start: Point;
  moved: boolean;
  /** What the press began on, where it can be dragged. */
  dragged?: string;
}

/** The drawing surface: draws when the picture changes, turns pointer and keys into intentions. */
export function GraphCanvas({ renderInput, overlay, hits, summary, ...actions }: Props) {
  const { onViewport, onFit, onHover, onSelect, onOpen, onDrag, onDrop, onKey } = actions;
  const styles = useStyles2(getStyles);
  const [base, setBase] = useState<HTMLCanvasElement | null>(null);
  const [surface, setSurface] = useState<HTMLCanvasElement | null>(null);
  const pointers = useRef(new Map<number, Point>());
  const press = useRef<Press>();
  const { viewport, screen } = renderInput;

  const renderer = useMemo(() => (base && surface ? new CanvasRenderer(base, surface) : undefined), [base, surface]);
  useEffect(() => () => renderer?.stop(), [renderer]);
  useEffect(() => renderer?.show(renderInput, overlay), [renderer, renderInput, overlay]);

  const wheel = useCallback(
    (event: WheelEvent) => {
      // The dashboard scrolls under the pointer unless the user means this panel.
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

  const targetAt = (at: Point, isTouch: boolean) =>
    hits.at(toWorld(viewport, at), (isTouch ? TOUCH_REACH : REACH) / viewport.zoom);

  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) {
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = positionOf(event);
    pointers.current.set(event.pointerId, at);
    const target = onDrag && targetAt(at, false);
    press.current = { start: at, moved: false, ...(target?.kind === 'node' && { dragged: target.id }) };
  };
  const move = (event: PointerEvent) => {
    const at = positionOf(event);
    const last = pointers.current.get(event.pointerId);
    if (!last || !press.current) {
      onHover(targetAt(at, event.pointerType === 'touch'), at);
      return;
    }
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    pointers.current.set(event.pointerId, at);
    const other = others[0];
    press.current.moved ||= other !== undefined || distance(at, press.current.start) >= CLICK_SLOP;
    if (other) {
      pinch(other, last, at);
    } else if (press.current.moved && press.current.dragged !== undefined) {
      onDrag?.(press.current.dragged, (at.x - last.x) / viewport.zoom, (at.y - last.y) / viewport.zoom);
    } else if (press.current.moved) {
      onViewport((before) => pan(before, at.x - last.x, at.y - last.y));
    }
  };
  const pinch = (fixed: Point, last: Point, at: Point) => {
    const factor = distance(fixed, at) / Math.max(distance(fixed, last), 1);
    onViewport((before) => zoomAt(before, { x: (fixed.x + at.x) / 2, y: (fixed.y + at.y) / 2 }, factor));
  };
  const release = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
    const { current } = press;
    if (pointers.current.size === 0) {
      press.current = undefined;
      if (current?.moved && current.dragged !== undefined) {
        onDrop();
      } else if (current && !current.moved) {
        onSelect(targetAt(positionOf(event), event.pointerType === 'touch'));
      }
    }
  };
  const cancel = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
    press.current = undefined;
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      // The browser's own shortcuts.
      return;
    }
    const next = keyAction(event.key, { x: screen.width / 2, y: screen.height / 2 });
    if (event.key === '0') {
      onFit();
    } else if (next) {
      onViewport(next);
    } else if (!onKey(event.key)) {
      return;
    }
    event.preventDefault();
    // Grafana's own: Escape would leave the panel or the kiosk, too.
    event.stopPropagation();
  };

  return (
    <div className={styles.stack} style={{ width: screen.width, height: screen.height }}>
      <canvas ref={setBase} className={styles.base} style={{ width: screen.width, height: screen.height }} />
      <canvas
        ref={setSurface}
        className={styles.surface}
        style={{ width: screen.width, height: screen.height }}
        role="img"
        aria-label={summary}
        tabIndex={0}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={cancel}
        onPointerLeave={() => onHover(undefined, { x: 0, y: 0 })}
        onDoubleClick={({ nativeEvent }) => {
          const target = targetAt({ x: nativeEvent.offsetX, y: nativeEvent.offsetY }, false);
          if (target) {
            onOpen(target);
          }
        }}
        onKeyDown={key}
      />
    </div>
  );
}

function keyAction(key: string, middle: Point): ((viewport: Viewport) => Viewport) | undefined {
  switch (key) {
    case '+':
    case '=':
      return (viewport) => zoomAt(viewport, middle, ZOOM_STEP);
    case '-':
      return (viewport) => zoomAt(viewport, middle, 1 / ZOOM_STEP);
    case 'ArrowLeft':
      return (viewport) => pan(viewport, PAN_STEP, 0);
    case 'ArrowRight':
      return (viewport) => pan(viewport, -PAN_STEP, 0);
    case 'ArrowUp':
      return (viewport) => pan(viewport, 0, PAN_STEP);
    case 'ArrowDown':
      return (viewport) => pan(viewport, 0, -PAN_STEP);
    default:
      return undefined;
  }
}

function positionOf({ nativeEvent }: PointerEvent): Point {
  return { x: nativeEvent.offsetX, y: nativeEvent.offsetY };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ position: 'relative', overflow: 'hidden' }),
  base: css({ position: 'absolute', inset: 0, transformOrigin: '0 0' }),
  surface: css({
    position: 'absolute',
    inset: 0,
    // A finger scrolls the dashboard until the graph has been touched.
    touchAction: 'pan-y',
    '&:focus': { touchAction: 'none' },
    cursor: 'grab',
    '&:active': { cursor: 'grabbing' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
