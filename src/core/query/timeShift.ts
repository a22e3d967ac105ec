import { type Problem } from './untrusted';

/** In place of a shift: the query asks for nothing, because nobody compares. */
const OFF = 'off';

const UNIT_MS: Record<string, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** By how much earlier than the dashboard's a query's window is; undefined where it asks for nothing. */
export type ShiftMs = number | undefined;

/** "1h", "1d", "1w", "2h30m"; nothing is no shift, "off" asks for nothing. */
export function timeShiftMs(text: string): { shiftMs: ShiftMs } | { problem: NonNullable<Problem> } {
  const trimmed = text.trim();
  if (trimmed === OFF) {
    return { shiftMs: undefined };
  }
  const parts = [...trimmed.matchAll(/(\d+)([smhdw])/g)];
  return parts.map(([part]) => part).join('') === trimmed
    ? { shiftMs: parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0) }
    : { problem: `The time shift is "${text}". Write it as 1h, 1d, 1w or 2h30m, "off" for none of these flows.` };
}
