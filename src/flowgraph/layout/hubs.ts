import { type GraphTopology, type VisibleEdge } from '../../core/graph/graph';

/** Minimum neighbors of a hub. */
const MIN_NEIGHBORS = 12;
const DNS_PORT = 53;

/**
 * Ids of hubs: endpoints with so many neighbors that their edges would hide all others. External nodes and DNS servers
 * are hubs from a dozen neighbors on.
 */
export function hubsOf({ nodes, edges }: GraphTopology): Set<string> {
  const edgeCounts = new Map<string, number>();
  nodes.filter(({ isExternal }) => isExternal).forEach(({ id }) => edgeCounts.set(id, 0));
  edges.filter(servesNames).forEach(({ target }) => edgeCounts.set(target, 0));
  for (const { source, target } of edges) {
    countAt(edgeCounts, source);
    if (source !== target) {
      countAt(edgeCounts, target);
    }
  }
  return new Set([...edgeCounts].filter(([, count]) => count >= MIN_NEIGHBORS).map(([id]) => id));
}

function countAt(edgeCounts: Map<string, number>, id: string): void {
  const count = edgeCounts.get(id);
  if (count !== undefined) {
    edgeCounts.set(id, count + 1);
  }
}

function servesNames({ ports }: VisibleEdge): boolean {
  return ports.length > 0 && ports.every((port) => port === DNS_PORT);
}
