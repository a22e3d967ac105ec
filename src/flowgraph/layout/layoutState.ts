import { type GraphTopology } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { extendLayout } from './extendLayout';
import { type LayoutInput, type Layout, type Pins, type Positions } from './layoutInput';
import { applyPins } from './pin';
import { assignCells, type CellAssignment } from './cellAssignment';

/** The layout so far. It remembers removed nodes, so that they return to their positions. */
export interface LayoutState {
  /** A layout with another key starts from scratch. */
  key: string;
  positions: Positions;
  cells: CellAssignment;
  /** The pins that are applied to the positions. */
  pins: Pins;
  /** Once all data is loaded, nodes no longer move. */
  isSettled: boolean;
}

export interface LayoutKeyParts {
  grouping: string;
  layout: Layout;
  /** Number of times that the user has reset the layout. */
  generation: number;
}

/** Identifies the layouts that can extend each other. */
export function layoutKey({ grouping, layout, generation }: LayoutKeyParts): string {
  return `${grouping} ${layout} ${generation}`;
}

/** Below this share of known nodes, the data is of another cluster rather than changed. */
const MIN_KNOWN_SHARE = 0.5;
/** Positions of removed nodes are kept until they exceed this multiple of the current node count. */
const MAX_MEMORY = 1.5;

/**
 * Whether everything must be laid out from scratch: initially, while the first responses arrive and add nodes, and when
 * most nodes are new.
 */
export function needsFullLayout(before: LayoutState | undefined, input: LayoutInput, key: string): boolean {
  if (!before || before.key !== key) {
    return true;
  }
  const known = input.nodes.filter(({ id }) => before.positions.nodes.has(id)).length;
  const share = input.nodes.length === 0 ? 1 : known / input.nodes.length;
  return share < (before.isSettled ? MIN_KNOWN_SHARE : 1);
}

/** What a layout must contain. */
export interface LayoutRequest {
  key: string;
  input: LayoutInput;
  tree: Pick<GraphTree, 'nodes'>;
  /** The visible topology. */
  topology: Pick<GraphTopology, 'groups'>;
  pins: Pins;
  /** While the first data is loading, everything may move. */
  isLoading: boolean;
}

/**
 * Updates the layout for a request. Nodes keep their positions. Returns the same state if nothing has changed.
 *
 * @param layOutAll lays out the whole input; returns undefined while the layout is being computed
 * @returns the previous state while a new layout is being computed
 */
export function updateLayout(
  before: LayoutState | undefined,
  { key, input, tree, topology, pins, isLoading }: LayoutRequest,
  layOutAll: () => Positions | undefined
): LayoutState | undefined {
  let layoutState = before;
  if (needsFullLayout(before, input, key)) {
    const positions = layOutAll();
    if (!positions) {
      return before;
    }
    layoutState = { key, positions, cells: new Map(), pins: {}, isSettled: false };
  }
  if (!layoutState) {
    return undefined;
  }
  const extended = extendState(layoutState, input);
  const pinned = extended !== before || extended.pins !== pins ? withPins(extended, input, pins) : extended;
  const withAll = withCells(pinned, tree, topology);
  return isLoading || withAll.isSettled ? withAll : { ...withAll, isSettled: true };
}

/** Adds positions for all of an input without moving anything. */
export function extendState(before: LayoutState, input: LayoutInput): LayoutState {
  const positions = extendLayout(dropRemoved(before.positions, input), input);
  return positions === before.positions ? before : { ...before, positions };
}

/** Moves pinned nodes and groups to where the user put them. */
function withPins(layoutState: LayoutState, input: LayoutInput, pins: Pins): LayoutState {
  return { ...layoutState, positions: applyPins(layoutState.positions, pins, input), pins };
}

/** Assigns a cell to each child of expanded layout nodes. */
export function withCells(
  layoutState: LayoutState,
  tree: Pick<GraphTree, 'nodes'>,
  { groups }: Pick<GraphTopology, 'groups'>
): LayoutState {
  const contents = new Map<string, readonly string[]>();
  for (const { id } of groups) {
    const group = tree.nodes.get(id);
    if (group && !layoutState.positions.groups.has(id)) {
      contents.set(
        id,
        group.children.map(({ node }) => node.id)
      );
    }
  }
  const cells = assignCells(layoutState.cells, contents);
  return cells === layoutState.cells ? layoutState : { ...layoutState, cells };
}

function dropRemoved(positions: Positions, input: LayoutInput): Positions {
  if (positions.nodes.size <= input.nodes.length * MAX_MEMORY) {
    return positions;
  }
  const present = new Set(input.nodes.map(({ id }) => id));
  return { ...positions, nodes: new Map([...positions.nodes].filter(([id]) => present.has(id))) };
}
