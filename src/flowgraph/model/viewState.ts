import { type FlowFilter } from '../../core/flow/filter';
import { type EdgeMetrics } from '../../core/graph/edgeMetrics';
import { graphOfAggregation } from '../../core/graph/aggregate';
import { type Aggregation, aggregationOf, type EdgePredicate, visibleNodeOf } from '../../core/graph/aggregation';
import { type GraphTopology, type FlowGraph } from '../../core/graph/graph';
import { depthOfLevel, type GraphLevel, type Grouping, LEVELS_OF } from '../../core/graph/level';
import { isOpen, type ExpansionState } from '../../core/graph/expansionState';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode, type TreeTopology, withAncestors } from '../../core/graph/treeTopology';

/** What the user has selected to see: the level, expanded groups, focus, and filters. */
export interface ViewState {
  grouping: Grouping;
  level: GraphLevel;
  /** Ids of groups that were expanded and collapsed manually. */
  opened: readonly string[];
  closed: readonly string[];
  hidden: readonly string[];
  /** Id of the only node to show, together with its contents and its peers. */
  focus?: string;
  /** Whether zooming can collapse groups: until the user selects a level. */
  followsZoom: boolean;
  /** Whether all edges are shown, regardless of the maximum number of edges. */
  showsAll: boolean;
  /** Filters that shown flows pass. */
  filters: readonly FlowFilter[];
}

/** A change of the view state. */
export type ViewAction =
  | { kind: 'level'; level: GraphLevel }
  | { kind: 'grouping'; grouping: Grouping }
  | { kind: 'start'; grouping: Grouping; level: GraphLevel }
  | { kind: 'open' | 'close' | 'hide' | 'focus'; id: string }
  | { kind: 'unfocus' | 'unhide' | 'showAll' | 'showHeaviest' | 'reset' }
  | { kind: 'filters'; filters: readonly FlowFilter[] };

/** The initial view state for the options of a panel. */
export function initialView(grouping: Grouping, level: GraphLevel): ViewState {
  return { grouping, level, opened: [], closed: [], hidden: [], followsZoom: true, showsAll: false, filters: [] };
}

/** The view state after an action. */
export function reduceView(viewState: ViewState, action: ViewAction): ViewState {
  switch (action.kind) {
    case 'level':
      // A level resets manual changes: groups that were expanded manually would look like a mistake.
      return { ...viewState, level: action.level, opened: [], closed: [], followsZoom: false };
    case 'grouping':
      return { ...initialView(action.grouping, levelIn(action.grouping, viewState)), filters: viewState.filters };
    case 'start':
      return { ...initialView(action.grouping, action.level), filters: viewState.filters };
    case 'open':
      return { ...viewState, opened: [...viewState.opened, action.id], closed: without(viewState.closed, action.id) };
    case 'close':
      return { ...viewState, closed: [...viewState.closed, action.id], opened: without(viewState.opened, action.id) };
    case 'hide':
      return { ...viewState, hidden: [...without(viewState.hidden, action.id), action.id] };
    case 'unhide':
      return { ...viewState, hidden: [] };
    case 'focus':
      return { ...viewState, focus: action.id };
    case 'unfocus':
      return withoutFocus(viewState);
    case 'showAll':
      return { ...viewState, showsAll: true };
    case 'showHeaviest':
      return { ...viewState, showsAll: false };
    case 'filters':
      return { ...viewState, filters: action.filters };
    case 'reset':
      return initialView(viewState.grouping, viewState.level);
  }
}

/**
 * The graph of a tree in a view state.
 *
 * @param aggregation of the topology of the tree in the same view state, if already known
 */
export function graphOfView(
  tree: GraphTree,
  viewState: ViewState,
  maxEdges: number,
  weightOf?: (edge: EdgeMetrics) => number | undefined,
  aggregation = aggregationOfView(tree.topology, viewState)
): FlowGraph {
  return graphOfAggregation(tree, aggregation, {
    maxEdges: viewState.showsAll ? Infinity : maxEdges,
    ...(weightOf && { weightOf }),
  });
}

