import { shifted, type TimeWindow } from '../time';

const HOUR_MS = 3_600_000;

/** What a window is compared with: the window of the same length directly before, a day earlier, or a week earlier. */
export const COMPARISONS = ['before', 'day', 'week'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The earlier window of the same length. */
export function comparedWindow(window: TimeWindow, comparison: Comparison): TimeWindow {
  switch (comparison) {
    case 'before':
      return shifted(window, window.endMs - window.startMs);
    case 'day':
      return shifted(window, 24 * HOUR_MS);
    case 'week':
      return shifted(window, 7 * 24 * HOUR_MS);
  }
}
