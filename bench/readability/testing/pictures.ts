import { type Point, type Rect } from '../../../src/flowgraph/layout/geometry';
import { type Box, type DrawnEdge, type Fill, type NodeText, type Picture } from '../picture/picture';
import { type Color } from '../picture/color';

export const BLACK: Color = { red: 0, green: 0, blue: 0, alpha: 1 };
export const WHITE: Color = { red: 255, green: 255, blue: 255, alpha: 1 };

/** A picture of 400 x 200 px on white, with what a test needs. */
export function picture(over: Partial<Picture> = {}): Picture {
  const size = { width: 400, height: 200 };
  const nothing = { boxes: [], texts: [], labels: [], edges: [], fills: [] };
  return { panel: size, screen: size, background: WHITE, ...nothing, ...over };
}

export function rect(x: number, y: number, width: number, height: number): Rect {
  return { x, y, width, height };
}

/** The box of a node. */
export function box(id: string, at: Rect, over: Partial<Box> = {}): Box {
  return { id, name: id, ancestors: [], isGroup: false, rect: at, ...over };
}

/** The name of a node, 12 px high, painted after everything else. */
export function name(owner: string, at: Rect, over: Partial<NodeText> = {}): NodeText {
  const style = { isCut: false, fontPixels: 12, color: BLACK, order: 100 };
  return { owner, role: 'name', text: owner, rect: at, ...style, ...over };
}

/** An edge from "a" to "b" that is 2 px wide, with a path through points: [x, y]. */
export function edge(
  id: string,
  points: ReadonlyArray<readonly [number, number]>,
  over: Partial<DrawnEdge> = {}
): DrawnEdge {
  const path = points.map(([x, y]): Point => ({ x, y }));
  return { id, source: 'a', target: 'b', path, width: 2, color: BLACK, order: 10, ...over };
}

/** An opaque fill. */
export function fill(at: Rect, order: number, color: Color = WHITE): Fill {
  return { rect: at, color, order };
}
