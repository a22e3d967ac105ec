import { compareText } from '../../core/compareText';
import { type ArrangedGroup } from './arrangeNodes';
import { depthsOf } from './depths';
import { center, type Rect, type Size } from './geometry';
import { type LayoutEdge } from './layoutInput';
import { packInBestOrder } from './packInBestOrder';
import { packColumns, type PackingSpace, type ShapedGroup } from './packColumns';

const COLUMN_GAP = 44;
export const ROW_GAP = 26;

/** A group, or a layout node without a group, with its size in world units. */
export interface SizedGroup {
  id: string;
  size: Size;
}

/** Groups with their positions. */
export interface PlacedGroups {
  /** The shape that was chosen for each group, by id. */
  arranged: ReadonlyMap<string, ArrangedGroup>;
  rects: Map<string, Rect>;
}

/**
 * Places groups in columns, clients to the left of servers, in the shapes that fill the screen best. Within a column,
 * each group is near its peers.
 *
 * @param aspect width divided by height of the screen
 * @param takenWidth the width of the screen that groups do not have, in world units
 */
export function arrangeLayered(
  groups: readonly ShapedGroup[],
  edges: readonly LayoutEdge[],
  aspect: number,
  takenWidth: number
): PlacedGroups {
  const depths = depthsOf(
    groups.map(({ id }) => id),
    edges
  );
  const depth = ({ id }: ShapedGroup) => depths.get(id) ?? 0;
  const ordered = [...groups].sort((a, b) => depth(a) - depth(b) || compareText(a.id, b.id));
  const space = { aspect, takenWidth, columnGap: COLUMN_GAP, rowGap: ROW_GAP };
  const steps = packColumns(
    ordered,
    space,
    new Set(
      ordered.flatMap((group, index) => {
        const before = ordered[index - 1];
        return before && depth(before) !== depth(group) ? [index] : [];
      })
    )
  );
  const best = packInBestOrder(ordered, edges, space);
  const { columns } = steps.zoom >= Math.min(best.zoom, LEGIBLE_ZOOM / USUAL_HEIGHT) ? steps : best;
  return placed(columns, edges, space);
}

/** Typical height of a panel in CSS pixels, and the zoom at which names are legible: it does not need to be larger. */
const USUAL_HEIGHT = 420;
const LEGIBLE_ZOOM = 0.75;

/** Gaps between columns, and between the groups of each column, in world units. */
interface Gaps {
  column: number;
  rows: readonly number[];
}

/** Gaps grow up to this multiple where the screen has room. */
const MAX_STRETCH = 4;

/** Widens gaps so that columns fill the screen, which gives edges room. */
function gapsFor(columns: ReadonlyArray<readonly SizedGroup[]>, { aspect, takenWidth, columnGap }: PackingSpace): Gaps {
  const heights = columns.map((column) => columnHeight(column));
  const width = takenWidth + columns.reduce((sum, column) => sum + columnWidth(column) + columnGap, -columnGap);
  const height = Math.max(0, ...heights, width / aspect);
  const wider = Math.max(0, height * aspect - width) / Math.max(columns.length - 1, 1);
  return {
    column: Math.floor(Math.min(columnGap + wider, COLUMN_GAP * MAX_STRETCH)),
    rows: columns.map((column, index) => {
      const taller = (height - (heights[index] ?? 0)) / Math.max(column.length - 1, 1);
      return Math.floor(Math.min(ROW_GAP + taller, ROW_GAP * MAX_STRETCH));
    }),
  };
}

/** Places groups by id in a grid with the shape of the screen, independent of edges. */
export function arrangeGrid(groups: readonly SizedGroup[], aspect: number): Map<string, Rect> {
  const ordered = [...groups].sort((a, b) => compareText(a.id, b.id));
  const shaped = ordered.map(({ id, size }) => ({ id, shapes: [{ size, nodes: new Map() }] as const }));
  const { columns } = packColumns(shaped, { aspect, takenWidth: 0, columnGap: COLUMN_GAP, rowGap: ROW_GAP });
  return placeColumns(
    columns.map((column) => column.map(({ id, arranged: { size } }) => ({ id, size }))),
    []
  );
}

/** A cluster has a few zones. More groups side by side would form a line. */
const MAX_SIDE_BY_SIDE = 8;
/** Gap between zones, with room for the values of what crosses it. In world units. */
const LABELED_GAP = 120;

/**
 * Places each group in a column of its own, such as zones side by side, in the shapes that fill the screen best.
 *
 * @param takenWidth the width of the screen that groups do not have, in world units
 */
export function arrangeSideBySide(groups: readonly ShapedGroup[], aspect: number, takenWidth: number): PlacedGroups {
  const ordered = [...groups].sort((a, b) => compareText(a.id, b.id));
  const starts = groups.length > MAX_SIDE_BY_SIDE ? [] : ordered.map((_, index) => index);
  const space = { aspect, takenWidth, columnGap: LABELED_GAP, rowGap: ROW_GAP };
  return placed(packColumns(ordered, space, new Set(starts)).columns, [], space);
}

function placed(
  columns: ReturnType<typeof packColumns>['columns'],
  edges: readonly LayoutEdge[],
  space: PackingSpace
): PlacedGroups {
  const sized = columns.map((column) => column.map(({ id, arranged: { size } }) => ({ id, size })));
  return {
    arranged: new Map(columns.flat().map(({ id, arranged }) => [id, arranged])),
    rects: placeColumns(sized, edges, gapsFor(sized, space)),
  };
}

function placeColumns(
  columns: ReadonlyArray<readonly SizedGroup[]>,
  edges: readonly LayoutEdge[],
  gaps?: Gaps
): Map<string, Rect> {
  const peers = peersOf(edges);
  const placed = new Map<string, Rect>();
  let x = 0;
  columns.forEach((column, index) => {
    const rowGap = gaps?.rows[index] ?? ROW_GAP;
    const ordered = edges.length === 0 ? column : nearPeers(column, peers, placed);
    let y = -Math.round(columnHeight(ordered, rowGap) / 2);
    for (const { id, size } of ordered) {
      placed.set(id, { ...size, x, y });
      y += size.height + rowGap;
    }
    x += columnWidth(ordered) + (gaps?.column ?? COLUMN_GAP);
  });
  return placed;
}

function columnWidth(column: readonly SizedGroup[]): number {
  return Math.max(...column.map(({ size }) => size.width));
}

function columnHeight(column: readonly SizedGroup[], rowGap = ROW_GAP): number {
  return column.reduce((sum, { size }) => sum + size.height + rowGap, -rowGap);
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
