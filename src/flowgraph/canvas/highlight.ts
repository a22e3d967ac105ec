import { type Scene } from '../layout/scene';

/** What the pointer or the keyboard has chosen. */
export type Target = { kind: 'node'; id: string } | { kind: 'edge'; id: string };

/** What stays bright while something is chosen: it, its edges and their ends. All, where nothing is. */
export interface Highlight {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

export function highlightOf(scene: Scene, target: Target | undefined): Highlight | undefined {
  if (!target) {
    return undefined;
  }
  const edges = scene.edges
    .map(({ edge }) => edge)
    .filter(({ id, source, target: sink }) =>
      target.kind === 'edge' ? id === target.id : source === target.id || sink === target.id
    );
  if (edges.length === 0 && !scene.nodes.some(({ node }) => node.id === target.id)) {
    // What was chosen is not there any more.
    return undefined;
  }
  const own = target.kind === 'node' ? [target.id] : [];
  return {
    nodes: new Set([...own, ...edges.flatMap(({ source, target: sink }) => [source, sink])]),
    edges: new Set(edges.map(({ id }) => id)),
  };
}

export function sameTarget(a: Target | undefined, b: Target | undefined): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}
