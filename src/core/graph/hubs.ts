import { type Figure, type Tie } from './graph';

/** From how many neighbours on an endpoint that everybody talks to is a hub. */
const MIN_NEIGHBOURS = 12;
const DNS_PORT = 53;

/**
 * Endpoints that nearly everything talks to, whose edges would hide all others: what lies outside the
 * cluster, and name servers, once they have a dozen neighbours.
 */
export function hubsOf({ nodes, ties }: Figure): Set<string> {
  const edgeCounts = new Map<string, number>();
  nodes.filter(({ isExternal }) => isExternal).forEach(({ id }) => edgeCounts.set(id, 0));
  ties.filter(servesNames).forEach(({ target }) => edgeCounts.set(target, 0));
  for (const { source, target } of ties) {
    countAt(edgeCounts, source);
    if (source !== target) {
      countAt(edgeCounts, target);
    }
  }
  return new Set([...edgeCounts].filter(([, count]) => count >= MIN_NEIGHBOURS).map(([id]) => id));
}

function countAt(edgeCounts: Map<string, number>, id: string): void {
  const count = edgeCounts.get(id);
  if (count !== undefined) {
    edgeCounts.set(id, count + 1);
  }
}

function servesNames({ ports }: Tie): boolean {
  return ports.length > 0 && ports.every((port) => port === DNS_PORT);
}
