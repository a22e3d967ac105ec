import { BYTES_PER_GB } from '../../core/graph/loss';

/** Values over time, ascending. */
export interface TimeSeries {
  timesMs: number[];
  values: number[];
}

/** Since when a value has reached a limit. */
export interface Onset {
  timeMs: number;
  /** Whether the value already reached it when the series began, so that the onset is earlier. */
  isEarlier: boolean;
  /** The time of the last value. */
  endMs: number;
}

/** The first time from which on all values reach a limit; undefined if the last one does not. */
export function onsetOf({ timesMs, values }: TimeSeries, limit: number): Onset | undefined {
  const first = values.reduce((after, value, index) => (value < limit ? index + 1 : after), 0);
  const [timeMs, endMs] = [timesMs[first], timesMs[timesMs.length - 1]];
  return timeMs === undefined || endMs === undefined ? undefined : { timeMs, endMs, isEarlier: first === 0 };
}

export type Direction = 'rising' | 'falling';

/** Factor between the two halves of a series from which on it rises or falls. Smaller changes are usual fluctuation. */
const CHANGE_FACTOR = 1.25;

/** Whether the mean of the later half of the values is clearly above or below the mean of the earlier half. */
export function directionOf({ values }: TimeSeries): Direction | undefined {
  const half = Math.floor(values.length / 2);
  const earlier = meanOf(values.slice(0, half));
  const later = meanOf(values.slice(values.length - half));
  if (half === 0 || earlier === later) {
    return undefined;
  }
  return later >= earlier * CHANGE_FACTOR ? 'rising' : later * CHANGE_FACTOR <= earlier ? 'falling' : undefined;
}

/**
 * Losses per GB over time. Times without any bytes or losses have no value, and losses without bytes are infinitely many.
 *
 * @param bytes per second
 * @param losses kinds of losses per second, which are added
 */
export function lossesPerGb(bytes: TimeSeries | undefined, losses: readonly TimeSeries[]): TimeSeries {
  const bytesAt = sumByTime(bytes ? [bytes] : []);
  const lossesAt = sumByTime(losses);
  const points = [...new Set([...bytesAt.keys(), ...lossesAt.keys()])]
    .sort((a, b) => a - b)
    .map((timeMs) => ({ timeMs, value: ((lossesAt.get(timeMs) ?? 0) / (bytesAt.get(timeMs) ?? 0)) * BYTES_PER_GB }))
    .filter(({ value }) => !Number.isNaN(value));
  return { timesMs: points.map(({ timeMs }) => timeMs), values: points.map(({ value }) => value) };
}

function sumByTime(all: readonly TimeSeries[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { timesMs, values } of all) {
    timesMs.forEach((timeMs, index) => sums.set(timeMs, (sums.get(timeMs) ?? 0) + (values[index] ?? 0)));
  }
  return sums;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
