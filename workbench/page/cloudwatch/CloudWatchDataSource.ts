import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceJsonData,
  type DataSourceInstanceSettings,
  FieldType,
  type TimeRange,
} from '@grafana/data';
import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { catchError, forkJoin, map, type Observable, of } from 'rxjs';
import { type QueryOutcome, toResponse } from '../model/queryOutcome';
import { type CloudWatchLogsQuery, runLogsQuery } from './logs';

/** A target of Grafana's CloudWatch data source: a Logs Insights query, or one metric with one value per dimension. */
type CloudWatchQuery = CloudWatchLogsQuery | CloudWatchMetricQuery;

interface CloudWatchMetricQuery extends DataQuery {
  queryMode?: 'Metrics';
  region?: string;
  namespace?: string;
  metricName?: string;
  dimensions?: Record<string, string>;
  statistic?: string;
  /** In seconds. */
  period?: string;
}

/**
 * Replaces Grafana's CloudWatch data source as far as the bundle's own data source queries it: completely named
 * metrics, by GetMetricData of the AWS Query protocol, and Logs Insights queries.
 */
export class CloudWatchDataSource extends DataSourceApi<CloudWatchQuery> {
  private readonly baseUrl: string;
  private readonly defaultRegion: string;

  constructor(settings: DataSourceInstanceSettings<DataSourceJsonData & { defaultRegion?: string }>) {
    super(settings);
    this.baseUrl = settings.url ?? '';
    this.defaultRegion = settings.jsonData.defaultRegion ?? '';
  }

  /** Runs all targets. A failed target does not fail the others. */
  override query({ targets, range }: DataQueryRequest<CloudWatchQuery>): Observable<DataQueryResponse> {
    return forkJoin(targets.map((target) => this.runTarget(target, range))).pipe(map(toResponse));
  }

  /** Reports success without any request: there is nothing to test without a metric. */
  override async testDatasource(): Promise<{ status: string; message: string }> {
    return {
      status: 'success',
      message: 'The workbench supports Logs Insights, and queries for a single metric with all of its dimensions.',
    };
  }

  private runTarget(target: CloudWatchQuery, range: TimeRange): Observable<QueryOutcome> {
    const { refId, region = 'default' } = target;
    const url = `${this.baseUrl}/${encodeURIComponent(region === 'default' ? this.defaultRegion : region)}`;
    if (target.queryMode === 'Logs') {
      return runLogsQuery(url, target, range).pipe(
        map((frame) => ({ frames: [frame] })),
        catchError((error: unknown) => of({ frames: [], error: { refId, message: errorText(error) } }))
      );
    }
    const request = {
      url,
      method: 'POST',
      data: formOf(target, range),
      responseType: 'text' as const,
      showErrorAlert: false,
    };
    return getBackendSrv()
      .fetch<string>(request)
      .pipe(
        map(({ data }) => ({ frames: [frameOf(data, refId)] })),
        catchError((error: unknown) => of({ frames: [], error: { refId, message: errorText(error) } }))
      );
  }
}

function formOf(
  { namespace = '', metricName = '', dimensions = {}, statistic = '', period = '' }: CloudWatchMetricQuery,
  { from, to }: TimeRange
): URLSearchParams {
  const query = 'MetricDataQueries.member.1';
  const metric = `${query}.MetricStat.Metric`;
  const values = Object.entries(dimensions).flatMap(([name, value], index) => [
    [`${metric}.Dimensions.member.${index + 1}.Name`, name],
    [`${metric}.Dimensions.member.${index + 1}.Value`, value],
  ]);
  return new URLSearchParams([
    ['Action', 'GetMetricData'],
    ['Version', '2010-08-01'],
    ['StartTime', from.toISOString()],
    ['EndTime', to.toISOString()],
    ['ScanBy', 'TimestampAscending'],
    [`${query}.Id`, 'only'],
    [`${metric}.Namespace`, namespace],
    [`${metric}.MetricName`, metricName],
    ...values,
    [`${query}.MetricStat.Period`, period],
    [`${query}.MetricStat.Stat`, statistic],
  ]);
}

function frameOf(xml: string, refId: string): DataFrame {
  const answer = new DOMParser().parseFromString(xml, 'text/xml');
  const members = (list: string) =>
    Array.from(answer.querySelectorAll(`${list} > member`), ({ textContent }) => textContent ?? '');
  return createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: members('Timestamps').map((time) => Date.parse(time)) },
      { name: 'Value', type: FieldType.number, values: members('Values').map(Number) },
    ],
  });
}

function errorText(error: unknown): string {
  if (!isFetchError<unknown>(error)) {
    return error instanceof Error ? error.message : String(error);
  }
  const { status, statusText, data } = error;
  const [, message] = /<Message>([^<]*)<\/Message>/.exec(String(data)) ?? [];
  return message ?? `CloudWatch responded with ${status} ${statusText}`;
}
