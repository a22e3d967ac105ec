import { type EdgeMetrics } from './edgeMetrics';

/** How many segments an edge loses; "unknown" if no losses were reported, which is not the same as "none". */
export type LossLevel = 'unknown' | 'none' | 'some' | 'severe';

/**
 * Retransmissions per GB from which an edge counts as lossy. A GB is about 685,000 full segments, so these are 0.15 %
 * and 1.5 % of them: the first is worth checking, the second affects users.
 */
export const LOSS_PER_GB = { some: 1_000, severe: 10_000 } as const;

/** Fewer events are chance, regardless of the ratio: one loss in a flow of 1 kB is a million per GB. */
export const MIN_EVENTS = { some: 3, severe: 10 } as const;

export const BYTES_PER_GB = 1e9;

/** Retransmissions and retransmission timeouts together; 0 if not reported. */
export function lossEvents({ retransmissions, timeouts }: EdgeMetrics): number {
  return (retransmissions ?? 0) + (timeouts ?? 0);
}

/**
 * Retransmissions and timeouts per GB of payload, over the flows for which both losses and bytes are known; undefined
 * if not reported. A flow that is among the top contributors by losses but not by bytes has unknown bytes: dividing by
 * the bytes of other flows would make every such edge look broken.
 */
export function lossPerGb({ retransmissions, timeouts, ratedLosses, bytes }: EdgeMetrics): number | undefined {
  if (bytes === undefined || (retransmissions === undefined && timeouts === undefined)) {
    return undefined;
  }
  return ratedLosses === 0 ? 0 : ratedLosses / (Math.max(bytes, 1) / BYTES_PER_GB);
}

/**
 * The number of limits of losses per GB that an edge reaches; undefined if no losses were reported. Few events are
 * chance: they reach no limit, or one at most.
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

/** The number of limits that a value reaches. */
export function countReached(limits: readonly number[], value: number): number {
  return limits.reduce((count, limit) => (value >= limit ? count + 1 : count), 0);
}

const LEVELS: readonly LossLevel[] = ['none', 'some', 'severe'];
const LIMITS = [LOSS_PER_GB.some, LOSS_PER_GB.severe];

/** The loss level of an edge by the default limits. */
export function lossLevel(edge: EdgeMetrics): LossLevel {
  const step = lossStep(edge, LIMITS);
  return step === undefined ? 'unknown' : (LEVELS[step] ?? 'severe');
}

/**
 * Whether losses without a byte count are significant: above the absolute minimum, and above the limit per GB of the
 * bytes that are known.
 */
function mayBeLossy(edge: EdgeMetrics): boolean {
  const unratedLosses = lossEvents(edge) - edge.ratedLosses;
  const mostPerGb = lossEvents(edge) / (Math.max(edge.bytes ?? 0, 1) / BYTES_PER_GB);
  return unratedLosses >= MIN_EVENTS.severe && mostPerGb >= LOSS_PER_GB.some;
}

/** Whether the losses of an edge are significant. */
export function isLossy(edge: EdgeMetrics): boolean {
  const level = lossLevel(edge);
  return level === 'some' || level === 'severe';
}
