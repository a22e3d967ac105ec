import { type PlacedEdge, type PlacedNode, type Scene } from '../layout/scene';

/** What the pointer or the keyboard has chosen: a node or an open box, or an edge. */
export type Target = { kind: 'node'; id: string } | { kind: 'edge'; id: string };

/** What stays bright while something is chosen: it, its edges and their ends. */
export interface Highlight {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

/**
 * @param isWithin whether a node lies in the one that is chosen, which may be an open box
 * @returns undefined where nothing is chosen, or what was chosen is not there any more
 */
export function highlightOf(
  scene: Scene,
  target: Target | undefined,
  isWithin: (id: string, group: string) => boolean
): Highlight | undefined {
  if (!target) {
    return undefined;
  }
  const isOwn = (id: string) => target.kind === 'node' && (id === target.id || isWithin(id, target.id));
  const edges = scene.edges.filter(({ edge }) =>
    target.kind === 'edge' ? edge.id === target.id : isOwn(edge.source) || isOwn(edge.target)
  );
  const ids = new Set(edges.flatMap(({ edge }) => [edge.source, edge.target]));
  const nodes = scene.nodes.filter(({ node }) => ids.has(node.id) || isOwn(node.id));
  return nodes.length === 0 ? undefined : { nodes, edges };
}

export function sameTarget(a: Target | undefined, b: Target | undefined): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}
