import { type GraphTopology, type GraphNode } from '../../core/graph/graph';

/** An item of the list: a node or an expanded group, and its position in the tree. */
export interface OutlineItem {
  node: GraphNode;
  /** From 1, as in `aria-level`. */
  level: number;
  /** From 1, among the members of the same group. */
  position: number;
  setSize: number;
  /** Whether it is expanded; undefined if it has no children. */
  isOpen?: boolean;
}

/** The visible nodes and groups by name, each group before its members. */
export function outlineOf({ nodes, groups }: Pick<GraphTopology, 'nodes' | 'groups'>): OutlineItem[] {
  const open = new Set(groups.map(({ id }) => id));
  // The cluster contains everything else: an item for it would carry no information.
  const visible = [...groups.filter(({ kind }) => kind !== 'cluster'), ...nodes];
  const known = new Set(visible.map(({ id }) => id));
  const within = new Map<string | undefined, GraphNode[]>();
  for (const node of visible) {
    const group = node.parent !== undefined && known.has(node.parent) ? node.parent : undefined;
    const members = within.get(group) ?? [];
    members.push(node);
    within.set(group, members);
  }
  const items = (group: string | undefined, level: number): OutlineItem[] => {
    const members = [...(within.get(group) ?? [])].sort(insideFirst);
    return members.flatMap((node, index) => [
      {
        node,
        level,
        position: index + 1,
        setSize: members.length,
        ...(node.childCount > 0 && { isOpen: open.has(node.id) }),
      },
      ...items(node.id, level + 1),
    ]);
  };
  return items(undefined, 1);
}

const byName = new Intl.Collator('en', { numeric: true });

function insideFirst(a: GraphNode, b: GraphNode): number {
  return Number(a.isExternal) - Number(b.isExternal) || byName.compare(a.label, b.label) || byName.compare(a.id, b.id);
}
