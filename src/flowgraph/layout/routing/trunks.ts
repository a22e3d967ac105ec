import { type LayoutEdge } from '../layoutInput';

/** The line that each edge is drawn on: a trunk that it shares with others, or one of its own. */
export interface Line {
  /** Positive. Edges of the same trunk have the same number. */
  number: number;
  /** The end that all edges of the trunk share; undefined if the edge has a line of its own. */
  trunkOf: 'source' | 'target' | undefined;
}

/** Minimum number of edges in a trunk. */
const MIN_EDGES = 3;

/**
 * Assigns each edge to a line. Edges from or to the same node run as one trunk with branches, if there are at least
 * three. An edge that could be in two trunks is in the one with more edges.
 */
export function linesOf(edges: readonly LayoutEdge[]): Line[] {
  const outgoing = countBy(edges, ({ source }) => source);
  const incoming = countBy(edges, ({ target }) => target);
  const numbers = new Map<string, number>();
  let last = 0;
  const numberOf = (key: string) => {
    let number = numbers.get(key);
    if (number === undefined) {
      number = ++last;
      numbers.set(key, number);
    }
    return number;
  };
  return edges.map(({ source, target }): Line => {
    const out = outgoing.get(source) ?? 0;
    const into = incoming.get(target) ?? 0;
    if (Math.max(out, into) < MIN_EDGES) {
      return { number: ++last, trunkOf: undefined };
    }
    return into >= out
      ? { number: numberOf(`to ${target}`), trunkOf: 'target' }
      : { number: numberOf(`from ${source}`), trunkOf: 'source' };
  });
}

function countBy(edges: readonly LayoutEdge[], idOf: (edge: LayoutEdge) => string): Map<string, number> {
  const counts = new Map<string, number>();
  edges.forEach((edge) => counts.set(idOf(edge), (counts.get(idOf(edge)) ?? 0) + 1));
  return counts;
}
