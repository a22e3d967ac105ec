import { type FlowFilter } from '../flow/filter';
import { type EdgeMetrics } from './edgeMetrics';
import { sumFolding } from './fold';
import { type Folding, foldingOf, type Keeps } from './folding';
import { type Figure, type FlowGraph } from './graph';
import { depthOfLevel, type GraphLevel, type Grouping, LEVELS_OF } from './level';
import { isOpen, type Opening } from './opening';
import { type GraphTree, type TreeNode, type TreeShape, withAncestors } from './tree';

/** Where somebody is in a graph: how deep, what is opened, on what the view is narrowed. */
export interface Exploration {
  grouping: Grouping;
  level: GraphLevel;
  /** Boxes opened and closed by hand, by their ids. */
  opened: readonly string[];
  closed: readonly string[];
  hidden: readonly string[];
  /** Only this node, what lies in it, and those it talks to. */
  focus?: string;
  /** Whether zooming opens and closes boxes: until somebody chooses a level. */
  followsZoom: boolean;
  /** Whether the edges that are too light to be shown are shown nevertheless. */
  showsAll: boolean;
  /** Only flows that pass these. */
  filters: readonly FlowFilter[];
}

export type Step =
  | { kind: 'level'; level: GraphLevel }
  | { kind: 'grouping'; grouping: Grouping }
  | { kind: 'start'; grouping: Grouping; level: GraphLevel }
  | { kind: 'open' | 'close' | 'hide' | 'focus'; id: string }
  | { kind: 'unfocus' | 'unhide' | 'showAll' | 'showHeaviest' | 'reset' }
  | { kind: 'filters'; filters: readonly FlowFilter[] };

export function startAt(grouping: Grouping, level: GraphLevel): Exploration {
  return { grouping, level, opened: [], closed: [], hidden: [], followsZoom: true, showsAll: false, filters: [] };
}

/** The exploration after one step. */
export function explore(at: Exploration, step: Step): Exploration {
  switch (step.kind) {
    case 'level':
      // A level is a clean slate: boxes that were opened by hand would look like a mistake.
      return { ...at, level: step.level, opened: [], closed: [], followsZoom: false };
    case 'grouping':
      return { ...startAt(step.grouping, levelIn(step.grouping, at)), filters: at.filters };
    case 'start':
      return { ...startAt(step.grouping, step.level), filters: at.filters };
    case 'open':
      return { ...at, opened: [...at.opened, step.id], closed: without(at.closed, step.id) };
    case 'close':
      return { ...at, closed: [...at.closed, step.id], opened: without(at.opened, step.id) };
    case 'hide':
      return { ...at, hidden: [...without(at.hidden, step.id), step.id] };
    case 'unhide':
      return { ...at, hidden: [] };
    case 'focus':
      return { ...at, focus: step.id };
    case 'unfocus':
      return withoutFocus(at);
    case 'showAll':
      return { ...at, showsAll: true };
    case 'showHeaviest':
      return { ...at, showsAll: false };
    case 'filters':
      return { ...at, filters: step.filters };
    case 'reset':
      return startAt(at.grouping, at.level);
  }
}

/**
 * The graph that an exploration shows of a tree.
 *
 * @param folding of the tree's shape in that exploration, where it is known already
 */
export function graphAt(
  tree: GraphTree,
  at: Exploration,
  maxEdges: number,
  weightOf?: (edge: EdgeMetrics) => number | undefined,
  folding = foldingAt(tree.shape, at)
): FlowGraph {
  return sumFolding(tree, folding, { maxEdges: at.showsAll ? Infinity : maxEdges, ...(weightOf && { weightOf }) });
}

/** The figure of the graph that an exploration shows. Values are summed only where they decide what is in it. */
export function figureAt(
  tree: GraphTree,
  at: Exploration,
  maxEdges: number,
  weightOf?: (edge: EdgeMetrics) => number | undefined,
  folding = foldingAt(tree.shape, at)
): Figure {
  const { figure } = folding;
  return at.showsAll || figure.ties.length <= maxEdges ? figure : graphAt(tree, at, maxEdges, weightOf, folding).figure;
}

/** How a tree of a shape folds in an exploration. */
export function foldingAt(shape: TreeShape, at: Exploration): Folding {
  return foldingOf(shape, openingOf(at), keepsOf(at));
}

export function openingOf({ grouping, level, opened, closed }: Exploration): Opening {
  return { depth: depthOfLevel(grouping, level), opened: new Set(opened), closed: new Set(closed) };
}

/** Whether a node of the tree is open in an exploration. */
export function isOpenAt(node: TreeNode, at: Exploration): boolean {
  return isOpen(node, openingOf(at));
}

/** Whether a node is another, or lies in it. */
export function liesIn(node: TreeNode | undefined, box: string): boolean {
  return node !== undefined && [...withAncestors(node)].some((around) => around.node.id === box);
}

function keepsOf({ hidden, focus }: Exploration): Keeps | undefined {
  const hides = (node: TreeNode) => hidden.some((id) => liesIn(node, id));
  if (hidden.length === 0 && focus === undefined) {
    return undefined;
  }
  return (source, target) =>
    !(hidden.length > 0 && (hides(source) || hides(target))) &&
    (focus === undefined || liesIn(source, focus) || liesIn(target, focus));
}

/** The level of another grouping that is as deep. */
function levelIn(grouping: Grouping, at: Exploration): GraphLevel {
  return LEVELS_OF[grouping][depthOfLevel(at.grouping, at.level)] ?? 'workload';
}

function withoutFocus({ focus: _, ...rest }: Exploration): Exploration {
  return rest;
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}
