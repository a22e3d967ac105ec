import { hashText, unit } from '../../simulator/world/hash';
import { floorTo, MINUTE_MS } from '../../simulator/world/time';

/** Four years: all hours, changes of month and of summer time, and a leap day. */
const FIRST_MS = Date.parse('2026-01-01T00:00:00Z');
const LAST_MS = Date.parse('2030-01-01T00:00:00Z');

/**
 * A start for a simulated world, a whole minute, that the run's seed decides. The run prints its seed when it
 * begins; EASTWEST_SEED=<seed> in the environment brings the same start again.
 */
export function seededStartMs(): number {
  const chance = unit(hashText(process.env.EASTWEST_SEED ?? ''));
  return floorTo(FIRST_MS + chance * (LAST_MS - FIRST_MS), MINUTE_MS);
}
