import { type Endpoint, type Flow } from '../flow/flow';
import { addFlow, type EdgeMetrics, noMetrics } from './edgeMetrics';
import { type GraphNode } from './graph';
import { type Grouping } from './level';
import { type NodeIdentity, pathOf, type Role } from './pathOf';

/** A node at any depth, with what lies in it. */
export interface TreeNode {
  node: GraphNode;
  parent?: TreeNode;
  children: TreeNode[];
  /** How many boxes lie around it. */
  depth: number;
  zoneIds: Set<string>;
}

/** All flows between two leaves. */
export interface Link {
  source: TreeNode;
  target: TreeNode;
  metrics: EdgeMetrics;
  /** In the window that is compared with. */
  before?: EdgeMetrics;
}

/** Everything that flows tell of a grouping, at its finest. Every level is a fold of it. */
export interface GraphTree {
  grouping: Grouping;
  nodes: ReadonlyMap<string, TreeNode>;
  links: readonly Link[];
}

/**
 * Builds the tree of a grouping from flows: every endpoint within its boxes, and the sums of each pair
 * of leaves and direction, keeping apart who opened the connections.
 *
 * @param before flows of another window to compare with; both windows' endpoints are in the tree
 */
export function treeOfFlows(flows: readonly Flow[], grouping: Grouping, before?: readonly Flow[]): GraphTree {
  const draft = new TreeDraft(grouping);
  if (grouping !== 'namespace') {
    meetInTheirZones(draft, [...flows, ...(before ?? [])]);
  }
  for (const flow of flows) {
    addFlow(draft.link(draft.leaf(flow.client, 'client'), draft.leaf(flow.server, 'server')).metrics, flow);
  }
  for (const flow of before ?? []) {
    const link = draft.link(draft.leaf(flow.client, 'client'), draft.leaf(flow.server, 'server'));
    link.before ??= noMetrics();
    addFlow(link.before, flow);
  }
  return draft.finish();
}

/** Whoever is met without a zone before with one would lie in none, and which comes first is chance. */
function meetInTheirZones(draft: TreeDraft, flows: readonly Flow[]): void {
  for (const { client, server } of flows) {
    if ((client.zoneId ?? client.zoneName) !== undefined) {
      draft.leaf(client, 'client');
    }
    if ((server.zoneId ?? server.zoneName) !== undefined) {
      draft.leaf(server, 'server');
    }
  }
}

/** A tree in the making; for data that are no flows its nodes are given by their paths. */
export class TreeDraft {
  private readonly nodes = new Map<string, TreeNode>();
  /** By namespace, then by name: pods of one name in two namespaces are two. */
  private readonly pods = new Map<string | undefined, Map<string, TreeNode>>();
  private readonly linksFrom = new Map<TreeNode, Map<TreeNode, Link>>();
  private readonly links: Link[] = [];

  constructor(private readonly grouping: Grouping) {}

  /** The leaf of an endpoint. A pod met before is found by its name alone. */
  leaf(endpoint: Endpoint, role: Role): TreeNode {
    const { pod, external, namespace, zoneId } = endpoint;
    const leaf =
      pod === undefined || external
        ? this.leafAt(pathOf(endpoint, this.grouping, role))
        : this.pod(namespace, pod, endpoint);
    if (zoneId !== undefined && !leaf.zoneIds.has(zoneId)) {
      noteZone(leaf, zoneId);
    }
    return leaf;
  }

  private pod(namespace: string | undefined, pod: string, endpoint: Endpoint): TreeNode {
    let pods = this.pods.get(namespace);
    if (!pods) {
      pods = new Map();
      this.pods.set(namespace, pods);
    }
    let leaf = pods.get(pod);
    if (!leaf) {
      leaf = this.leafAt(pathOf(endpoint, this.grouping, 'client'));
      pods.set(pod, leaf);
      countPod(leaf);
    }
    return leaf;
  }

  /** The innermost node of a path, which is made where it is new. A node stays in the box where it was first met. */
  leafAt(path: readonly NodeIdentity[]): TreeNode {
    let around: TreeNode | undefined;
    for (const identity of path) {
      around = this.nodes.get(identity.id) ?? this.add(identity, around);
    }
    if (!around) {
      throw new Error('A path names at least the endpoint itself.');
    }
    return around;
  }

  link(source: TreeNode, target: TreeNode): Link {
    let targets = this.linksFrom.get(source);
    if (!targets) {
      targets = new Map();
      this.linksFrom.set(source, targets);
    }
    let link = targets.get(target);
    if (!link) {
      link = { source, target, metrics: noMetrics() };
      targets.set(target, link);
      this.links.push(link);
    }
    return link;
  }

  finish(): GraphTree {
    for (const { node, children, zoneIds } of this.nodes.values()) {
      node.childCount = children.length;
      node.zoneIds = [...zoneIds].sort();
    }
    return { grouping: this.grouping, nodes: this.nodes, links: this.links };
  }

  private add(identity: NodeIdentity, parent: TreeNode | undefined): TreeNode {
    const node: GraphNode = { ...identity, podCount: 0, childCount: 0, zoneIds: [] };
    const depth = parent ? parent.depth + 1 : 0;
    const added: TreeNode = { node, children: [], depth, zoneIds: new Set(), ...(parent && { parent }) };
    if (parent) {
      node.parent = parent.node.id;
      parent.children.push(added);
    }
    this.nodes.set(node.id, added);
    return added;
  }
}

/** The node and the boxes around it, innermost first. */
export function* withAncestors(leaf: TreeNode): Generator<TreeNode> {
  for (let at: TreeNode | undefined = leaf; at; at = at.parent) {
    yield at;
  }
}

function countPod(leaf: TreeNode): void {
  for (const { node } of withAncestors(leaf)) {
    node.podCount += 1;
  }
}

function noteZone(leaf: TreeNode, zoneId: string): void {
  for (const { zoneIds } of withAncestors(leaf)) {
    zoneIds.add(zoneId);
  }
}
