import { type Figure } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { grow } from './grow';
import { type Ground, type Layout, type Pins, type Placement } from './ground';
import { applyPins } from './pin';
import { assignSlots, type Slots } from './slots';

/** Where everything has been put so far. It remembers what is gone, so that it finds its place again. */
export interface Stage {
  /** Of another grouping or layout nothing is kept. */
  key: string;
  placement: Placement;
  slots: Slots;
  /** The pins that are applied to the placement. */
  pins: Pins;
  /** Once all data have come nothing moves any more. */
  isSettled: boolean;
}

export interface StageOptions {
  grouping: string;
  layout: Layout;
  /** How often a person asked to have everything placed anew. */
  generation: number;
}

export function stageKey({ grouping, layout, generation }: StageOptions): string {
  return `${grouping} ${layout} ${generation}`;
}

/** Fewer known sites than this share of all, and it is another cluster rather than a change. */
const SAME_WORLD = 0.5;
/** What is gone may hold this many times as many places as there are sites, then its places are free. */
const MAX_MEMORY = 1.5;

/**
 * Whether a ground needs to be placed as a whole: at first, while the first answers come in and show
 * what nobody knew of, and when most of it is unknown.
 */
export function needsPlacing(before: Stage | undefined, ground: Ground, key: string): boolean {
  if (!before || before.key !== key) {
    return true;
  }
  const known = ground.sites.filter(({ id }) => before.placement.sites.has(id)).length;
  const share = ground.sites.length === 0 ? 1 : known / ground.sites.length;
  return share < (before.isSettled ? SAME_WORLD : 1);
}

/** What a stage is set for. */
export interface Setting {
  key: string;
  ground: Ground;
  tree: Pick<GraphTree, 'nodes'>;
  /** What is shown. */
  figure: Pick<Figure, 'boxes'>;
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
export function setStage(
  before: Stage | undefined,
  { key, ground, tree, figure, pins, isLoading }: Setting,
  placeAll: () => Placement | undefined
): Stage | undefined {
  let stage = before;
  if (needsPlacing(before, ground, key)) {
    const placement = placeAll();
    if (!placement) {
      return before;
    }
    stage = { key, placement, slots: new Map(), pins: {}, isSettled: false };
  }
  if (!stage) {
    return undefined;
  }
  const extended = extend(stage, ground);
  const pinned = extended !== before || extended.pins !== pins ? withPins(extended, ground, pins) : extended;
  const withAll = withCells(pinned, tree, figure);
  return isLoading || withAll.isSettled ? withAll : { ...withAll, isSettled: true };
}

/** The stage with room for all of a ground, from which nothing has moved. */
export function extend(before: Stage, ground: Ground): Stage {
  const placement = grow(forgetGone(before.placement, ground), ground);
  return placement === before.placement ? before : { ...before, placement };
}

/** The stage with what a person moved where it was put. */
function withPins(stage: Stage, ground: Ground, pins: Pins): Stage {
  return { ...stage, placement: applyPins(stage.placement, pins, ground), pins };
}

/** The stage with a cell for everything that lies in an open site. */
export function withCells(stage: Stage, tree: Pick<GraphTree, 'nodes'>, { boxes }: Pick<Figure, 'boxes'>): Stage {
  const contents = new Map<string, readonly string[]>();
  for (const { id } of boxes) {
    const box = tree.nodes.get(id);
    if (box && !stage.placement.boxes.has(id)) {
      contents.set(
        id,
        box.children.map(({ node }) => node.id)
      );
    }
  }
  const slots = assignSlots(stage.slots, contents);
  return slots === stage.slots ? stage : { ...stage, slots };
}

function forgetGone(placement: Placement, ground: Ground): Placement {
  if (placement.sites.size <= ground.sites.length * MAX_MEMORY) {
    return placement;
  }
  const present = new Set(ground.sites.map(({ id }) => id));
  return { ...placement, sites: new Map([...placement.sites].filter(([id]) => present.has(id))) };
}
