import { type SavedFlowsQuery } from './flowsQuery';
import { type SavedMetricQuery } from './metricQuery';

/**
 * A query as dashboards save it. Everything but its type may be missing: what is missing is not the
 * same as what is chosen, and takes the default of the build that reads it.
 */
export type SavedQuery = SavedFlowsQuery | SavedMetricQuery;

export { QUERY_VERSION } from './queryVersion';
