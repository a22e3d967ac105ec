import { useEffect, useMemo, useState } from 'react';
import { type GraphTopology } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { type LayoutInput, type Layout, type Pins, type Positions } from '../layout/layoutInput';
import { layOut, wantsForces } from '../layout/layOut';
import { needsFullLayout, updateLayout, type LayoutState } from '../layout/layoutState';
import { toLayoutInput } from '../layout/toLayoutInput';
import { layOutInWorker } from '../worker/layOutInWorker';

/** So many sites are placed before anybody notices. */
const MAX_NODES_AT_ONCE = 400;

interface UseLayoutOptions {
  tree: GraphTree;
  /** Of the sites alone, which have places of their own. */
  layoutTopology: GraphTopology;
  /** What is shown. */
  visible: GraphTopology;
  /** Of another key nothing is kept. */
  key: string;
  layout: Layout;
  /** Width to height of what lies within the rim; counts when all is placed anew, and moves nothing else. */
  aspect: number;
  pins: Pins;
  /** While the first data come in, all may move. */
  isLoading: boolean;
}

/**
 * Where everything stands. It follows from the figures seen so far: what has a place keeps it.
 *
 * @returns undefined while a large graph is being placed for the first time
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

/** Forces take longer than a frame, and are loaded only where they are needed. */
function needsTime({ nodes, groups }: LayoutInput, layout: Layout): boolean {
  const alone = nodes.filter(({ group, isExternal }) => group === undefined && !isExternal).length;
  return nodes.length > MAX_NODES_AT_ONCE || wantsForces(layout, groups.length + alone);
}

/** The placement of a ground by the worker, once it is there. */
function useWorker(input: LayoutInput | undefined, layout: Layout, aspect: number, key: string): Positions | undefined {
  const [answer, setAnswer] = useState<{ input: LayoutInput; key: string; positions: Positions }>();
  useEffect(
    () => input && layOutInWorker({ input, layout, aspect }, (positions) => setAnswer({ input, key, positions })),
    [input, layout, aspect, key]
  );
  return input && answer?.input === input && answer.key === key ? answer.positions : undefined;
}
