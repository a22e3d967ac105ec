import { type PlacedEdge, type PlacedNode, type Scene } from '../layout/scene';

/** A node, an expanded group, or an edge that is hovered, focused or selected. */
export type Target = { kind: 'node'; id: string } | { kind: 'edge'; id: string };

/** What stays bright while there is a target: the target, its edges and their ends. */
export interface Highlight {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

/**
 * The nodes and edges to highlight for a target.
 *
 * @param isWithin whether a node is in a group
 * @param single edges that are only drawn as parts of sums
 * @returns undefined without a target, or if it is no longer in the scene
 */
export function highlightOf(
  scene: Scene,
  target: Target | undefined,
  isWithin: (id: string, group: string) => boolean,
  single: readonly PlacedEdge[] = []
): Highlight | undefined {
  if (!target) {
    return undefined;
  }
  const isOwn = (id: string) => target.kind === 'node' && (id === target.id || isWithin(id, target.id));
  const isShown = ({ edge }: PlacedEdge) =>
    target.kind === 'edge' ? edge.id === target.id : isOwn(edge.source) || isOwn(edge.target);
  const drawn = scene.edges.filter(isShown);
  const edges = drawn.length > 0 ? drawn : single.filter(isShown);
  const ids = new Set(edges.flatMap(({ edge }) => [edge.source, edge.target]));
  const nodes = scene.nodes.filter(({ node }) => ids.has(node.id) || isOwn(node.id));
  return nodes.length === 0 ? undefined : { nodes, edges };
}

/** Whether two targets are the same node, group or edge. */
export function sameTarget(a: Target | undefined, b: Target | undefined): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}
