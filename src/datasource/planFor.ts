import { type TimeWindow } from '../core/flow/flow';
import { planWindow, type WindowPlan } from '../core/query/planWindow';
import { DEFAULT_INGESTION_LAG_SECONDS, DEFAULT_MOST_QUERIES } from './options';
import { type Sources } from './sources';

/** The windows in which the flow API is asked for a range, by its clock and within the budget of the settings. */
export function planFor(
  { settings, client }: Pick<Sources, 'settings' | 'client'>,
  range: TimeWindow,
  queriesPerWindow: number
): WindowPlan {
  // Provisioned settings may also hold null for what nobody chose.
  const lagSeconds = settings.ingestionLagSeconds ?? DEFAULT_INGESTION_LAG_SECONDS;
  const mostQueries = settings.mostQueries ?? DEFAULT_MOST_QUERIES;
  return planWindow(range, {
    nowMs: client.nowMs(),
    ingestionLagMs: lagSeconds * 1_000,
    mostParts: Math.max(1, Math.floor(mostQueries / queriesPerWindow)),
  });
}
