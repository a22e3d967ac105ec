import { catchError, map, type Observable, throwError } from 'rxjs';
import { urlPart } from '../core/urlPart';
import { displayable } from '../core/displayable';
import { type TimeWindow } from '../core/time';
import { type Category } from '../core/flow/category';
import { unitFactor } from '../core/flow/metric';
import { joinSeries } from '../core/insights/timeSeries';
import { type InsightMetric, type InsightRow, type InsightSeries } from '../core/insights/insights';
import { type FlowApiClient } from './client';
import { asRecord, requiredList, requiredText } from './decode';
import { FlowApiError, flowApiError, toFlowApiError } from './errors';
import {
  differentLengths,
  insightsOfScope,
  invalidTimestamp,
  noSuchScope,
  SELECT_AN_EXISTING_SCOPE,
  unexpectedUnit,
} from './messages';
import { deniedError } from './unavailable';
import { optionalText, timeMsOf } from '../core/json';
import { runQuery } from './runQuery';
import { type WireStartInsightsQuery } from './wire';

/** A query of a scope for one metric of one category in a window of at most an hour. */
export interface InsightsApiQuery {
  scopeId: string;
  window: TimeWindow;
  metricName: InsightMetric;
  destinationCategory: Category;
}

/** The time series of a metric, in bytes or counts per five minutes. */
export interface InsightsSeries {
  unit: 'bytes' | 'count';
  series: InsightSeries[];
}

/**
 * The subnets with the highest values, in bytes or counts. These responses have no unit.
 *
 * @param limit 1 to 500.
 *
 * Errors with a FlowApiError.
 */
export function insightsTopContributors(
  client: FlowApiClient,
  query: InsightsApiQuery & { limit: number }
): Observable<InsightRow[]> {
  const subject = subjectOf(query);
  return runQuery(client, {
    subject,
    path: pathOf(query, 'topContributorsQueries'),
    body: { ...bodyOf(query), limit: query.limit },
    rowsOf: (page) => (page.topContributors === undefined ? [] : requiredList(page, 'topContributors', subject)),
  }).pipe(
    map((rows) => rows.flatMap(decodeRow)),
    catchError((failure: unknown) => throwError(() => insightsError(failure, query, 'TopContributors')))
  );
}

/**
 * The time series of a metric, one for each label. Parts of a series on several pages are joined.
 *
 * Errors with a FlowApiError, also for a unit that is not a unit of the metric.
 */
export function insightsSeries(client: FlowApiClient, query: InsightsApiQuery): Observable<InsightsSeries> {
  const subject = subjectOf(query);
  return runQuery(client, {
    subject,
    path: pathOf(query, 'topContributorsDataQueries'),
    body: bodyOf(query),
    rowsOf: (page) => decodeDataPage(page, query.metricName, subject),
  }).pipe(
    map((pieces): InsightsSeries => {
      return { unit: query.metricName === 'DATA_TRANSFERRED' ? 'bytes' : 'count', series: joinSeries(pieces) };
    }),
    catchError((failure: unknown) => throwError(() => insightsError(failure, query, 'TopContributorsData')))
  );
}

function subjectOf({ scopeId }: InsightsApiQuery): string {
  return insightsOfScope(scopeId);
}

function pathOf({ scopeId }: InsightsApiQuery, family: string): string {
  return `/workloadInsights/${urlPart(scopeId)}/${family}`;
}

function bodyOf({ window, metricName, destinationCategory }: InsightsApiQuery): WireStartInsightsQuery {
  return {
    startTime: new Date(window.startMs).toISOString(),
    endTime: new Date(window.endMs).toISOString(),
    metricName,
    destinationCategory,
  };
}

/** Rows without a value are left out. */
function decodeRow(row: Record<string, unknown>): InsightRow[] {
  const { value } = row;
  if (typeof value !== 'number') {
    return [];
  }
  const decoded: InsightRow = { value };
  for (const [member, name] of ROW_MEMBERS) {
    const text = optionalText(row, name);
    if (text !== undefined) {
      decoded[member] = text;
    }
  }
  return [decoded];
}

const ROW_MEMBERS: ReadonlyArray<[Exclude<keyof InsightRow, 'value'>, string]> = [
  ['accountId', 'accountId'],
  ['zoneId', 'localAz'],
  ['subnetId', 'localSubnetId'],
  ['vpcId', 'localVpcId'],
  ['region', 'localRegion'],
  ['remote', 'remoteIdentifier'],
];

function decodeDataPage(page: Record<string, unknown>, metric: InsightMetric, subject: string): InsightSeries[] {
  const unit = optionalText(page, 'unit');
  const factor = unitFactor(metric, unit);
  if (factor === undefined) {
    throw flowApiError('malformed', unexpectedUnit(`${subject}: ${metric}`, unit));
  }
  return requiredList(page, 'datapoints', subject).map((piece) => decodePiece(piece, factor, subject));
}

function decodePiece(piece: Record<string, unknown>, factor: number, subject: string): InsightSeries {
  const { timestamps, values } = asRecord(piece, subject);
  if (!Array.isArray(timestamps) || !Array.isArray(values) || timestamps.length !== values.length) {
    throw flowApiError('malformed', differentLengths(subject));
  }
  const times = timestamps.map(timeMsOf);
  const points = values.flatMap((value: unknown, index) => {
    const timeMs = times[index];
    if (timeMs === undefined) {
      throw flowApiError('malformed', invalidTimestamp(subject));
    }
    return typeof value === 'number' ? [{ timeMs, value: value * factor }] : [];
  });
  return {
    label: typeof piece.label === 'string' ? displayable(piece.label) : requiredText(piece, 'label', subject),
    timesMs: points.map(({ timeMs }) => timeMs),
    values: points.map(({ value }) => value),
  };
}

function insightsError(failure: unknown, query: InsightsApiQuery, family: string): FlowApiError {
  const error = toFlowApiError(failure, subjectOf(query));
  switch (error.kind) {
    case 'not-found':
      return new FlowApiError('not-found', noSuchScope(query.scopeId), SELECT_AN_EXISTING_SCOPE);
    case 'denied':
      return deniedError(
        error,
        ['StartQuery', 'GetQueryStatus', 'GetQueryResults', 'StopQuery'].map(
          (verb) => `${verb}WorkloadInsights${family}`
        )
      );
    default:
      return error;
  }
}
