import { type SavedDeniedQuery } from './deniedQuery';
import { type SavedEventsQuery } from './eventsQuery';
import { type SavedFlowsQuery } from './flowsQuery';
import { type SavedInsightsQuery } from './insightsQuery';
import { type SavedInventoryQuery } from './inventoryQuery';
import { type SavedMetricQuery } from './metricQuery';
import { type SavedPathsQuery } from './pathsQuery';

/**
 * A query as dashboards save it. Every member except the type can be missing. A missing member is not the same as one
 * with the default value: it has the default of the version that reads it.
 */
export type SavedQuery =
  | SavedFlowsQuery
  | SavedMetricQuery
  | SavedEventsQuery
  | SavedInsightsQuery
  | SavedPathsQuery
  | SavedInventoryQuery
  | SavedDeniedQuery;

export { QUERY_VERSION } from './queryVersion';
