import { type FlowGraph, type GraphNode } from '../../core/graph/graph';
import { boundsOf, type Rect, translate } from './geometry';
import { type Call } from './depths';
import { placeGroups } from './placeGroups';
import { placeGroup } from './placeGroup';
import { placeRim } from './placeRim';
import { type Placement } from './scene';

/**
 * Places a graph from the inside out: nodes within their namespace, namespaces among each other, and
 * what is outside the cluster around them. Depends on names and edges only, never on values, so a
 * refresh that changes values moves nothing. Deterministic.
 */
export function place(graph: Pick<FlowGraph, 'nodes' | 'edges'>): Placement {
  const inner = graph.nodes.filter(({ isExternal }) => !isExternal);
  const groups = groupNodes(inner);
  const members = new Map([...groups].map(([id, nodes]) => [id, placeGroup(nodes, graph.edges)]));
  const sizes = new Map([...members].map(([id, { size }]) => [id, size]));
  const boxes = placeGroups(sizes, groupCalls(groups, graph.edges));
  const nodes = new Map<string, Rect>();
  for (const [id, { nodes: own }] of members) {
    const box = boxes.get(id);
    own.forEach((rect, nodeId) => box && nodes.set(nodeId, translate(rect, box.x, box.y)));
  }
  const external = graph.nodes.filter(({ isExternal }) => isExternal);
  const rim = placeRim(external, graph.edges, { bounds: boundsOf([...boxes.values()]), nodes });
  return { nodes: new Map([...nodes, ...rim]), groups: boxes };
}

/** Without namespaces (at zone or namespace level) every node is a group of its own, without a box. */
function groupNodes(nodes: readonly GraphNode[]): Map<string, GraphNode[]> {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const id = groupId(node);
    groups.set(id, [...(groups.get(id) ?? []), node]);
  }
  return groups;
}

function groupId({ namespace, id }: GraphNode): string {
  return namespace ?? id;
}

function groupCalls(groups: ReadonlyMap<string, GraphNode[]>, edges: FlowGraph['edges']): Call[] {
  const groupOf = new Map([...groups].flatMap(([id, nodes]) => nodes.map((node) => [node.id, id] as const)));
  const calls = new Map<string, Call>();
  for (const edge of edges) {
    const source = groupOf.get(edge.source);
    const target = groupOf.get(edge.target);
    if (source !== undefined && target !== undefined && source !== target) {
      calls.set(`${source}>${target}`, { source, target });
    }
  }
  return [...calls.keys()].sort().flatMap((key) => calls.get(key) ?? []);
}
