import { useCallback, useMemo, useState } from 'react';
import { shownTarget } from '../model/shownTarget';
import { liesIn } from '../model/viewState';
import { type Highlight, highlightOf, sameTarget, type Target } from '../canvas/highlight';
import { type Point } from '../layout/geometry';
import { placeSingly } from '../layout/scene';
import { type GraphModel } from '../model/graphModel';

/** What is selected, under the pointer, and focused by the keyboard. */
export interface Selection {
  selected: Target | undefined;
  select: (target: Target | undefined) => void;
  hovered: { target: Target; at: Point } | undefined;
  hover: (target: Target | undefined, at: Point) => void;
  /** What the list of problems points at. */
  pointAt: (target: Target | undefined) => void;
  focused: Target | undefined;
  focus: (target: Target | undefined) => void;
  /** The part of the graph that stays bright. */
  highlight: Highlight | undefined;
}

/** @param initial id of the node, group or edge that is selected initially */
export function useSelection(
  { data: { tree }, graph, lines, linesView, problems, scene, rectOf }: GraphModel,
  initial: string | undefined
): Selection {
  const [selected, select] = useState<Target | undefined>(() => targetOf(initial, tree.nodes));
  const [hovered, setHovered] = useState<Selection['hovered']>();
  const [pointed, pointAt] = useState<Target>();
  const [focused, focus] = useState<Target>();
  const hover = useCallback(
    (target: Target | undefined, at: Point) =>
      // The same target stays the same object, so that moving over it renders the tooltip but not the graph.
      setHovered(
        (before) => target && { target: before && sameTarget(before.target, target) ? before.target : target, at }
      ),
    []
  );
  const target = hovered?.target ?? pointed ?? focused ?? selected;
  const single = useMemo(() => (graph === lines ? [] : placeSingly(graph.edges, rectOf)), [graph, lines, rectOf]);
  const shown = useMemo(
    () => target && shownTarget(target, { graph, lines, problems, tree, linesView }),
    [target, graph, lines, problems, tree, linesView]
  );
  const highlight = useMemo(
    () => highlightOf(scene, shown, (id, group) => liesIn(tree.nodes.get(id), group), single),
    [scene, shown, tree, single]
  );
  return { selected, select, hovered, hover, pointAt, focused, focus, highlight };
}

function targetOf(id: string | undefined, nodes: ReadonlyMap<string, unknown>): Target | undefined {
  return id === undefined ? undefined : { kind: nodes.has(id) || !id.includes('>') ? 'node' : 'edge', id };
}
