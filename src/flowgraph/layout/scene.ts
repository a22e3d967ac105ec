import { type GraphTopology, type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { isLossy } from '../../core/graph/loss';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode, withAncestors } from '../../core/graph/treeTopology';
import { boundsOf, type Rect } from './geometry';
import { GROUP_HEADER, GROUP_PADDING, type Positions } from './layoutInput';
import { rectFinder, type RectOf } from './rects';
import { type Curve } from './curve';
import { edgeCurve } from './edgeCurve';
import { type CellAssignment } from './cellAssignment';
import { type Routes, routesOf } from './edgeRoutes';

/** The positioned graph, in world units. */
export interface Scene extends Omit<GraphGeometry, 'routes'> {
  edges: readonly PlacedEdge[];
  trunks: readonly PlacedTrunk[];
  /** The edges that are folded into hubs, by the id of the hub. */
  folded: ReadonlyMap<string, FoldedEdges>;
}

/** Numbers of clients and servers of a hub whose edges are not drawn. */
export interface FoldedEdges {
  clients: number;
  servers: number;
}

/** The part of a scene that does not depend on values. */
export interface GraphGeometry {
  nodes: readonly PlacedNode[];
  /** Outermost first. */
  groups: readonly PlacedNode[];
  bounds: Rect;
  routes: Routes;
}

export interface PlacedNode {
  node: GraphNode;
  rect: Rect;
  /** The name of the group around it: the part of its own name that does not have to be repeated. */
  within?: string;
}

export interface PlacedEdge {
  edge: GraphEdge;
  curve: Curve;
  /** Maximum width, so that the edge does not hide the nodes it connects. */
  maxWidth: number;
  /** Whether the edge is folded into a hub. It is drawn on demand only. */
  isFolded: boolean;
  /** The number of the trunk that the edge runs on. The trunk is drawn in its place unless the edge needs attention. */
  trunk: number | undefined;
}

/** A piece of a trunk: a line that several edges share, or the branch of one of them. */
export interface PlacedTrunk {
  curve: Curve;
  edges: readonly PlacedEdge[];
  /** The number of the trunk. */
  trunk: number;
  /** Whether it ends at the server. */
  hasArrow: boolean;
}

/**
 * Positions a graph: nodes and groups, and edges between their borders.
 *
 * @param lines the graph whose edges are drawn; by default the same
 */
export function toScene(
  graph: FlowGraph,
  tree: GraphTree,
  positions: Positions,
  cells: CellAssignment,
  lines = graph
): Scene {
  const rectOf = rectFinder(tree, positions, cells);
  return sceneOf(lines, geometryOf(graph.topology, tree, positions, rectOf, { lines: lines.topology }));
}

interface LineOptions {
  /** The topology whose edges are drawn; by default the same. */
  lines?: GraphTopology;
  /** Least distance between parallel lines, in world units. */
  leastStep?: number;
}

/** Positions a topology. */
export function geometryOf(
  topology: GraphTopology,
  tree: Pick<GraphTree, 'nodes'>,
  positions: Positions,
  rectOf: RectOf,
  { lines = topology, leastStep }: LineOptions = {}
): GraphGeometry {
  const rects = topology.nodes.map(({ id }) => rectOf(id));
  const labelOf = ({ parent }: GraphNode) => (parent === undefined ? undefined : tree.nodes.get(parent)?.node.label);
  const place = (node: GraphNode, rect: Rect | undefined): PlacedNode[] => {
    const within = labelOf(node);
    return rect ? [{ node, rect, ...(within !== undefined && { within }) }] : [];
  };
  const known = new Set([...topology.nodes, ...topology.groups].map(({ id }) => id));
  const nodes = [
    ...topology.nodes.flatMap((node, index) => place(node, rects[index])),
    // Ends of lines whose contents are not shown.
    ...lines.nodes.filter(({ id }) => !known.has(id)).flatMap((node) => place(node, rectOf(node.id))),
  ];
  // A frame around the whole cluster would carry no information.
  const groups = topology.groups
    .filter(({ kind }) => kind !== 'cluster')
    .flatMap((node) => partsOf(node, positions) ?? place(node, rectOf(node.id)));
  const routes = routesOf(lines, {
    rects: lines === topology ? rects : lines.nodes.map(({ id }) => rectOf(id)),
    frames: new Map(lines.groups.flatMap(({ id }) => framesOf(id, positions))),
    groupsAround: (id) => groupsAround(tree.nodes.get(id)),
    names: groups.map(nameRect),
    leastStep,
  });
  return { nodes, groups, bounds: boundsOf([...nodes, ...groups].map(({ rect }) => rect)), routes };
}

