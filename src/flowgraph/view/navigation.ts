import { visibleNodeOf } from '../../core/graph/aggregation';
import { sameTarget, type Target } from '../canvas/highlight';
import { fitViewport } from '../canvas/viewport';
import { center, type Point, type Size } from '../layout/geometry';
import { pointOn } from '../layout/curve';
import { type GraphModel } from '../model/graphModel';
import { scrollIntoView } from '../model/scrollIntoView';
import { shownTarget } from '../model/shownTarget';
import { expansionOf, isOpenInView } from '../model/viewState';
import { type Panels } from './usePanels';
import { type Search } from './useSearch';
import { type Selection } from './useSelection';

/** Minimum zoom at which a search result is shown. */
const FOUND_ZOOM = 1;
/** In CSS pixels. */
const DETAILS_WIDTH = 340;
/** In CSS pixels. */
const OUTLINE_WIDTH = 320;
/** In CSS pixels. In a narrower panel, the list and the details would cover the whole graph. */
const MIN_WIDTH_BESIDE = 640;

/** The actions that change the selection and scroll or zoom to it. */
export interface Navigation {
  /** Selects a node, group or edge and scrolls it into view. Selecting it again clears the selection. */
  select: (target: Target | undefined) => void;
  deselect: () => void;
  /** Moves the keyboard focus of the list to a target and scrolls it into view. */
  focus: (target: Target | undefined) => void;
  /** Expands or collapses a node or group. */
  toggle: (id: string) => void;
  zoomTo: (id: string) => void;
  /** Selects the next (1) or previous (-1) search result and zooms to it. */
  goToFound: (by: 1 | -1) => void;
}

interface Context {
  model: GraphModel;
  selection: Selection;
  search: Search;
  panels: Panels;
  /** In CSS pixels. */
  screen: Size;
}

/** The width of the details, in CSS pixels. They cover a narrow panel. */
export function detailsWidth({ width }: Size): number {
  return width < MIN_WIDTH_BESIDE ? width : DETAILS_WIDTH;
}

/** The ways to select, find, and show nodes and edges, which keep what they select clear of the side panels. */
export function navigationFor({ model, selection, search, panels, screen }: Context): Navigation {
  const { data, zoomedView, dispatch, viewport, rectOf } = model;
  const { selected } = selection;
  const show = (target: Target | undefined, covering: { outline: boolean; details: boolean }) => {
    const point = target && pointOf(model, target);
    if (point && screen.width >= MIN_WIDTH_BESIDE) {
      const covered = { left: covering.outline ? OUTLINE_WIDTH : 0, right: covering.details ? DETAILS_WIDTH : 0 };
      viewport.change((before) => scrollIntoView(before, point, screen, covered));
    }
  };
  const zoomTo = (id: string) => {
    const rect = rectOf(id);
    if (rect) {
      viewport.change((before) => fitViewport(rect, screen, Math.max(FOUND_ZOOM, Math.min(before.zoom, 2))));
    }
  };
  return {
    select: (target) => {
      const next = sameTarget(target, selected) ? undefined : target;
      selection.select(next);
      // The list also covers the graph while it has keyboard focus.
      show(next, { outline: panels.hasOutline || selection.focused !== undefined, details: true });
    },
    deselect: () => selection.select(undefined),
    focus: (target) => {
      selection.focus(target);
      show(target, { outline: true, details: selected !== undefined });
    },
    toggle: (id) => {
      const node = data.tree.nodes.get(id);
      if (node && node.children.length > 0) {
        dispatch({ kind: isOpenInView(node, zoomedView) ? 'close' : 'open', id });
      }
    },
    zoomTo,
    goToFound: (by) => {
      const node = search.go(by);
      if (node) {
        const visible = visibleNodeOf(node, expansionOf(zoomedView)).node.id;
        selection.select({ kind: 'node', id: visible });
        zoomTo(visible);
      }
    },
  };
}

/** @returns the center of a node or edge, in world units */
function pointOf(model: GraphModel, target: Target): Point | undefined {
  const { rectOf, scene } = model;
  const { kind, id } = shownTarget(target, { ...model, tree: model.data.tree });
  if (kind === 'node') {
    const rect = rectOf(id);
    return rect && center(rect);
  }
  const placed = scene.edges.find(({ edge }) => edge.id === id);
  return placed && pointOn(placed.curve, 0.5);
}
