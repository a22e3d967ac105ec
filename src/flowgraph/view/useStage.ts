import { useEffect, useMemo, useState } from 'react';
import { type Figure } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { type Ground, type Layout, type Pins, type Placement } from '../layout/ground';
import { place, wantsForces } from '../layout/place';
import { needsPlacing, setStage, type Stage } from '../layout/stage';
import { survey } from '../layout/survey';
import { placeInWorker } from '../worker/placeInWorker';

/** So many sites are placed before anybody notices. */
const MAX_SITES_AT_ONCE = 400;

interface StageRequest {
  tree: GraphTree;
  /** Of the sites alone, which have places of their own. */
  sites: Figure;
  /** What is shown. */
  shown: Figure;
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
export function useStage({
  tree,
  sites,
  shown,
  key,
  layout,
  aspect,
  pins,
  isLoading,
}: StageRequest): Stage | undefined {
  const [before, setBefore] = useState<Stage>();
  const { nodes } = tree;
  const ground = useMemo(() => survey({ nodes }, [sites, shown]), [nodes, sites, shown]);
  const isLarge = needsTime(ground, layout);
  const placed = useWorker(isLarge && needsPlacing(before, ground, key) ? ground : undefined, layout, aspect, key);
  const next = useMemo(
    () =>
      setStage(before, { key, ground, tree: { nodes }, figure: shown, pins, isLoading }, () =>
        isLarge ? placed : place(ground, layout, aspect)
      ),
    [before, key, ground, nodes, shown, pins, isLoading, isLarge, placed, layout, aspect]
  );
  if (next !== before) {
    setBefore(next);
  }
  return next?.key === key ? next : undefined;
}

/** Forces take longer than a frame, and are loaded only where they are needed. */
function needsTime({ sites, groups }: Ground, layout: Layout): boolean {
  const alone = sites.filter(({ group, isExternal }) => group === undefined && !isExternal).length;
  return sites.length > MAX_SITES_AT_ONCE || wantsForces(layout, groups.length + alone);
}

/** The placement of a ground by the worker, once it is there. */
function useWorker(ground: Ground | undefined, layout: Layout, aspect: number, key: string): Placement | undefined {
  const [answer, setAnswer] = useState<{ ground: Ground; key: string; placement: Placement }>();
  useEffect(
    () => ground && placeInWorker({ ground, layout, aspect }, (placement) => setAnswer({ ground, key, placement })),
    [ground, layout, aspect, key]
  );
  return ground && answer?.ground === ground && answer.key === key ? answer.placement : undefined;
}
