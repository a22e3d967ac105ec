import { compareText } from '../../core/compareText';
import { depthsOf } from './depths';
import { center, type Rect, type Size } from './geometry';
import { type LayoutEdge } from './layoutInput';

export const COLUMN_GAP = 64;
export const ROW_GAP = 30;

/** A box with the room it takes. */
export interface SizedGroup {
  id: string;
  size: Size;
}

/**
 * Places boxes in columns, callers left of callees. As many columns as fill the screen best; where there
 * is room, each step of a chain of calls has columns of its own. Within a column each box stands near those
 * that it talks to.
 *
 * @param aspect width to height of the screen to fill
 */
export function arrangeLayered(
  groups: readonly SizedGroup[],
  edges: readonly LayoutEdge[],
  aspect: number
): Map<string, Rect> {
  const depths = depthsOf(
    groups.map(({ id }) => id),
    edges
  );
  const depth = ({ id }: SizedGroup) => depths.get(id) ?? 0;
  const ordered = [...groups].sort((a, b) => depth(a) - depth(b) || compareText(a.id, b.id));
  const best = bestColumns([ordered], aspect);
  const steps = bestColumns(stepsOf(ordered, depth), aspect);
  return placeColumns(
    steps.zoom * WORTH_STEPS >= Math.min(best.zoom, 1 / USUAL_HEIGHT) ? steps.columns : best.columns,
    edges
  );
}

/** So many times as large things may be shown before a chain of calls is better read in fewer columns. */
const WORTH_STEPS = 1.4;
/** Of a panel in CSS pixels: what fits at its own size needs not be larger. */
const USUAL_HEIGHT = 600;

/** Boxes in the order of their depths, divided where the next depth begins. */
function stepsOf(ordered: readonly SizedGroup[], depth: (group: SizedGroup) => number): SizedGroup[][] {
  const steps: SizedGroup[][] = [];
  for (const [index, group] of ordered.entries()) {
    const before = ordered[index - 1];
    const last = steps[steps.length - 1];
    if (last && before && depth(before) === depth(group)) {
      last.push(group);
    } else {
      steps.push([group]);
    }
  }
  return steps;
}

/** The shelves of a rack: boxes by id, in rows as wide as the screen. Depends on no edge. */
export function arrangeGrid(groups: readonly SizedGroup[], aspect: number): Map<string, Rect> {
  const ordered = [...groups].sort((a, b) => compareText(a.id, b.id));
  return placeColumns(bestColumns([ordered], aspect).columns, []);
}

/** A cluster has a few zones; more boxes than this side by side would be a line. */
const MAX_SIDE_BY_SIDE = 8;

/** Each box a column of its own: zones side by side. */
export function arrangeSideBySide(groups: readonly SizedGroup[], aspect: number): Map<string, Rect> {
  if (groups.length > MAX_SIDE_BY_SIDE) {
    return arrangeGrid(groups, aspect);
  }
  const ordered = [...groups].sort((a, b) => compareText(a.id, b.id));
  return placeColumns(
    ordered.map((group) => [group]),
    []
  );
}

function placeColumns(columns: readonly SizedGroup[][], edges: readonly LayoutEdge[]): Map<string, Rect> {
  const peers = peersOf(edges);
  const placed = new Map<string, Rect>();
  let x = 0;
  for (const column of columns) {
    const ordered = edges.length === 0 ? column : nearPeers(column, peers, placed);
    let y = -columnHeight(ordered) / 2;
    for (const { id, size } of ordered) {
      placed.set(id, { ...size, x, y });
      y += size.height + ROW_GAP;
    }
    x += columnWidth(ordered) + COLUMN_GAP;
  }
  return placed;
}

/** So many heights are tried, evenly over all that come into question. */
const MAX_TRIES = 400;

interface Columns {
  columns: SizedGroup[][];
  /** How large all can be shown. */
  zoom: number;
}

/** Columns filled in order, as high as lets all be shown largest; each step begins a new one. */
function bestColumns(steps: ReadonlyArray<readonly SizedGroup[]>, aspect: number): Columns {
  let best: Columns = { columns: [], zoom: 0 };
  for (const height of heightsToTry(steps.flat())) {
    const columns = steps.flatMap((groups) => fillColumns(groups, height));
    const width = columns.reduce((sum, column) => sum + columnWidth(column) + COLUMN_GAP, -COLUMN_GAP);
    const zoom = Math.min(aspect / width, 1 / Math.max(...columns.map(columnHeight)));
    if (zoom > best.zoom) {
      best = { columns, zoom };
    }
  }
  return best;
}

/** A column ends with a box, so no other heights matter than those of boxes that follow each other. */
function heightsToTry(groups: readonly SizedGroup[]): number[] {
  const heights = new Set<number>();
  for (let first = 0; first < groups.length; first++) {
    let height = -ROW_GAP;
    for (const { size } of groups.slice(first)) {
      height += size.height + ROW_GAP;
      heights.add(height);
    }
  }
  const sorted = [...heights].sort((a, b) => a - b);
  const step = Math.max(1, Math.floor(sorted.length / MAX_TRIES));
  return sorted.filter((_, index) => index % step === 0);
}

/** Fills columns from the left, none higher than a height, but with one box at least. */
function fillColumns(groups: readonly SizedGroup[], maxHeight: number): SizedGroup[][] {
  const columns: SizedGroup[][] = [];
  let height = Infinity;
  for (const group of groups) {
    const last = columns[columns.length - 1];
    height += ROW_GAP + group.size.height;
    if (last && height <= maxHeight) {
      last.push(group);
    } else {
      columns.push([group]);
      ({ height } = group.size);
    }
  }
  return columns;
}

function columnWidth(column: readonly SizedGroup[]): number {
  return Math.max(...column.map(({ size }) => size.width));
}

function columnHeight(column: readonly SizedGroup[]): number {
  return column.reduce((sum, { size }) => sum + size.height + ROW_GAP, -ROW_GAP);
}

/** Orders a column by the mean height of the placed boxes that each talks to. */
function nearPeers(
  column: readonly SizedGroup[],
  peers: ReadonlyMap<string, string[]>,
  placed: ReadonlyMap<string, Rect>
): SizedGroup[] {
  const meanY = (id: string) => {
    const ys = (peers.get(id) ?? []).flatMap((peer) => {
      const rect = placed.get(peer);
      return rect ? [center(rect).y] : [];
    });
    return ys.length === 0 ? 0 : ys.reduce((sum, y) => sum + y, 0) / ys.length;
  };
  const keyed = column.map((group) => ({ group, y: meanY(group.id) }));
  return keyed.sort((a, b) => a.y - b.y || compareText(a.group.id, b.group.id)).map(({ group }) => group);
}

/** Whom each talks to, in either direction. */
export function peersOf(edges: readonly LayoutEdge[]): Map<string, string[]> {
  const peers = new Map<string, string[]>();
  const add = (id: string, peer: string) => {
    const known = peers.get(id);
    if (known) {
      known.push(peer);
    } else {
      peers.set(id, [peer]);
    }
  };
  for (const { source, target } of edges) {
    add(source, target);
    add(target, source);
  }
  return peers;
}
