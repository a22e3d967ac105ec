/** What a node sent or answered. */
export interface EndStats {
  bytes: number;
  /** 0 to 1: how much of it is on edges that lost something. */
  lossy: number;
}

/** What passed between two nodes. */
interface Transfer {
  /** Ids of both nodes. */
  ends: readonly string[];
  bytes: number;
  isLossy: boolean;
}

/** The sums of all transfers by the id of the node at either end. */
export function endStatsOf(transfers: readonly Transfer[]): Map<string, EndStats> {
  const stats = new Map<string, EndStats>();
  for (const { ends, bytes, isLossy } of transfers) {
    for (const end of ends) {
      const known = stats.get(end) ?? { bytes: 0, lossy: 0 };
      const lossyBytes = known.lossy * known.bytes + (isLossy ? bytes : 0);
      const sum = known.bytes + bytes;
      stats.set(end, { bytes: sum, lossy: sum === 0 ? 0 : lossyBytes / sum });
    }
  }
  return stats;
}
