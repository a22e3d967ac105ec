import { compareText } from '../compareText';
import { sortedPorts, withPorts } from './edgeMetrics';
import { type Figure, type GraphNode, type Tie } from './graph';
import { isOpen, type Opening } from './opening';
import { type TreeNode, type TreeShape } from './tree';

/** Tells of a pair of shown nodes whether it belongs to the picture. */
export type Keeps = (source: TreeNode, target: TreeNode) => boolean;

/** How a tree folds to what its open boxes show, whatever the values. */
export interface Folding {
  /** With all edges that there can be. */
  figure: Figure;
  /** What is shown though nothing is tied to it: data that are no flows have such nodes. */
  alone: readonly TreeNode[];
  /** By pair of the tree: the index of its tie; {@link LEFT_OUT} where it does not belong to the picture. */
  tieOf: Int32Array;
}

export const LEFT_OUT = -1;

/** @param keeps which pairs belong to the picture; all where nothing is said */
export function foldingOf({ nodes, pairs }: TreeShape, opening: Opening, keeps?: Keeps): Folding {
  const shown = shownNodes(nodes.size, opening);
  const known = new Map<number, number>();
  const ties: Tie[] = [];
  const ends = new Set<TreeNode>();
  const isTied = new Uint8Array(nodes.size);
  const tieOf = Int32Array.from(pairs, ({ source: client, target: server, ports }) => {
    isTied[client.rank] = 1;
    isTied[server.rank] = 1;
    const source = shown(client);
    const target = shown(server);
    if (keeps && !keeps(source, target)) {
      return LEFT_OUT;
    }
    // A number for each pair of nodes: texts would have to be put together and hashed.
    const key = source.rank * nodes.size + target.rank;
    let tie = known.get(key);
    if (tie === undefined) {
      tie = ties.length;
      known.set(key, tie);
      ties.push({ id: `${source.node.id}>${target.node.id}`, source: source.node.id, target: target.node.id, ports });
      ends.add(source).add(target);
    } else {
      addPorts(ties[tie], ports);
    }
    return tie;
  });
  ties.forEach((tie) => (tie.ports = sortedPorts(tie.ports)));
  const loose = [...nodes.values()].filter(({ children, rank }) => children.length === 0 && isTied[rank] === 0);
  const alone = loose.map(shown).filter((node) => !keeps || keeps(node, node));
  return { figure: figureOf(ties, [...ends], alone), alone, tieOf };
}

function addPorts(tie: Tie | undefined, ports: readonly number[]): void {
  if (tie) {
    tie.ports = withPorts(tie.ports, ports);
  }
}

/**
 * @param ends the nodes that are tied
 * @param alone others
 */
export function figureOf(ties: readonly Tie[], ends: readonly TreeNode[], alone: readonly TreeNode[]): Figure {
  const shown = [...(alone.length === 0 ? ends : new Set([...ends, ...alone]))];
  const boxes = boxesAround(shown);
  return { nodes: shown.sort((a, b) => a.rank - b.rank).map(({ node }) => node), boxes, ties };
}

/** What stands for a leaf in the picture: the outermost node around it that is not open. */
export function shownNode(leaf: TreeNode, opening: Opening): TreeNode {
  let shown = leaf;
  for (let around: TreeNode | undefined = leaf; around; around = around.parent) {
    if (!isOpen(around, opening)) {
      shown = around;
    }
  }
  return isOnlyParty(shown) ? (shown.children[0] ?? shown) : shown;
}

/** A kind of outside party with one of it is that party. */
function isOnlyParty({ node, children, depth }: TreeNode): boolean {
  return node.isExternal && depth === 0 && children.length === 1;
}

/** Keeps which node stands for each leaf, so that every leaf is asked once. */
function shownNodes(count: number, opening: Opening): (leaf: TreeNode) => TreeNode {
  const known = new Array<TreeNode | undefined>(count);
  return (leaf) => (known[leaf.rank] ??= shownNode(leaf, opening));
}

/** The open boxes around nodes, each once, outermost first. */
function boxesAround(nodes: readonly TreeNode[]): GraphNode[] {
  const boxes = new Set<TreeNode>();
  for (const { parent } of nodes) {
    for (let at = parent; at && !boxes.has(at); at = at.parent) {
      if (!isOnlyParty(at)) {
        boxes.add(at);
      }
    }
  }
  return [...boxes].sort((a, b) => a.depth - b.depth || compareText(a.node.id, b.node.id)).map(({ node }) => node);
}
