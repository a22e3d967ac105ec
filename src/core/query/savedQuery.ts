import { type FlowMetricName } from '../flow/metric';
import { type Grouping } from '../promql/deltaGauge';
import { type LabelFilter } from '../promql/selector';

/** The version that this build writes. Older ones are migrated when a dashboard is opened. */
export const QUERY_VERSION = 1;

/**
 * A query as dashboards save it. Everything but its type may be missing: what is missing is not the
 * same as what is chosen, and takes the default of the build that reads it.
 */
export type SavedQuery = SavedFlowsQuery | SavedMetricQuery;

export interface SavedFlowsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'flows';
  /** A monitor's name, or a dashboard variable that holds one. */
  monitor?: string;
  metrics?: FlowMetricName[];
  categories?: string[];
  /** Top contributors per metric and category, 1 to 500. */
  limit?: number;
  /** Only flows with an end in a namespace that this regular expression matches, or a variable. */
  namespace?: string;
}

export interface SavedMetricQuery {
  version: typeof QUERY_VERSION;
  queryType: 'metric';
  /** A metric of the agent, "ingress_bytes". */
  metric?: string;
  groupBy?: Grouping;
  /** Per second over time, or one number for the whole range. */
  calculation?: 'rate' | 'total';
  filters?: LabelFilter[];
  /** Only the k largest. */
  top?: number;
}
