import { type GraphEdge } from './graph';

/** How badly an edge loses segments; "unknown" where no report told, which is not "none". */
export type LossLevel = 'unknown' | 'none' | 'some' | 'severe';

/**
 * From how many retransmissions per GB an edge counts as lossy. A GB is about 685,000 full segments,
 * so these are 0.15 % and 1.5 % of them: the first is worth a look, the second is felt by users.
 */
export const LOSS_PER_GB = { some: 1_000, severe: 10_000 } as const;

/** Fewer events than this are chance, whatever the ratio: one loss in a flow of a kilobyte is a million per GB. */
const MIN_EVENTS = { some: 3, severe: 10 } as const;

const BYTES_PER_GB = 1e9;

/** How often a sender had to send again, retransmissions and timeouts together; 0 where no report told. */
export function lossEvents({ retransmissions, timeouts }: GraphEdge): number {
  return (retransmissions ?? 0) + (timeouts ?? 0);
}

/** Retransmissions and timeouts together per GB of payload; undefined where no report told. */
export function lossPerGb(edge: GraphEdge): number | undefined {
  if (edge.retransmissions === undefined && edge.timeouts === undefined) {
    return undefined;
  }
  const events = lossEvents(edge);
  // An edge whose bytes are outside the top is known to be small, not to be empty.
  return events === 0 ? 0 : events / (Math.max(edge.bytes, 1) / BYTES_PER_GB);
}

export function lossLevel(edge: GraphEdge): LossLevel {
  const perGb = lossPerGb(edge);
  if (perGb === undefined) {
    return 'unknown';
  }
  const events = lossEvents(edge);
  if (perGb >= LOSS_PER_GB.severe && events >= MIN_EVENTS.severe) {
    return 'severe';
  }
  return perGb >= LOSS_PER_GB.some && events >= MIN_EVENTS.some ? 'some' : 'none';
}
