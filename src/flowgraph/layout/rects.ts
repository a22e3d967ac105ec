import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode } from '../../core/graph/treeTopology';
import { CELL_ASPECT, cellArea, cellAt } from './cells';
import { boundsOf, inflate, type Rect } from './geometry';
import { type Positions } from './layoutInput';
import { type CellAssignment } from './cellAssignment';

const CLUSTER_PADDING = 24;

/** The rectangle of a node by its id, in world units; undefined if it has no position. */
export type RectOf = (id: string) => Rect | undefined;

/** Finds the rectangle of any node of a tree: a layout node, a group, or a cell in its parent. */
export function rectFinder({ nodes }: Pick<GraphTree, 'nodes'>, positions: Positions, cells: CellAssignment): RectOf {
  const known = new Map<string, Rect | undefined>();
  const cellIndices = new Map<string, ReadonlyMap<string, number>>();
  const find = (id: string): Rect | undefined => {
    let rect = known.get(id);
    if (!rect) {
      const node = nodes.get(id);
      rect = positions.nodes.get(id) ?? positions.groups.get(id)?.[0] ?? (node && within(node));
      known.set(id, rect);
    }
    return rect;
  };
  const within = ({ node, parent }: TreeNode): Rect | undefined => {
    if (!parent) {
      return node.kind === 'cluster' ? clusterRect(positions) : undefined;
    }
    const around = find(parent.node.id);
    if (!around || isOnlyParty(parent)) {
      return around;
    }
    const own = cellIndices.get(parent.node.id) ?? indexOf(cells.get(parent.node.id) ?? []);
    cellIndices.set(parent.node.id, own);
    const index = own.get(node.id);
    const aspect = parent.node.isExternal ? CELL_ASPECT.outside : CELL_ASPECT.inside;
    return index === undefined
      ? undefined
      : cellAt(cellArea(around), index, cells.get(parent.node.id)?.length ?? 1, aspect);
  };
  return find;
}

function isOnlyParty({ node, children }: TreeNode): boolean {
  return node.isExternal && children.length === 1;
}

function indexOf(ids: ReadonlyArray<string | undefined>): ReadonlyMap<string, number> {
  return new Map(ids.flatMap((id, index) => (id === undefined ? [] : [[id, index] as const])));
}

/** Around everything inside the external ring. */
function clusterRect({ nodes, groups }: Positions): Rect {
  const parts = [...groups.values()].flat();
  return inflate(boundsOf(parts.length > 0 ? parts : nodes.values()), CLUSTER_PADDING);
}
