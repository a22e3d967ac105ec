import { type Dispatch, type SetStateAction, useEffect, useLayoutEffect } from 'react';
import { type Exploration } from '../../core/graph/exploration';
import { depthOfLevel, LEVELS_OF } from '../../core/graph/level';
import { type GraphTree } from '../../core/graph/tree';
import { visibleWorld, type View } from '../canvas/view';
import { overlap, type Size } from '../layout/geometry';
import { type Placement } from '../layout/ground';

/** What the zoom opens and closes by itself. */
export interface ZoomedOpening {
  /** Names of workloads cannot be read: boxes stand for them. */
  closesGroups: boolean;
  /** Workloads on the screen that have room for their pods. */
  opened: readonly string[];
}

/** An exploration as the zoom opens and closes it; what somebody opened or closed by hand stays. */
export function followZoom(at: Exploration, { closesGroups, opened }: ZoomedOpening): Exploration {
  const isDeep = depthOfLevel(at.grouping, at.level) > GROUP_DEPTH;
  const level = closesGroups && isDeep && at.followsZoom ? LEVELS_OF[at.grouping][GROUP_DEPTH] : at.level;
  const more = opened.filter((id) => !at.closed.includes(id));
  return level === at.level && more.length === 0 ? at : { ...at, level, opened: [...at.opened, ...more] };
}

const GROUP_DEPTH = 1;

export const AS_CHOSEN: ZoomedOpening = { closesGroups: false, opened: [] };

/** At less zoom names of sites are not legible; a little more opens them again, so that nothing flickers. */
const CLOSE_BELOW = 0.34;
const OPEN_ABOVE = 0.38;
/** From this height on the screen a site shows what lies in it. */
const ROOMY_PIXELS = 190;
const REST_MS = 150;

interface Request {
  tree: GraphTree;
  placement: Placement | undefined;
  view: View;
  /** Whether somebody has moved the view; before that, it is followed at once. */
  isMoved: boolean;
  screen: Size;
  isEnabled: boolean;
}

/** Follows the zoom when it has come to rest: a picture that changes while one moves is none to read. */
export function useFollowZoom(
  setOpening: Dispatch<SetStateAction<ZoomedOpening>>,
  { tree, placement, view, isMoved, screen, isEnabled }: Request
): void {
  const update = () =>
    setOpening((before) => {
      const next = isEnabled && placement ? openingFor(before, tree, placement, view, screen) : AS_CHOSEN;
      return isSame(before, next) ? before : next;
    });
  useLayoutEffect(() => {
    if (!isMoved) {
      update();
    }
    // The function is new at every render and reads only what is listed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tree, placement, view, isMoved, screen, isEnabled]);
  useEffect(() => {
    const rest = setTimeout(update, REST_MS);
    return () => clearTimeout(rest);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tree, placement, view, screen, isEnabled]);
}

function openingFor(
  before: ZoomedOpening,
  tree: GraphTree,
  { sites }: Placement,
  view: View,
  screen: Size
): ZoomedOpening {
  const closesGroups = view.zoom < (before.closesGroups ? OPEN_ABOVE : CLOSE_BELOW);
  const world = visibleWorld(view, screen);
  const opened = [...sites].flatMap(([id, rect]) => {
    const hasRoom = rect.height * view.zoom >= ROOMY_PIXELS && overlap(rect, world);
    return hasRoom && (tree.nodes.get(id)?.children.length ?? 0) > 1 ? [id] : [];
  });
  return { closesGroups, opened };
}

function isSame(a: ZoomedOpening, b: ZoomedOpening): boolean {
  return a.closesGroups === b.closesGroups && a.opened.join('\n') === b.opened.join('\n');
}
