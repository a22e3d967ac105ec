import { hashText, unit } from '../../simulator/world/hash';
import { floorTo, MINUTE_MS } from '../../simulator/world/time';

/** Four years, with all hours, month changes, daylight saving time changes, and a leap day. */
const FIRST_MS = Date.parse('2026-01-01T00:00:00Z');
const LAST_MS = Date.parse('2030-01-01T00:00:00Z');

/**
 * Returns a start time for a simulated world, in whole minutes, which depends on the seed of the run. A run prints its
 * seed when it begins. To repeat the same start, set EASTWEST_SEED=<seed> in the environment.
 */
export function seededStartMs(): number {
  const chance = unit(hashText(process.env.EASTWEST_SEED ?? ''));
  return floorTo(FIRST_MS + chance * (LAST_MS - FIRST_MS), MINUTE_MS);
}
