import { type Endpoint, type Flow } from '../flow/flow';
import { shownNode } from './fold';
import { type Opening } from './opening';
import { pathOf, type Role } from './pathOf';
import { type GraphTree } from './tree';

/** The flows of an edge of a graph, or all that begin or end in a node. */
export function flowsOf(
  flows: readonly Flow[],
  tree: GraphTree,
  opening: Opening,
  target: { kind: 'edge'; source: string; target: string } | { kind: 'node'; id: string }
): Flow[] {
  const shown = shownIds(tree, opening);
  return flows.filter(({ client, server }) =>
    target.kind === 'edge'
      ? shown(client, 'client').id === target.source && shown(server, 'server').id === target.target
      : shown(client, 'client').path.includes(target.id) || shown(server, 'server').path.includes(target.id)
  );
}

/** What stands for an endpoint in the picture, and the ids of all boxes around it and of itself. */
function shownIds(
  tree: GraphTree,
  opening: Opening
): (endpoint: Endpoint, role: Role) => { id: string | undefined; path: readonly string[] } {
  const known = new Map<string, string>();
  return (endpoint, role) => {
    const path = pathOf(endpoint, tree.grouping, role).map(({ id }) => id);
    const leafId = path[path.length - 1] ?? '';
    let id = known.get(leafId);
    const leaf = id === undefined ? tree.nodes.get(leafId) : undefined;
    if (leaf) {
      id = shownNode(leaf, opening).node.id;
      known.set(leafId, id);
    }
    return { id, path };
  };
}
