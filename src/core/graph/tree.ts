import { type Endpoint, type Flow } from '../flow/flow';
import { type FlowEnds, type FlowTable, tableOfFlows } from '../flow/flowTable';
import { addFlow, type EdgeMetrics, noMetrics } from './edgeMetrics';
import { type Grouping } from './level';
import { type Role } from './pathOf';
import { TreeDraft } from './treeDraft';
import { type TreeNode, type TreeTopology } from './treeTopology';

/** All flows between two leaves. */
export interface Link {
  source: TreeNode;
  target: TreeNode;
  metrics: EdgeMetrics;
  /** In the window that is compared with. */
  before?: EdgeMetrics;
}

/** Everything that flows tell of a grouping, at its finest. Every level is a fold of it. */
export interface GraphTree extends Omit<TreeTopology, 'pairs'> {
  /** The same object as before a refresh that changed values alone. */
  topology: TreeTopology;
  /** As many as there are pairs in the shape, in their order. */
  links: readonly Link[];
}

/** The shape of the tree of some flows. */
export interface FlowTopology extends TreeTopology {
  /** By flow: the index of its pair. */
  pairOf: Uint32Array;
  /** The same for the flows of the window that is compared with. */
  pairOfBefore: Uint32Array | undefined;
}

/**
 * Builds the tree of a grouping from flows: every endpoint within its boxes, and the sums of each pair
 * of leaves and direction, keeping apart who opened the connections.
 *
 * @param before flows of another window to compare with; both windows' endpoints are in the tree
 */
export function treeOfFlows(flows: readonly Flow[], grouping: Grouping, before?: readonly Flow[]): GraphTree {
  const [table, tableBefore] = [tableOfFlows(flows), before && tableOfFlows(before)];
  return treeOfTable(treeTopologyOf(table.ends, grouping, tableBefore?.ends), table, tableBefore);
}

/** Who lies where and talks to whom, by the ends of flows in one window or two. */
export function treeTopologyOf(ends: FlowEnds, grouping: Grouping, before?: FlowEnds): FlowTopology {
  const draft = new TreeDraft(grouping);
  if (grouping !== 'namespace') {
    [ends, ...(before ? [before] : [])].forEach((each) => meetInTheirZones(draft, each));
  }
  const pairOf = pairsOf(draft, ends, ends.ports);
  const pairOfBefore = before && pairsOf(draft, before);
  return { ...draft.finish(), pairOf, pairOfBefore };
}

/** The tree of flows with whose ends the shape was made. */
export function treeOfTable(topology: FlowTopology, table: FlowTable, before?: FlowTable): GraphTree {
  const { grouping, nodes, pairOf, pairOfBefore } = topology;
  const links = topology.pairs.map(({ source, target, ports }): Link => ({
    source,
    target,
    metrics: noMetrics(ports),
    before: undefined,
  }));
  addUp(table, links, pairOf, ({ metrics }) => metrics);
  if (before && pairOfBefore) {
    addUp(before, links, pairOfBefore, (link) => (link.before ??= noMetrics()));
  }
  return { grouping, nodes, topology, links };
}

function addUp(
  table: FlowTable,
  links: readonly Link[],
  pairOf: Uint32Array,
  sumOf: (link: Link) => EdgeMetrics
): void {
  table.forEach((flow, row) => {
    const link = links[pairOf[row] ?? -1];
    if (link) {
      addFlow(sumOf(link), flow);
    }
  });
}

/**
 * The index of each flow's pair.
 *
 * @param ports by flow, where they count
 */
function pairsOf(draft: TreeDraft, { client, server }: FlowEnds, ports: FlowEnds['ports'] = []): Uint32Array {
  const sources: TreeNode[] = [];
  const targets: TreeNode[] = [];
  return client.indices.map((clientIndex, row) => {
    const serverIndex = server.indices[row] ?? 0;
    const source = (sources[clientIndex] ??= draft.leaf(client.endpoints[clientIndex] ?? {}, 'client'));
    const target = (targets[serverIndex] ??= draft.leaf(server.endpoints[serverIndex] ?? {}, 'server'));
    return draft.pair(source, target, ports[row]);
  });
}

/** Whoever is met without a zone before with one would lie in none, and which comes first is chance. */
function meetInTheirZones(draft: TreeDraft, { client, server }: FlowEnds): void {
  const meet = (endpoint: Endpoint | undefined, role: Role) => {
    if (endpoint && (endpoint.zoneId ?? endpoint.zoneName) !== undefined) {
      draft.leaf(endpoint, role);
    }
  };
  client.indices.forEach((index, row) => {
    meet(client.endpoints[index], 'client');
    meet(server.endpoints[server.indices[row] ?? 0], 'server');
  });
}