/** The topology of the graph in a view state. Computes sums only if they determine which edges are shown. */
export function topologyOfView(
  tree: GraphTree,
  viewState: ViewState,
  maxEdges: number,
  weightOf?: (edge: EdgeMetrics) => number | undefined,
  aggregation = aggregationOfView(tree.topology, viewState)
): GraphTopology {
  const { topology } = aggregation;
  return viewState.showsAll || topology.edges.length <= maxEdges
    ? topology
    : graphOfView(tree, viewState, maxEdges, weightOf, aggregation).topology;
}

/** Depths up to which edges are drawn singly: those of namespaces' members, and of zones. */
const LINE_DEPTH: Record<Grouping, number> = { namespace: 2, zone: 1, node: 1 };

/**
 * The view state whose edges are drawn: edges of all pods of a workload are one line with their sum, as are those of all
 * pods of a zone, because hundreds of lines could not be followed. Hovering and selecting show single edges.
 *
 * @returns the same view state if every edge is drawn singly
 */
export function lineView(viewState: ViewState, { nodes }: Pick<GraphTree, 'nodes'>): ViewState {
  const { grouping, level, opened } = viewState;
  const depth = LINE_DEPTH[grouping];
  const kept = opened.filter((id) => (nodes.get(id)?.depth ?? 0) < depth);
  return depthOfLevel(grouping, level) <= depth && kept.length === opened.length
    ? viewState
    : {
        ...viewState,
        level: LEVELS_OF[grouping][Math.min(depthOfLevel(grouping, level), depth)] ?? level,
        opened: kept,
      };
}

const LAYOUT_NODE_DEPTH = 2;

/** The view state at the level of layout nodes: of workloads, or of nodes. */
export function atLayoutLevel(viewState: ViewState): ViewState {
  return { ...viewState, level: LEVELS_OF[viewState.grouping][LAYOUT_NODE_DEPTH], opened: [], closed: [] };
}

/** Whether a view state shows exactly the layout nodes. */
export function isAtLayoutLevel({ grouping, level, opened, closed }: ViewState): boolean {
  return level === LEVELS_OF[grouping][LAYOUT_NODE_DEPTH] && opened.length === 0 && closed.length === 0;
}

/** The aggregation of a topology in a view state. */
export function aggregationOfView(topology: TreeTopology, viewState: ViewState): Aggregation {
  return aggregationOf(topology, expansionOf(viewState), edgePredicateOf(viewState));
}

/** The groups that are expanded in a view state. */
export function expansionOf({ grouping, level, opened, closed }: ViewState): ExpansionState {
  return { depth: depthOfLevel(grouping, level), opened: new Set(opened), closed: new Set(closed) };
}

/** Whether a node of the tree is expanded in a view state. */
export function isOpenInView(node: TreeNode, viewState: ViewState): boolean {
  return isOpen(node, expansionOf(viewState));
}

/** Whether a node of the tree is visible in a view state, and not expanded. */
export function isVisibleInView(node: TreeNode, viewState: ViewState): boolean {
  const expansion = expansionOf(viewState);
  return !isOpen(node, expansion) && visibleNodeOf(node, expansion) === node;
}

/** Whether a node is a group, or is in it. */
export function liesIn(node: TreeNode | undefined, group: string): boolean {
  return node !== undefined && [...withAncestors(node)].some((around) => around.node.id === group);
}

function edgePredicateOf({ hidden, focus }: ViewState): EdgePredicate | undefined {
  const hides = (node: TreeNode) => hidden.some((id) => liesIn(node, id));
  if (hidden.length === 0 && focus === undefined) {
    return undefined;
  }
  return (source, target) =>
    !(hidden.length > 0 && (hides(source) || hides(target))) &&
    (focus === undefined || liesIn(source, focus) || liesIn(target, focus));
}

/** The level of another grouping at the same depth. */
function levelIn(grouping: Grouping, viewState: ViewState): GraphLevel {
  return LEVELS_OF[grouping][depthOfLevel(viewState.grouping, viewState.level)] ?? 'workload';
}

function withoutFocus({ focus: _, ...rest }: ViewState): ViewState {
  return rest;
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}
