import { type Endpoint, type Flow } from '../../core/flow/flow';
import { visibleNodeOf } from '../../core/graph/aggregation';
import { type ExpansionState } from '../../core/graph/expansionState';
import { pathOf, type Role } from '../../core/graph/pathOf';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode, withAncestors } from '../../core/graph/treeTopology';

/** A node or group, or an edge by the ids of its ends. */
export type FlowSelection = { kind: 'node'; id: string } | { kind: 'edge'; source: string; target: string };

/** The flows of an edge, or all flows from or to a node. */
export function flowsOf(
  flows: readonly Flow[],
  tree: GraphTree,
  expansion: ExpansionState,
  subject: FlowSelection
): Flow[] {
  const leafOf = leafFinder(tree);
  if (subject.kind === 'node') {
    const isIn = memberOf(subject.id);
    return flows.filter(({ client, server }) => isIn(leafOf(client, 'client')) || isIn(leafOf(server, 'server')));
  }
  const visibleId = memoized((leaf) => visibleNodeOf(leaf, expansion).node.id);
  return flows.filter(
    ({ client, server }) =>
      visibleId(leafOf(client, 'client')) === subject.source && visibleId(leafOf(server, 'server')) === subject.target
  );
}

/** The ends of flows that are in a node of the tree, once for each flow. */
export function endsIn(flows: readonly Flow[], tree: GraphTree, id: string): Endpoint[] {
  const leafOf = leafFinder(tree);
  const isIn = memberOf(id);
  return flows.flatMap(({ client, server }) => [
    ...(isIn(leafOf(client, 'client')) ? [client] : []),
    ...(isIn(leafOf(server, 'server')) ? [server] : []),
  ]);
}

/** The flows from or to a node of the tree, or those from one node to another, regardless of what is shown. */
export function flowsAt(
  flows: readonly Flow[],
  tree: GraphTree,
  ids: readonly [string] | readonly [string, string]
): Flow[] {
  const leafOf = leafFinder(tree);
  const [from, to] = ids;
  const [isFrom, isTo] = [memberOf(from), memberOf(to ?? from)];
  return flows.filter(({ client, server }) => {
    const [starts, ends] = [isFrom(leafOf(client, 'client')) === true, isTo(leafOf(server, 'server')) === true];
    return to === undefined ? starts || ends : starts && ends;
  });
}

/** Returns undefined for endpoints that are not in the tree. */
type LeafPredicate<Answer> = (leaf: TreeNode | undefined) => Answer | undefined;

function memberOf(id: string): LeafPredicate<boolean> {
  return memoized((leaf) => [...withAncestors(leaf)].some(({ node }) => node.id === id));
}

/** Returns a function that finds the leaf of an endpoint. */
function leafFinder({ nodes, grouping }: GraphTree): (endpoint: Endpoint, role: Role) => TreeNode | undefined {
  return (endpoint, role) => {
    const path = pathOf(endpoint, grouping, role);
    return nodes.get(path[path.length - 1]?.id ?? '');
  };
}

/** Evaluates a function once for each leaf. */
function memoized<Answer>(evaluate: (leaf: TreeNode) => Answer): LeafPredicate<Answer> {
  const known = new Map<TreeNode, Answer>();
  return (leaf) => {
    if (leaf && !known.has(leaf)) {
      known.set(leaf, evaluate(leaf));
    }
    return leaf && known.get(leaf);
  };
}
