import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { hasDenied } from '../../core/graph/edgeVerdicts';
import { lossEvents, lossLevel, type LossLevel } from '../../core/graph/loss';

/** The edges of a graph in reading order: denied ones, then those with significant losses, by losses, then others by bytes. */
export function worstEdgesFirst({ edges }: Pick<FlowGraph, 'edges'>): GraphEdge[] {
  return edges
    .map(rate)
    .sort(worstFirst)
    .map(({ edge }) => edge);
}

/** The first edge in reading order, if its losses are significant. */
export function worstEdge({ edges }: Pick<FlowGraph, 'edges'>): GraphEdge | undefined {
  let worst: RatedEdge | undefined;
  for (const edge of edges) {
    const rated = rate(edge);
    if (rated.level >= 0 && (!worst || worstFirst(rated, worst) < 0)) {
      worst = rated;
    }
  }
  return worst?.edge;
}

interface RatedEdge {
  edge: GraphEdge;
  level: number;
}

/** Loss levels in ascending order. A few losses are chance regardless of the ratio, and do not count. */
const LEVELS: readonly LossLevel[] = ['some', 'severe'];

function rate(edge: GraphEdge): RatedEdge {
  return { edge, level: LEVELS.indexOf(lossLevel(edge)) };
}

function worstFirst(a: RatedEdge, b: RatedEdge): number {
  return (
    Number(hasDenied(b.edge)) - Number(hasDenied(a.edge)) ||
    b.level - a.level ||
    lossesIfLossy(b) - lossesIfLossy(a) ||
    bytesOf(b) - bytesOf(a)
  );
}

function lossesIfLossy({ edge, level }: RatedEdge): number {
  return level < 0 ? 0 : lossEvents(edge);
}

function bytesOf({ edge: { bytes } }: RatedEdge): number {
  return bytes ?? 0;
}
