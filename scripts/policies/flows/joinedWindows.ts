import { type TimeWindow } from '../../../src/core/time';

/** The time that windows cover together, in order: windows that overlap or touch become one. */
export function joinedWindows(windows: readonly TimeWindow[]): TimeWindow[] {
  const joined: TimeWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.startMs - b.startMs)) {
    const last = joined.at(-1);
    if (last === undefined || window.startMs > last.endMs) {
      joined.push({ ...window });
    } else {
      last.endMs = Math.max(last.endMs, window.endMs);
    }
  }
  return joined;
}
