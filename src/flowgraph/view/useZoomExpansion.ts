import { type Dispatch, type SetStateAction, useEffect, useLayoutEffect } from 'react';
import { type ViewState } from '../model/viewState';
import { depthOfLevel, LEVELS_OF } from '../../core/graph/level';
import { type GraphTree } from '../../core/graph/tree';
import { visibleWorld, type Viewport } from '../canvas/viewport';
import { overlap, type Size } from '../layout/geometry';
import { type Positions } from '../layout/layoutInput';

/** What the zoom expands and collapses automatically. */
export interface ZoomExpansion {
  /** Whether workloads are too small to read, so that groups are collapsed. */
  closesGroups: boolean;
  /** Ids of workloads on the screen that have space for their pods. */
  opened: readonly string[];
}

/** Applies the zoom to a view state. What was expanded or collapsed manually stays. */
export function followZoom(viewState: ViewState, { closesGroups, opened }: ZoomExpansion): ViewState {
  const isDeep = depthOfLevel(viewState.grouping, viewState.level) > GROUP_DEPTH;
  const level =
    closesGroups && isDeep && viewState.followsZoom ? LEVELS_OF[viewState.grouping][GROUP_DEPTH] : viewState.level;
  const more = opened.filter((id) => !viewState.closed.includes(id));
  return level === viewState.level && more.length === 0
    ? viewState
    : { ...viewState, level, opened: [...viewState.opened, ...more] };
}

const GROUP_DEPTH = 1;

/** Without any effect of the zoom. */
export const NO_ZOOM_EXPANSION: ZoomExpansion = { closesGroups: false, opened: [] };

/** Below this zoom, names of workloads are smaller than 9 pixels. Expanding requires a slightly higher zoom, so that nothing flickers. */
const CLOSE_BELOW = 0.53;
const OPEN_ABOVE = 0.57;
/** Height on the screen from which on a node is expanded. */
const ROOMY_PIXELS = 190;
const REST_MS = 150;

interface Request {
  tree: GraphTree;
  positions: Positions | undefined;
  viewport: Viewport;
  /** Whether the user has panned or zoomed. Before that, changes apply immediately. */
  isMoved: boolean;
  screen: Size;
  isEnabled: boolean;
}

/** Expands and collapses when zooming has ended: a graph that changes during the movement would be hard to follow. */
export function useFollowZoom(
  setExpansion: Dispatch<SetStateAction<ZoomExpansion>>,
  { tree, positions, viewport, isMoved, screen, isEnabled }: Request
): void {
  const update = () =>
    setExpansion((before) => {
      const next = isEnabled && positions ? expansionFor(before, tree, positions, viewport, screen) : NO_ZOOM_EXPANSION;
      return isSame(before, next) ? before : next;
    });
  useLayoutEffect(() => {
    if (!isMoved) {
      update();
    }
    // The function is new at every render and only reads what is listed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tree, positions, viewport, isMoved, screen, isEnabled]);
  useEffect(() => {
    const rest = setTimeout(update, REST_MS);
    return () => clearTimeout(rest);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tree, positions, viewport, screen, isEnabled]);
}

function expansionFor(
  before: ZoomExpansion,
  tree: GraphTree,
  { nodes }: Positions,
  viewport: Viewport,
  screen: Size
): ZoomExpansion {
  const closesGroups = viewport.zoom < (before.closesGroups ? OPEN_ABOVE : CLOSE_BELOW);
  const world = visibleWorld(viewport, screen);
  const opened = [...nodes].flatMap(([id, rect]) => {
    const hasRoom = rect.height * viewport.zoom >= ROOMY_PIXELS && overlap(rect, world);
    return hasRoom && (tree.nodes.get(id)?.children.length ?? 0) > 1 ? [id] : [];
  });
  return { closesGroups, opened };
}

function isSame(a: ZoomExpansion, b: ZoomExpansion): boolean {
  return a.closesGroups === b.closesGroups && a.opened.join('\n') === b.opened.join('\n');
}
