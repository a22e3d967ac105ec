import { type GraphTopology } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { extendLayout } from './extendLayout';
import { type LayoutInput, type Layout, type Pins, type Positions } from './layoutInput';
import { applyPins } from './pin';
import { assignCells, type CellAssignment } from './cellAssignment';

/** Where everything has been put so far. It remembers what is gone, so that it finds its place again. */
export interface LayoutState {
  /** Of another grouping or layout nothing is kept. */
  key: string;
  positions: Positions;
  cells: CellAssignment;
  /** The pins that are applied to the placement. */
  pins: Pins;
  /** Once all data have come nothing moves any more. */
  isSettled: boolean;
}

export interface LayoutKeyParts {
  grouping: string;
  layout: Layout;
  /** How often a person asked to have everything placed anew. */
  generation: number;
}

export function layoutKey({ grouping, layout, generation }: LayoutKeyParts): string {
  return `${grouping} ${layout} ${generation}`;
}

/** Fewer known sites than this share of all, and it is another cluster rather than a change. */
const MIN_KNOWN_SHARE = 0.5;
/** What is gone may hold this many times as many places as there are sites, then its places are free. */
const MAX_MEMORY = 1.5;

/**
 * Whether a ground needs to be placed as a whole: at first, while the first answers come in and show
 * what nobody knew of, and when most of it is unknown.
 */
export function needsFullLayout(before: LayoutState | undefined, input: LayoutInput, key: string): boolean {
  if (!before || before.key !== key) {
    return true;
  }
  const known = input.nodes.filter(({ id }) => before.positions.nodes.has(id)).length;
  const share = input.nodes.length === 0 ? 1 : known / input.nodes.length;
  return share < (before.isSettled ? MIN_KNOWN_SHARE : 1);
}

/** What a stage is set for. */
export interface LayoutRequest {
  key: string;
  input: LayoutInput;
  tree: Pick<GraphTree, 'nodes'>;
  /** What is shown. */
  topology: Pick<GraphTopology, 'groups'>;
  pins: Pins;
  /** While the first data come in, all may move. */
  isLoading: boolean;
}

/**
 * The stage for a setting, after the one before it: what has a place keeps it. The same stage where
 * nothing has changed.
 *
 * @param placeAll places the whole ground; undefined while that is being worked out
 * @returns the stage before where the new places are not there yet
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

/** The stage with room for all of a ground, from which nothing has moved. */
export function extendState(before: LayoutState, input: LayoutInput): LayoutState {
  const positions = extendLayout(dropRemoved(before.positions, input), input);
  return positions === before.positions ? before : { ...before, positions };
}

/** The stage with what a person moved where it was put. */
function withPins(layoutState: LayoutState, input: LayoutInput, pins: Pins): LayoutState {
  return { ...layoutState, positions: applyPins(layoutState.positions, pins, input), pins };
}

/** The stage with a cell for everything that lies in an open site. */
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
