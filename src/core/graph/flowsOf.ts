import { type Flow } from '../flow/flow';
import { shownNode } from './fold';
import { type Grouping } from './level';
import { type Opening } from './opening';
import { pathOf } from './pathOf';
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
      ? shown(client).id === target.source && shown(server).id === target.target
      : shown(client).path.includes(target.id) || shown(server).path.includes(target.id)
  );
}

/** What stands for an endpoint in the picture, and the ids of all boxes around it and of itself. */
function shownIds(
  tree: GraphTree,
  opening: Opening
): (endpoint: Flow['client']) => { id: string | undefined; path: readonly string[] } {
  const known = new Map<string, string>();
  return (endpoint) => {
    const path = pathOf(endpoint, tree.grouping satisfies Grouping).map(({ id }) => id);
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
