import { type EdgeMetrics } from './edgeMetrics';

/** How badly an edge loses segments; "unknown" where no report told, which is not "none". */
export type LossLevel = 'unknown' | 'none' | 'some' | 'severe';

/**
 * From how many retransmissions per GB an edge counts as lossy. A GB is about 685,000 full segments,
 * so these are 0.15 % and 1.5 % of them: the first is worth a look, the second is felt by users.
 */
export const LOSS_PER_GB = { some: 1_000, severe: 10_000 } as const;

/** Fewer events than this are chance, whatever the ratio: one loss in a flow of a kilobyte is a million per GB. */
export const MIN_EVENTS = { some: 3, severe: 10 } as const;

export const BYTES_PER_GB = 1e9;

/** How often a sender had to send again, retransmissions and timeouts together; 0 where no report told. */
export function lossEvents({ retransmissions, timeouts }: EdgeMetrics): number {
  return (retransmissions ?? 0) + (timeouts ?? 0);
}

/**
 * Retransmissions and timeouts per GB of payload, over the flows of which both are known; undefined
 * where no report told. A flow in the top of losses but not of bytes has bytes that nobody knows:
 * dividing by what happens to be known would make every such edge look broken.
 */
export function lossPerGb({ retransmissions, timeouts, ratedLosses, bytes }: EdgeMetrics): number | undefined {
  if (bytes === undefined || (retransmissions === undefined && timeouts === undefined)) {
    return undefined;
  }
  return ratedLosses === 0 ? 0 : ratedLosses / (Math.max(bytes, 1) / BYTES_PER_GB);
}

/**
 * How many limits of losses per GB an edge reaches; undefined where no report told. Few events are
 * chance and reach none, or one.
 */
export function lossStep(edge: EdgeMetrics, limits: readonly number[]): number | undefined {
  if (edge.retransmissions === undefined && edge.timeouts === undefined) {
    return undefined;
  }
  const perGb = lossPerGb(edge) ?? 0;
  const reached = countReached(limits, perGb);
  const most = edge.ratedLosses >= MIN_EVENTS.severe ? limits.length : edge.ratedLosses >= MIN_EVENTS.some ? 1 : 0;
  return Math.max(Math.min(reached, most), mayBeLossy(edge) ? 1 : 0);
}

/** How many of some limits a value reaches. */
export function countReached(limits: readonly number[], value: number): number {
  return limits.reduce((count, limit) => (value >= limit ? count + 1 : count), 0);
}

const LEVELS: readonly LossLevel[] = ['none', 'some', 'severe'];
const LIMITS = [LOSS_PER_GB.some, LOSS_PER_GB.severe];

export function lossLevel(edge: EdgeMetrics): LossLevel {
  const step = lossStep(edge, LIMITS);
  return step === undefined ? 'unknown' : (LEVELS[step] ?? 'severe');
}

/**
 * Whether losses without a ratio are worth a look: many, and too many for the bytes that are known,
 * which is the most that can be said of them.
 */
function mayBeLossy(edge: EdgeMetrics): boolean {
  const unratedLosses = lossEvents(edge) - edge.ratedLosses;
  const mostPerGb = lossEvents(edge) / (Math.max(edge.bytes ?? 0, 1) / BYTES_PER_GB);
  return unratedLosses >= MIN_EVENTS.severe && mostPerGb >= LOSS_PER_GB.some;
}

/** Whether an edge loses more than by chance. */
export function isLossy(edge: EdgeMetrics): boolean {
  const level = lossLevel(edge);
  return level === 'some' || level === 'severe';
}
