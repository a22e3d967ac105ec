import { MINUTE_MS } from '../../simulator/world/time';

/** The minutes at which a condition is true, as times, by subject. */
export type Times = Map<string, number[]>;

export function addTime(times: Times, about: string, timeMs: number): void {
  times.set(about, [...(times.get(about) ?? []), timeMs]);
}

/**
 * When an alert fires that is evaluated at every step: its expression has been true for this long, without a gap.
 * Subjects that never fire are excluded.
 */
export function firingTimes(isTrue: Times, forSeconds: number, stepMs = MINUTE_MS): Times {
  const firing = [...isTrue].map(([about, timesMs]): [string, number[]] => {
    const all = new Set(timesMs);
    const steps = Array.from({ length: (forSeconds * 1_000) / stepMs + 1 }, (_, step) => step * stepMs);
    return [about, timesMs.filter((timeMs) => steps.every((agoMs) => all.has(timeMs - agoMs)))];
  });
  return new Map(firing.filter(([, timesMs]) => timesMs.length > 0));
}
