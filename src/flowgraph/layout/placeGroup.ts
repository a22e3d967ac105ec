import { type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { columnsOf } from './columns';
import { boundsOf, type Rect, type Size } from './geometry';
import { nodeSize } from './nodeSize';

const COLUMN_GAP = 46;
const ROW_GAP = 14;
const PADDING = 16;
const HEADER = 30;

/** A group with its nodes, its own upper left corner at the origin. */
export interface PlacedMembers {
  size: Size;
  nodes: Map<string, Rect>;
}

/** Lays the nodes of one namespace out in columns and puts a box with room for its name around them. */
export function placeGroup(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): PlacedMembers {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const columns = columnsOf([...byId.keys()], edges, rowsFor(nodes.length));
  const tallest = Math.max(0, ...columns.map((column) => columnHeight(column, byId)));
  const placed = new Map<string, Rect>();
  let x = PADDING;
  for (const column of columns) {
    let y = HEADER + PADDING + (tallest - columnHeight(column, byId)) / 2;
    let width = 0;
    for (const id of column) {
      const node = byId.get(id);
      if (node) {
        const size = nodeSize(node);
        placed.set(id, { x, y, ...size });
        y += size.height + ROW_GAP;
        width = Math.max(width, size.width);
      }
    }
    x += width + COLUMN_GAP;
  }
  const { x: left, y: top, width, height } = boundsOf([...placed.values()]);
  return { size: { width: left + width + PADDING, height: top + height + PADDING }, nodes: placed };
}

function columnHeight(column: readonly string[], byId: ReadonlyMap<string, GraphNode>): number {
  const heights = column.flatMap((id) => {
    const node = byId.get(id);
    return node ? [nodeSize(node).height + ROW_GAP] : [];
  });
  return heights.reduce((sum, height) => sum + height, -ROW_GAP);
}

/** About as many rows as make the box of a group twice as wide as high, and never a tower. */
function rowsFor(count: number): number {
  return Math.max(4, Math.ceil(Math.sqrt(count * 1.6)));
}
