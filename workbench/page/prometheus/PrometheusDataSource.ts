import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  type LegacyMetricFindQueryOptions,
  LoadingState,
  type MetricFindValue,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { catchError, firstValueFrom, forkJoin, map, type Observable, of } from 'rxjs';
import { type QueryOutcome, toResponse } from '../model/queryOutcome';
import { toQueryError } from './errors';
import { type ExecutedQuery, seriesFrames, tableFrame } from './frames';
import { findValues } from './metricFind';
import { execute, prepare } from './query';
import { quoteForPromQL } from './quoting';
import { scrapeIntervalMs } from './step';
import { type PromAnswer, type PromOptions, type PromQuery, type PromResult } from './types';

/**
 * Replaces Grafana's Prometheus data source, which is not on npm under a free license: it accepts the same targets and
 * returns the same frames and errors, directly from Prometheus' HTTP API behind the proxy.
 */
export class PrometheusDataSource extends DataSourceApi<PromQuery, PromOptions> {
  private readonly baseUrl: string;
  private readonly scrapeMs: number;
  override interval: string;

  constructor(settings: DataSourceInstanceSettings<PromOptions>) {
    super(settings);
    this.baseUrl = settings.url ?? '';
    this.scrapeMs = scrapeIntervalMs(settings.jsonData.timeInterval);
    this.interval = settings.jsonData.timeInterval ?? '15s';
  }

  /** Targets without an expression are not run. */
  override filterQuery(query: PromQuery): boolean {
    return query.hide !== true && Boolean(query.expr);
  }

  /** Runs all targets. A failed target does not fail the others. */
  override query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.filter((target) => this.filterQuery(target));
    if (targets.length === 0) {
      return of({ data: [], state: LoadingState.Done });
    }
    const tables = targets.filter(({ format }) => format === 'table').length;
    const outcomes = targets.map((target) => this.runTarget(target, request, tables > 1));
    return forkJoin(outcomes).pipe(map(toResponse));
  }

  /** Fills in the variables of the queries, for plugins that use them outside panels. */
  override interpolateVariablesInQueries(
    queries: PromQuery[],
    scopedVars: DataQueryRequest['scopedVars']
  ): PromQuery[] {
    return queries.map((query) => ({
      ...query,
      datasource: this.getRef(),
      expr: getTemplateSrv().replace(query.expr ?? '', scopedVars, quoteForPromQL),
    }));
  }

  /** The options of a query variable. */
  override metricFindQuery(query: unknown, options?: LegacyMetricFindQueryOptions): Promise<MetricFindValue[]> {
    return firstValueFrom(findValues(this.baseUrl, query, options));
  }

  /** Tests the connection with a query. */
  override async testDatasource(): Promise<{ status: string; message: string }> {
    await firstValueFrom(findValues(this.baseUrl, 'query_result(1+1)'));
    return { status: 'success', message: 'Successfully queried the Prometheus API.' };
  }

  private runTarget(
    target: PromQuery,
    request: DataQueryRequest<PromQuery>,
    severalTables: boolean
  ): Observable<QueryOutcome> {
    const executed = prepare(target, request, this.scrapeMs);
    return execute(this.baseUrl, executed, request.range).pipe(
      map((answer) => ({ frames: toFrames(answer, executed, severalTables) })),
      catchError((error: unknown) => of({ frames: [], error: toQueryError(error, target.refId) }))
    );
  }
}

function toFrames(answer: PromAnswer<PromResult>, executed: ExecutedQuery, severalTables: boolean): DataFrame[] {
  const { format, refId } = executed.query;
  return format === 'table'
    ? tableFrame(answer, executed, severalTables ? `Value #${refId}` : 'Value')
    : seriesFrames(answer, executed);
}