function groupsAround(node: TreeNode | undefined): string[] {
  return node ? [...withAncestors(node)].map((around) => around.node.id) : [];
}

/** Combines the geometry with the values of a graph of the same topology. */
export function sceneOf(
  { edges, topologyIndexOfEdge }: FlowGraph,
  { nodes, groups, bounds, routes }: GraphGeometry
): Scene {
  const expanded = new Set(groups.map(({ node }) => node.id));
  const byIndex = new Map<number, PlacedEdge>();
  const folded = new Map<string, FoldedEdges>();
  edges.forEach((edge, index) => {
    const inTopology = topologyIndexOfEdge[index] ?? -1;
    const edgeRoute = routes.edges[inTopology];
    // What is shown within a group is not a line from the group to itself.
    const isWithinGroup = edge.source === edge.target && expanded.has(edge.source);
    if (edgeRoute && !isWithinGroup) {
      const { foldedInto, ...route } = edgeRoute;
      // Edges with losses are never folded.
      const isFolded = foldedInto !== undefined && !isLossy(edge);
      byIndex.set(inTopology, { edge, ...route, isFolded });
      if (isFolded) {
        countFolded(folded, foldedInto, edge);
      }
    }
  });
  const trunks = routes.trunks.map(({ edges: members, ...trunk }) => ({
    ...trunk,
    edges: members.flatMap((index) => byIndex.get(index) ?? []),
  }));
  return { nodes, groups, edges: [...byIndex.values()], trunks, folded, bounds };
}

function countFolded(folded: Map<string, FoldedEdges>, hub: string, { target }: GraphEdge): void {
  const { clients, servers } = folded.get(hub) ?? { clients: 0, servers: 0 };
  folded.set(hub, target === hub ? { clients: clients + 1, servers } : { clients, servers: servers + 1 });
}

/** Positions edges that are not drawn as lines of their own, such as those of single pods, without regard to obstacles. */
export function placeSingly(edges: readonly GraphEdge[], rectOf: RectOf): PlacedEdge[] {
  const ids = new Set(edges.map(({ id }) => id));
  return edges.flatMap((edge) => {
    const source = rectOf(edge.source);
    const target = rectOf(edge.target);
    const isTwoWay = ids.has(`${edge.target}>${edge.source}`);
    return source && target
      ? {
          edge,
          curve: edgeCurve(edge, source, target, isTwoWay),
          maxWidth: SINGLE_WIDTH,
          isFolded: false,
          trunk: undefined,
        }
      : [];
  });
}

function framesOf(id: string, { groups }: Positions): Array<[string, readonly Rect[]]> {
  const frames = groups.get(id);
  return frames ? [[id, frames]] : [];
}

/** In world units. */
const SINGLE_WIDTH = 3;
/** About the width of a character of the name of a group, in world units. */
const NAME_CHARACTER = 9;

/** The name of a group in its upper left corner. */
function nameRect({ node, rect }: PlacedNode): Rect {
  const width = Math.min(node.label.length * NAME_CHARACTER + GROUP_PADDING, rect.width);
  return { x: rect.x, y: rect.y, width, height: Math.min(GROUP_HEADER, rect.height) };
}

/** A group with several parts is drawn once for each part. */
function partsOf(node: GraphNode, { groups }: Positions): PlacedNode[] | undefined {
  return groups.get(node.id)?.map((rect) => ({ node, rect }));
}
