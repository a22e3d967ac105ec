import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { draw } from '../canvas/draw';
import { type Target } from '../canvas/highlight';
import { hitTest } from '../canvas/hitTest';
import { type Picture } from '../canvas/picture';
import { pan, toWorld, type View, zoomAt } from '../canvas/view';
import { type Point } from '../layout/geometry';
import { useWheel } from './useView';

interface Props {
  picture: Picture;
  summary: string;
  onView: (next: (view: View) => View) => void;
  onFit: () => void;
  onHover: (target: Target | undefined, at: Point) => void;
  onSelect: (target: Target | undefined) => void;
}

/** How near the pointer must be to an edge, in CSS pixels. */
const REACH = 6;
const ZOOM_STEP = 1.25;
const PAN_STEP = 60;
/** A press that moves less than this is a click. */
const CLICK_SLOP = 4;

/** The drawing surface: draws when the picture changes, turns pointer and keys into intentions. */
export function GraphCanvas({ picture, summary, onView, onFit, onHover, onSelect }: Props) {
  const styles = useStyles2(getStyles);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const drag = useRef<{ start: Point; last: Point }>();
  const { scene, view, screen } = picture;

  useEffect(() => {
    if (!canvas) {
      return undefined;
    }
    const frame = requestAnimationFrame(() => paint(canvas, picture));
    return () => cancelAnimationFrame(frame);
  }, [canvas, picture]);

  const wheel = useCallback(
    (event: WheelEvent) => {
      // The dashboard scrolls under the pointer unless the user means this panel.
      if (event.ctrlKey || event.metaKey || document.activeElement === event.currentTarget) {
        event.preventDefault();
        onView((before) => zoomAt(before, { x: event.offsetX, y: event.offsetY }, Math.exp(-event.deltaY * 0.0015)));
      }
    },
    [onView]
  );
  useWheel(canvas, wheel);

  const targetAt = (at: Point) => hitTest(scene, toWorld(view, at), REACH / view.zoom);

  const move = (event: PointerEvent) => {
    const at = positionOf(event);
    if (!drag.current) {
      onHover(targetAt(at), at);
      return;
    }
    const { last } = drag.current;
    drag.current.last = at;
    onView((before) => pan(before, at.x - last.x, at.y - last.y));
  };
  const release = (event: PointerEvent) => {
    const at = positionOf(event);
    const start = drag.current?.start;
    drag.current = undefined;
    if (start && Math.hypot(at.x - start.x, at.y - start.y) < CLICK_SLOP) {
      onSelect(targetAt(at));
    }
  };
  const press = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) {
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { start: positionOf(event), last: positionOf(event) };
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      // The browser's own shortcuts.
      return;
    }
    const next = keyAction(event.key, { x: screen.width / 2, y: screen.height / 2 });
    if (event.key === '0') {
      onFit();
    } else if (event.key === 'Escape') {
      onSelect(undefined);
    } else if (next) {
      onView(next);
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <canvas
      ref={setCanvas}
      className={styles.canvas}
      style={{ width: screen.width, height: screen.height }}
      role="img"
      aria-label={summary}
      tabIndex={0}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => (drag.current = undefined)}
      onPointerLeave={() => onHover(undefined, { x: 0, y: 0 })}
      onKeyDown={key}
    />
  );
}

function keyAction(key: string, middle: Point): ((view: View) => View) | undefined {
  switch (key) {
    case '+':
    case '=':
      return (view) => zoomAt(view, middle, ZOOM_STEP);
    case '-':
      return (view) => zoomAt(view, middle, 1 / ZOOM_STEP);
    case 'ArrowLeft':
      return (view) => pan(view, PAN_STEP, 0);
    case 'ArrowRight':
      return (view) => pan(view, -PAN_STEP, 0);
    case 'ArrowUp':
      return (view) => pan(view, 0, PAN_STEP);
    case 'ArrowDown':
      return (view) => pan(view, 0, -PAN_STEP);
    default:
      return undefined;
  }
}

function positionOf({ nativeEvent }: PointerEvent): Point {
  return { x: nativeEvent.offsetX, y: nativeEvent.offsetY };
}

/** Above twice the pixels nobody sees the difference, and the raster costs four times as much. */
const MAX_PIXEL_RATIO = 2;

function paint(canvas: HTMLCanvasElement, picture: Picture): void {
  const ratio = Math.min(window.devicePixelRatio || 1, MAX_PIXEL_RATIO);
  const width = Math.round(picture.screen.width * ratio);
  const height = Math.round(picture.screen.height * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (context) {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, picture);
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  canvas: css({
    display: 'block',
    touchAction: 'none',
    cursor: 'grab',
    '&:active': { cursor: 'grabbing' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
