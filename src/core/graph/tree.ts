import { type Endpoint, type Flow } from '../flow/flow';
import { type FlowEnds, type FlowTable, tableOfFlows } from '../flow/flowTable';
import { addFlow, type EdgeMetrics, noMetrics } from './edgeMetrics';
import { type Grouping } from './level';
import { type Role } from './pathOf';
import { TreeDraft } from './treeDraft';
import { type TreeNode, type TreeTopology } from './treeTopology';

/** The sums of all flows between two leaves. */
export interface Link {
  source: TreeNode;
  target: TreeNode;
  metrics: EdgeMetrics;
  /** In the compared window. */
  before?: EdgeMetrics;
}

/** All flows of a grouping at the finest level of detail. Every level is an aggregation of it. */
export interface GraphTree extends Omit<TreeTopology, 'pairs'> {
  /** A refresh that only changes values keeps this object. */
  topology: TreeTopology;
  /** One for each pair of the topology, in the same order. */
  links: readonly Link[];
}

/** The topology of a tree of flows. */
export interface FlowTopology extends TreeTopology {
  /** Maps indices of flows (rows of the table) to indices of `pairs`. */
  pairOf: Uint32Array;
  /** The same for the flows of the compared window. */
  pairOfBefore: Uint32Array | undefined;
}

/**
 * Builds the tree of a grouping from flows: every endpoint within its groups, and the sums of each pair of leaves, with
 * a separate pair for each direction in which connections were opened.
 *
 * @param before flows of the window to compare with; the tree contains the endpoints of both windows
 */
export function treeOfFlows(flows: readonly Flow[], grouping: Grouping, before?: readonly Flow[]): GraphTree {
  const [table, tableBefore] = [tableOfFlows(flows), before && tableOfFlows(before)];
  return treeOfTable(treeTopologyOf(table.ends, grouping, tableBefore?.ends), table, tableBefore);
}

/** The nodes and pairs of a tree, from the ends of flows in one or two windows. */
export function treeTopologyOf(ends: FlowEnds, grouping: Grouping, before?: FlowEnds): FlowTopology {
  const draft = new TreeDraft(grouping);
  if (grouping !== 'namespace') {
    [ends, ...(before ? [before] : [])].forEach((each) => meetInTheirZones(draft, each));
  }
  const pairOf = pairsOf(draft, ends, ends.ports);
  const pairOfBefore = before && pairsOf(draft, before);
  return { ...draft.finish(), pairOf, pairOfBefore };
}

/** @param topology of the ends of the same tables */
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
 * Maps indices of flows to indices of pairs.
 *
 * @param ports server ports by flow; without them, the pairs get none
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

/** Adds endpoints with a known zone first: a node stays in the group where it was first found. */
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
