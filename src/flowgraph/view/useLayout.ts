import { useEffect, useMemo, useState } from 'react';
import { type GraphTopology } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { type LayoutInput, type Layout, type Pins, type Positions } from '../layout/layoutInput';
import { layOut, wantsForces } from '../layout/layOut';
import { needsFullLayout, updateLayout, type LayoutState } from '../layout/layoutState';
import { toLayoutInput } from '../layout/toLayoutInput';
import { layOutInWorker } from '../worker/layOutInWorker';

/** A layout of this many nodes takes no noticeable time. */
const MAX_NODES_AT_ONCE = 400;

interface UseLayoutOptions {
  tree: GraphTree;
  /** The topology at the level of layout nodes. */
  layoutTopology: GraphTopology;
  /** The visible topology. */
  visible: GraphTopology;
  /** A layout with another key starts from scratch. */
  key: string;
  layout: Layout;
  /** Width divided by height of the screen. It only affects new layouts and moves nothing. */
  aspect: number;
  pins: Pins;
  /** While the first data is loading, everything may move. */
  isLoading: boolean;
}

/**
 * The layout of everything that has been visible so far. Nodes keep their positions.
 *
 * @returns undefined while the first layout of a large graph is being computed
 */
export function useLayout({
  tree,
  layoutTopology,
  visible,
  key,
  layout,
  aspect,
  pins,
  isLoading,
}: UseLayoutOptions): LayoutState | undefined {
  const [before, setBefore] = useState<LayoutState>();
  const { nodes } = tree;
  const input = useMemo(() => toLayoutInput({ nodes }, [layoutTopology, visible]), [nodes, layoutTopology, visible]);
  const isLarge = needsTime(input, layout);
  const placed = useWorker(isLarge && needsFullLayout(before, input, key) ? input : undefined, layout, aspect, key);
  const next = useMemo(
    () =>
      updateLayout(before, { key, input, tree: { nodes }, topology: visible, pins, isLoading }, () =>
        isLarge ? placed : layOut(input, layout, aspect)
      ),
    [before, key, input, nodes, visible, pins, isLoading, isLarge, placed, layout, aspect]
  );
  // State is set during the render, which React then repeats at once. With an effect, a render in between would extend
  // an outdated layout, and nodes could jump.
  if (next !== before) {
    setBefore(next);
  }
  return next?.key === key ? next : undefined;
}

/** Whether a layout takes longer than a frame. Force-directed layouts do, and their code is loaded on demand. */
function needsTime({ nodes, groups }: LayoutInput, layout: Layout): boolean {
  const alone = nodes.filter(({ group, isExternal }) => group === undefined && !isExternal).length;
  return nodes.length > MAX_NODES_AT_ONCE || wantsForces(layout, groups.length + alone);
}

/** The positions that the worker computes for an input; undefined until they are available. */
function useWorker(input: LayoutInput | undefined, layout: Layout, aspect: number, key: string): Positions | undefined {
  const [answer, setAnswer] = useState<{ input: LayoutInput; key: string; positions: Positions }>();
  useEffect(
    () => input && layOutInWorker({ input, layout, aspect }, (positions) => setAnswer({ input, key, positions })),
    [input, layout, aspect, key]
  );
  return input && answer?.input === input && answer.key === key ? answer.positions : undefined;
}
