import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { type Target } from '../canvas/highlight';
import { type HitTest } from '../canvas/hitTest';
import { pan, toWorld, type Viewport, zoomAt } from '../canvas/viewport';
import { type Point } from '../layout/geometry';

/** What pointer gestures do. Points are on the canvas, in CSS pixels. */
export interface PointerActions {
  onViewport: (next: (viewport: Viewport) => Viewport) => void;
  onHover: (target: Target | undefined, at: Point) => void;
  onSelect: (target: Target | undefined) => void;
  /** After a double-click. */
  onOpen: (target: Target) => void;
  /** Moves a node or group, in world units; absent while positions are locked. */
  onDrag?: (id: string, dx: number, dy: number) => void;
  onDrop: () => void;
}

/** Maximum distance between the pointer and an edge, in CSS pixels. */
const REACH = 6;
const TOUCH_REACH = 14;
/** In CSS pixels. A press that moves less is a click. */
const CLICK_SLOP = 4;

interface Press {
  start: Point;
  moved: boolean;
  /** The node or group under the pointer when the press began, if it can be dragged. */
  dragged?: string;
}

/** Turns pointer events on the canvas into panning, pinching, dragging, hovering and selecting. */
export function usePointerGestures(viewport: Viewport, hits: HitTest, actions: PointerActions) {
  const { onViewport, onHover, onSelect, onOpen, onDrag, onDrop } = actions;
  const pointers = useRef(new Map<number, Point>());
  const press = useRef<Press>();

  const targetAt = (at: Point, isTouch: boolean) =>
    hits.at(toWorld(viewport, at), (isTouch ? TOUCH_REACH : REACH) / viewport.zoom);

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) {
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = positionOf(event);
    pointers.current.set(event.pointerId, at);
    const target = onDrag && targetAt(at, false);
    press.current = { start: at, moved: false, ...(target?.kind === 'node' && { dragged: target.id }) };
  };
  const onPointerMove = (event: PointerEvent) => {
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
      onViewport(pinched(other, last, at));
    } else if (press.current.moved && press.current.dragged !== undefined) {
      onDrag?.(press.current.dragged, (at.x - last.x) / viewport.zoom, (at.y - last.y) / viewport.zoom);
    } else if (press.current.moved) {
      onViewport((before) => pan(before, at.x - last.x, at.y - last.y));
    }
  };
  const onPointerUp = (event: PointerEvent) => {
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
  const onPointerCancel = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
    press.current = undefined;
  };
  const onPointerLeave = () => onHover(undefined, { x: 0, y: 0 });
  const onDoubleClick = (event: MouseEvent) => {
    const target = targetAt(positionOf(event), false);
    if (target) {
      onOpen(target);
    }
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onPointerLeave, onDoubleClick };
}

/** Zooms around the middle between two fingers, of which one moved. */
function pinched(fixed: Point, last: Point, at: Point): (viewport: Viewport) => Viewport {
  const factor = distance(fixed, at) / Math.max(distance(fixed, last), 1);
  return (before) => zoomAt(before, { x: (fixed.x + at.x) / 2, y: (fixed.y + at.y) / 2 }, factor);
}

function positionOf({ nativeEvent }: MouseEvent): Point {
  return { x: nativeEvent.offsetX, y: nativeEvent.offsetY };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
