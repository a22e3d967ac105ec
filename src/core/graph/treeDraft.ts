import { displayable, MAX_NAME_LENGTH, UNNAMED } from '../displayable';
import { type Endpoint } from '../flow/flow';
import { type GraphNode } from './graph';
import { type Grouping } from './level';
import { type NodeIdentity, pathOf, type Role } from './pathOf';
import { type Pair, type TreeNode, type TreeTopology } from './treeTopology';

/** Builds the topology of a tree. For data that does not consist of flows, nodes are given by their paths. */
export class TreeDraft {
  private readonly nodes = new Map<string, TreeNode>();
  /** By namespace, then by name: pods of the same name in two namespaces are different. */
  private readonly pods = new Map<string | undefined, Map<string, TreeNode>>();
  /** Maps {@link keyOf} the ends of a pair to its index in `pairs`. */
  private readonly pairIndices = new Map<number, number>();
  private readonly pairs: Pair[] = [];

  constructor(private readonly grouping: Grouping) {}

  /** The leaf of an endpoint. A known pod is found by namespace and name alone. */
  leaf(endpoint: Endpoint, role: Role): TreeNode {
    const { pod, external, namespace, zoneId } = endpoint;
    const leaf =
      pod === undefined || external
        ? this.leafAt(pathOf(endpoint, this.grouping, role))
        : this.pod(namespace, pod, endpoint);
    if (zoneId !== undefined && !leaf.node.zoneIds.includes(zoneId)) {
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

  /** The innermost node of a path, created if it is new. A node stays in the group where it was first found. */
  leafAt(path: readonly NodeIdentity[]): TreeNode {
    let around: TreeNode | undefined;
    for (const identity of path) {
      around = this.nodes.get(identity.id) ?? this.add(identity, around);
    }
    if (!around) {
      throw new Error('A path must contain at least the endpoint itself.');
    }
    return around;
  }

  /**
   * Adds a pair, or a port to a known pair.
   *
   * @param port of the server, if reported
   * @returns the index of the pair in `TreeTopology.pairs`
   */
  pair(source: TreeNode, target: TreeNode, port?: number): number {
    const key = keyOf(source, target);
    let index = this.pairIndices.get(key);
    if (index === undefined) {
      index = this.pairs.length;
      this.pairIndices.set(key, index);
      this.pairs.push({ source, target, ports: port === undefined ? [] : [port] });
    } else if (port !== undefined) {
      this.addPort(this.pairs[index], port);
    }
    return index;
  }

  /** Completes the nodes and returns the topology. */
  finish(): TreeTopology {
    // The default order of strings is that of `compareText`, and many times as fast.
    [...this.nodes.keys()].sort().forEach((id, rank) => {
      const at = this.nodes.get(id);
      if (at) {
        at.rank = rank;
        at.node.childCount = at.children.length;
        at.node.zoneIds.sort();
      }
    });
    return { grouping: this.grouping, nodes: this.nodes, pairs: this.pairs };
  }

  private addPort(pair: Pair | undefined, port: number): void {
    if (pair && !pair.ports.includes(port)) {
      pair.ports = [...pair.ports, port];
    }
  }

  private add(identity: NodeIdentity, parent: TreeNode | undefined): TreeNode {
    // Frames can come from any data source.
    const label = displayable(identity.label, MAX_NAME_LENGTH) || UNNAMED;
    const node: GraphNode = { ...identity, label, podCount: 0, childCount: 0, zoneIds: [] };
    const depth = parent ? parent.depth + 1 : 0;
    // Preliminary: the order in which nodes were found.
    const added: TreeNode = { node, children: [], depth, rank: this.nodes.size, ...(parent && { parent }) };
    if (parent) {
      node.parent = parent.node.id;
      parent.children.push(added);
    }
    this.nodes.set(node.id, added);
    return added;
  }
}

const SMALL = 2 ** 15;
const LARGE = 2 ** 26;

/** A number for a pair, from the ranks of its ends. Engines look up small integers in a map much faster than others. */
function keyOf({ rank: source }: TreeNode, { rank: target }: TreeNode): number {
  return source < SMALL && target < SMALL ? source * SMALL + target : -(source * LARGE + target);
}

function countPod(leaf: TreeNode): void {
  for (let at: TreeNode | undefined = leaf; at; at = at.parent) {
    at.node.podCount += 1;
  }
}

function noteZone(leaf: TreeNode, zoneId: string): void {
  for (let at: TreeNode | undefined = leaf; at; at = at.parent) {
    if (!at.node.zoneIds.includes(zoneId)) {
      at.node.zoneIds.push(zoneId);
    }
  }
}
