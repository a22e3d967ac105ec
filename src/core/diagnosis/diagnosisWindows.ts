import { type TimeWindow } from '../time';
import { type Observations } from './observations';

/** A minute holds two scrapes of an agent and two of its reports. */
const LEAST_STEP_MS = 60_000;
/** More steps than a diagnosis needs to find when something began. */
const MOST_STEPS = 60;
/** Two steps of a change make it more than a late report. */
const LEAST_STEPS = 2;
/** Agents report every 30 seconds, so the last report of a step can be this late. */
const REPORT_MS = 30_000;

/**
 * The windows of a diagnosis of a time range: whole steps, of which the last one is complete, and as many before.
 *
 * @param nowMs the current time.
 */
export function diagnosisWindows(
  { startMs, endMs }: TimeWindow,
  nowMs: number
): Pick<Observations, 'windows' | 'stepMs'> {
  const lastMs = Math.min(endMs, nowMs - REPORT_MS);
  const stepMs = Math.max(Math.ceil((lastMs - startMs) / MOST_STEPS / LEAST_STEP_MS), 1) * LEAST_STEP_MS;
  const stepsEndMs = Math.floor(lastMs / stepMs) * stepMs;
  const lengthMs = Math.max(Math.ceil((stepsEndMs - startMs) / stepMs), LEAST_STEPS) * stepMs;
  const now = { startMs: stepsEndMs - lengthMs, endMs: stepsEndMs };
  return { windows: { before: { startMs: now.startMs - lengthMs, endMs: now.startMs }, now }, stepMs };
}
