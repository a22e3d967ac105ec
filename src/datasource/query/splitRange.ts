import { type TimeWindow } from '../../core/time';
import { planWindow, type WindowPlan } from '../../core/query/planWindow';
import { DEFAULT_INGESTION_LAG_SECONDS, DEFAULT_MOST_QUERIES } from '../settings/options';
import { type QueryContext } from '../context/queryContext';

/** The windows in which the flow API is asked for a range, by its clock and within the budget of the settings. */
export function splitRange(
  { settings, client }: Pick<QueryContext, 'settings' | 'client'>,
  range: TimeWindow,
  queriesPerWindow: number
): WindowPlan {
  // Provisioned settings may also hold null for what nobody chose.
  const lagSeconds = settings.ingestionLagSeconds ?? DEFAULT_INGESTION_LAG_SECONDS;
  const mostQueries = settings.mostQueries ?? DEFAULT_MOST_QUERIES;
  return planWindow(range, {
    nowMs: client.nowMs(),
    ingestionLagMs: lagSeconds * 1_000,
    maxParts: Math.max(1, Math.floor(mostQueries / queriesPerWindow)),
  });
}
