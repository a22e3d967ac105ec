import { type SavedEventsQuery } from './eventsQuery';
import { type SavedFlowsQuery } from './flowsQuery';
import { type SavedInsightsQuery } from './insightsQuery';
import { type SavedInventoryQuery } from './inventoryQuery';
import { type SavedMetricQuery } from './metricQuery';
import { type SavedPathsQuery } from './pathsQuery';

/**
 * A query as dashboards save it. Everything but its type may be missing: what is missing is not the
 * same as what is chosen, and takes the default of the build that reads it.
 */
export type SavedQuery =
  SavedFlowsQuery | SavedMetricQuery | SavedEventsQuery | SavedInsightsQuery | SavedPathsQuery | SavedInventoryQuery;

export { QUERY_VERSION } from './queryVersion';
