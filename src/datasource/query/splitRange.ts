import { type TimeWindow } from '../../core/time';
import { planWindow, type WindowPlan } from '../../core/query/planWindow';
import { DEFAULT_INGESTION_LAG_SECONDS, DEFAULT_MAX_QUERIES } from '../settings/options';
import { type QueryContext } from '../context/queryContext';

/** Splits a range into the windows of flow API queries, by the API's clock and within the limit in the settings. */
export function splitRange(
  { settings, client }: Pick<QueryContext, 'settings' | 'client'>,
  range: TimeWindow,
  queriesPerWindow: number
): WindowPlan {
  // Provisioned settings can contain null for defaults.
  const lagSeconds = settings.ingestionLagSeconds ?? DEFAULT_INGESTION_LAG_SECONDS;
  const maxQueries = settings.mostQueries ?? DEFAULT_MAX_QUERIES;
  return planWindow(range, {
    nowMs: client.nowMs(),
    ingestionLagMs: lagSeconds * 1_000,
    maxParts: Math.max(1, Math.floor(maxQueries / queriesPerWindow)),
  });
}
