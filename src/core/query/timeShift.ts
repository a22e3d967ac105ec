import { invalidTimeShift } from './messages';
import { type Problem } from './untrusted';

/** The value for no comparison: nothing is queried. */
const OFF = 'off';

const UNIT_MS: Record<string, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** How many milliseconds earlier than the dashboard's the window of a query is; undefined if nothing is queried. */
export type ShiftMs = number | undefined;

/** Reads a time shift: "1h", "1d", "1w", "2h30m". An empty text is no shift, and "off" queries nothing. */
export function timeShiftMs(text: string): { shiftMs: ShiftMs } | { problem: NonNullable<Problem> } {
  const trimmed = text.trim();
  if (trimmed === OFF) {
    return { shiftMs: undefined };
  }
  const parts = [...trimmed.matchAll(/(\d+)([smhdw])/g)];
  return parts.map(([part]) => part).join('') === trimmed
    ? { shiftMs: parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0) }
    : { problem: invalidTimeShift(text) };
}
