import { compareText } from '../../core/compareText';
import { depthsOf } from './depths';
import { center, type Rect, type Size } from './geometry';
import { type LayoutEdge } from './layoutInput';

const COLUMN_GAP = 64;
export const ROW_GAP = 30;

/** A group, or a layout node without a group, with its size in world units. */
export interface SizedGroup {
  id: string;
  size: Size;
}

/**
 * Places groups in columns, clients to the left of servers. Uses the number of columns that fills the screen best. If
 * there is enough space, each step of a chain of connections has columns of its own. Within a column, each group is
 * near its peers.
 *
 * @param aspect width divided by height of the screen
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

/** Fewer columns must enlarge the graph by this factor to be preferred over a readable chain of connections. */
const WORTH_STEPS = 1.4;
/** Typical height of a panel in CSS pixels: a graph that fits at zoom 1 does not need to be larger. */
const USUAL_HEIGHT = 600;

/** Splits groups that are ordered by depth into one list per depth. */
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

/** Places groups by id in a grid with the shape of the screen, independent of edges. */
export function arrangeGrid(groups: readonly SizedGroup[], aspect: number): Map<string, Rect> {
  const ordered = [...groups].sort((a, b) => compareText(a.id, b.id));
  return placeColumns(bestColumns([ordered], aspect).columns, []);
}

/** A cluster has a few zones. More groups side by side would form a line. */
const MAX_SIDE_BY_SIDE = 8;

/** Places each group in a column of its own, such as zones side by side. */
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

/** Maximum number of column heights to try, evenly spread over all candidates. */
const MAX_TRIES = 400;

interface Columns {
  columns: SizedGroup[][];
  /** The zoom at which everything fits, relative to a screen with height 1. */
  zoom: number;
}

/** Fills columns in order, up to the height that allows the largest zoom. Each step starts a new column. */
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

/** Column heights that can differ in their result: a column ends with a group, so they are sums of consecutive groups. */
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

/** Fills columns from the left up to a maximum height, with at least one group each. */
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

/** Orders a column by the mean vertical position of the peers that are already placed. */
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

/** The peers of each node, in either direction. */
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
