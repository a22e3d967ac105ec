import { type Points } from '../events/intervals';
import { isCellAt } from './isAt';
import { type Observations } from './observations';
import { type Place } from './place';
import { type Traffic } from './traffic';

/** Values in the steps of a diagnosis, at the end of each step. */
export interface Trends {
  timesMs: readonly number[];
  /** Payload bytes per second of both directions. */
  bytesPerSecond: readonly number[];
  /** Retransmissions and timeouts in each step. */
  losses: readonly number[];
  /** Packets above all allowances of the place's node in each step; absent for other places, or if they are unknown. */
  exceededPackets?: readonly number[];
}

/** The trends at a place. */
export function trendsAt(place: Place, traffic: Traffic, observations: Observations): Trends {
  const [startMs = 0, ...timesMs] = traffic.timesMs;
  const cells = traffic.cells.filter(({ cell }) => isCellAt(cell, place));
  const sums = (valuesOf: (cell: (typeof cells)[number]) => readonly number[]) =>
    timesMs.map((_, step) => cells.reduce((sum, cell) => sum + (valuesOf(cell)[step] ?? 0), 0));
  const seconds = timesMs.map((timeMs, step) => (timeMs - (timesMs[step - 1] ?? startMs)) / 1_000);
  const exceeded = exceededAt(place, timesMs, observations);
  return {
    timesMs,
    bytesPerSecond: sums(({ cell }) => cell.bytes).map((bytes, step) => bytes / (seconds[step] ?? 1)),
    losses: sums(({ cell }) => cell.losses),
    ...(exceeded && { exceededPackets: exceeded }),
  };
}

function exceededAt(place: Place, timesMs: readonly number[], { allowances, stepMs }: Observations) {
  if (allowances === undefined || (place.kind !== 'node' && place.kind !== 'interface')) {
    return undefined;
  }
  const isHere = ({ labels }: Points) =>
    labels.node === place.node && (place.kind === 'node' || labels.eni === place.eni);
  const series = allowances.flatMap((allowance) => allowance.series.filter(isHere));
  return timesMs.map((endMs) =>
    series.reduce((sum, points) => sum + sumWithin(points, { startMs: endMs - stepMs, endMs }), 0)
  );
}

/** The sum of the values in (startMs, endMs]. */
function sumWithin({ timesMs, values }: Points, { startMs, endMs }: { startMs: number; endMs: number }): number {
  return values.reduce((sum, value, index) => {
    const timeMs = timesMs[index] ?? 0;
    return timeMs > startMs && timeMs <= endMs ? sum + value : sum;
  }, 0);
}
