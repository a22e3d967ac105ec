import { map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Notice } from '../../../core/notice';
import { type Category } from '../../../core/flow/category';
import { contributorsOf } from '../../../core/insights/contributors';
import { joinSeries, onGrid } from '../../../core/insights/timeSeries';
import {
  type InsightContributor,
  type InsightTimeSeries,
  type InsightMetric,
  type InsightRow,
} from '../../../core/insights/insights';
import { type FlowApiClient } from '../../../flowapi/client';
import { batchProgress, type BatchProgress } from '../../../flowapi/queryBatch';
import { WORKLOAD_INSIGHTS } from '../../messages';
import { cutNotices, describeParts, progressNotices } from '../../results/queryParts';
import { type QueryPart } from '../../../flowapi/queryPart';
import {
  type InsightsApiQuery,
  insightsSeries,
  type InsightsSeries,
  insightsTopContributors,
} from '../../../flowapi/workloadInsights';

/** A query for every metric of every category of a scope, in one or more windows. */
export interface InsightsRequest {
  scopeId: string;
  /** Each at most an hour long, newest first, without overlap. */
  windows: readonly TimeWindow[];
  metrics: readonly InsightMetric[];
  categories: readonly Category[];
}

/** The top contributors of all windows so far. */
export interface ContributorsSnapshot {
  contributors: InsightContributor[];
  isWhole: boolean;
  notices: Notice[];
}

/** The time series of all windows so far. */
export interface SeriesSnapshot {
  /** In the requested order of metrics and categories, those with the highest sums first. */
  seriesList: InsightTimeSeries[];
  isWhole: boolean;
  notices: Notice[];
}

interface Part extends QueryPart {
  metric: InsightMetric;
}

/**
 * The top contributors of all windows together, as they arrive. Each query that fails adds a notice. Errors with a FlowApiError
 * if all queries fail.
 *
 * @param request its limit is the maximum number of rows per query, 1 to 500.
 */
export function contributorsOverWindows(
  client: FlowApiClient,
  request: InsightsRequest & { limit: number }
): Observable<ContributorsSnapshot> {
  const { scopeId, metrics, limit } = request;
  const query = ({ window, metric, category }: Part) =>
    sharedContributors(client, { scopeId, window, metricName: metric, destinationCategory: category, limit });
  return batchProgress(client, { parts: partsOf(request), query, subject: WORKLOAD_INSIGHTS }).pipe(
    map((progress) => {
      const answers = progress.answered.map(({ part, answer }) => ({ ...part, rows: answer }));
      const cut = answers.filter(({ rows }) => rows.length >= limit);
      return {
        contributors: contributorsOf(answers, metrics),
        isWhole: progress.done === progress.total,
        notices: [
          ...progressNotices(progress, describeParts),
          ...cutNotices({ cut: cut.length, answered: answers.length, limit, what: describeParts(cut) }),
        ],
      };
    })
  );
}

/**
 * The time series over all windows, as they arrive. Windows are moved back to the API's five-minute grid, so that the first and
 * last points are complete. Errors as {@link contributorsOverWindows} does.
 */
export function seriesOverWindows(client: FlowApiClient, request: InsightsRequest): Observable<SeriesSnapshot> {
  const { scopeId, windows } = request;
  const query = ({ window, metric, category }: Part) =>
    sharedSeries(client, { scopeId, window, metricName: metric, destinationCategory: category });
  const parts = partsOf({ ...request, windows: windows.map(onGrid) });
  return batchProgress(client, { parts, query, subject: WORKLOAD_INSIGHTS }).pipe(
    map((progress) => ({
      seriesList: seriesListOf(progress, request),
      isWhole: progress.done === progress.total,
      notices: progressNotices(progress, describeParts),
    }))
  );
}

function sharedContributors(
  client: FlowApiClient,
  query: InsightsApiQuery & { limit: number }
): Observable<readonly InsightRow[]> {
  return client.shared.get<readonly InsightRow[]>({
    family: 'insightsTopContributors',
    query,
    endMs: query.window.endMs,
    rowsIn: ({ length }) => length,
    run: () => insightsTopContributors(client, query),
  });
}

function sharedSeries(client: FlowApiClient, query: InsightsApiQuery): Observable<InsightsSeries> {
  return client.shared.get({
    family: 'insightsSeries',
    query,
    endMs: query.window.endMs,
    rowsIn: ({ series }) => series.length,
    run: () => insightsSeries(client, query),
  });
}

function partsOf({ windows, metrics, categories }: InsightsRequest): Part[] {
  return windows.flatMap((window) =>
    metrics.flatMap((metric) => categories.map((category) => ({ window, metric, category })))
  );
}

function seriesListOf(
  { answered }: BatchProgress<Part, InsightsSeries>,
  { metrics, categories }: InsightsRequest
): InsightTimeSeries[] {
  return metrics.flatMap((metric) =>
    categories.flatMap((category) => {
      const same = answered.filter(({ part }) => part.metric === metric && part.category === category);
      return joinSeries(same.flatMap(({ answer }) => answer.series)).map((series) => ({ ...series, metric, category }));
    })
  );
}
