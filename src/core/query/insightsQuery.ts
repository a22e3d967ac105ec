import { type Category, DEFAULT_CATEGORIES } from '../flow/category';
import { INSIGHT_METRICS, type InsightMetric } from '../insights/insights';
import { notOneScope } from './messages';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { choiceProblem, listProblem, textProblem, integerProblem } from './untrusted';

const INSIGHTS_FORMATS = ['table', 'timeSeries'] as const;
type InsightsFormat = (typeof INSIGHTS_FORMATS)[number];

/** A workload insights query as dashboards save it. */
export interface SavedInsightsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'insights';
  /** The ID of a scope, or a dashboard variable with one; without it, the account's own scope. */
  scope?: string;
  metrics?: InsightMetric[];
  categories?: string[];
  /** Rows per metric and category, 1 to 500; time series have no limit. */
  limit?: number;
  format?: InsightsFormat;
}

/** A workload insights query that can be sent. */
export interface InsightsQuery {
  /** If it is absent, the only scope is queried. */
  scopeId?: string;
  metrics: readonly InsightMetric[];
  categories: readonly Category[];
  limit: number;
  format: InsightsFormat;
}

/** The maximum `limit` of the API. */
const MAX_ROWS = 500;

export const DEFAULT_INSIGHT_METRICS: readonly InsightMetric[] = ['DATA_TRANSFERRED'];

/**
 * Resolves a saved query: replaces variables, fills in defaults and checks all values.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolveInsightsQuery(saved: SavedInsightsQuery, replace: Replace): Resolved<InsightsQuery> {
  const problem =
    textProblem(saved.scope, 'scope') ??
    listProblem(saved.metrics, 'metrics', INSIGHT_METRICS) ??
    listProblem(saved.categories, 'categories') ??
    integerProblem(saved.limit, MAX_ROWS, 'limit') ??
    choiceProblem(saved.format, INSIGHTS_FORMATS, 'format');
  if (problem !== undefined) {
    return { problem };
  }
  const scopeId = replace(saved.scope ?? '').trim();
  if (/[{},\s/]/.test(scopeId)) {
    return { problem: notOneScope(scopeId) };
  }
  return {
    query: {
      ...(scopeId !== '' && { scopeId }),
      metrics: saved.metrics?.length ? unique(saved.metrics) : DEFAULT_INSIGHT_METRICS,
      categories: saved.categories?.length ? unique(saved.categories) : DEFAULT_CATEGORIES,
      limit: saved.limit ?? MAX_ROWS,
      format: saved.format ?? 'table',
    },
  };
}

/** If a query were sent twice, its values would count twice. */
function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
