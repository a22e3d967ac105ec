import { compareText } from '../../core/compareText';
import { peersOf } from './arrangeGroups';
import { center, type Rect } from './geometry';
import { type LayoutEdge, type LayoutNode } from './layoutInput';

const RING_GAP = 44;
const COLUMN_GAP = 24;
const ROW_GAP = 16;
const MAX_ROW_GAP = 60;
/** A side that would be taller than the cluster by more than this factor gets another column. */
const MAX_OVERHANG = 1.3;
const MIN_HEIGHT = 600;

/** What the external ring surrounds. */
export interface RingInterior {
  bounds: Rect;
  nodes: ReadonlyMap<string, Rect>;
}

/**
 * Places external nodes at both sides of the cluster: nodes that are clients only at the left, servers at the right,
 * each near its peers.
 */
export function placeExternalRing(
  external: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  inner: RingInterior
): Map<string, Rect> {
  const called = new Set(edges.map(({ target }) => target));
  const ordered = orderByPeers(external, edges, inner);
  const left = ordered.filter(({ id }) => !called.has(id));
  const right = ordered.filter(({ id }) => called.has(id));
  return new Map([...placeSide(left, inner, 'left'), ...placeSide(right, inner, 'right')]);
}

/** The width that external nodes add to that of the cluster, if each side has one column. */
export function ringWidth(external: readonly LayoutNode[], edges: readonly LayoutEdge[]): number {
  const called = new Set(edges.map(({ target }) => target));
  const sides = [external.filter(({ id }) => called.has(id)), external.filter(({ id }) => !called.has(id))];
  return sides
    .filter(({ length }) => length > 0)
    .reduce((sum, side) => sum + RING_GAP + Math.max(...side.map(({ size }) => size.width)), 0);
}

function orderByPeers(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], inner: RingInterior): LayoutNode[] {
  const peers = peersOf(edges);
  const meanY = ({ id }: LayoutNode) => {
    const ys = (peers.get(id) ?? []).flatMap((peer) => {
      const rect = inner.nodes.get(peer);
      return rect ? [center(rect).y] : [];
    });
    return ys.length === 0 ? center(inner.bounds).y : ys.reduce((sum, y) => sum + y, 0) / ys.length;
  };
  const keyed = nodes.map((node) => ({ node, y: meanY(node) }));
  return keyed.sort((a, b) => a.y - b.y || compareText(a.node.id, b.node.id)).map(({ node }) => node);
}

function placeSide(
  nodes: readonly LayoutNode[],
  { bounds }: RingInterior,
  side: 'left' | 'right'
): Array<[string, Rect]> {
  const placed: Array<[string, Rect]> = [];
  const away = side === 'left' ? -1 : 1;
  let edge = side === 'left' ? bounds.x - RING_GAP : bounds.x + bounds.width + RING_GAP;
  for (const column of columnsOf(nodes, maxHeightOf(nodes, bounds))) {
    const rowGap = gapFor(column, bounds.height);
    let y = Math.round(center(bounds).y - heightOf(column, rowGap) / 2);
    for (const { id, size } of column) {
      placed.push([id, { x: side === 'left' ? edge - size.width : edge, y, ...size }]);
      y += size.height + rowGap;
    }
    edge += away * (Math.max(...column.map(({ size }) => size.width)) + COLUMN_GAP);
  }
  return placed;
}

/** Somewhat taller than the cluster. A large number of nodes forms about a square. */
function maxHeightOf(nodes: readonly LayoutNode[], bounds: Rect): number {
  const area = nodes.reduce((sum, { size }) => sum + (size.width + COLUMN_GAP) * (size.height + ROW_GAP), 0);
  return Math.max(MIN_HEIGHT, bounds.height * MAX_OVERHANG, Math.sqrt(area));
}

function columnsOf(nodes: readonly LayoutNode[], maxHeight: number): LayoutNode[][] {
  const count = Math.max(1, Math.ceil(heightOf(nodes) / maxHeight));
  const rows = Math.ceil(nodes.length / count);
  const columns = Array.from({ length: count }, (_, index) => nodes.slice(index * rows, (index + 1) * rows));
  return columns.filter(({ length }) => length > 0);
}

/** The gap with which nodes are as tall as the cluster, within limits. */
function gapFor(nodes: readonly LayoutNode[], height: number): number {
  const spare = height - heightOf(nodes);
  return Math.floor(Math.min(Math.max(ROW_GAP + spare / Math.max(nodes.length - 1, 1), ROW_GAP), MAX_ROW_GAP));
}

function heightOf(nodes: readonly LayoutNode[], rowGap = ROW_GAP): number {
  return nodes.reduce((sum, { size }) => sum + size.height + rowGap, -rowGap);
}
