import {
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  LoadingState,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { catchError, firstValueFrom, from, map, merge, type Observable, of, switchMap, tap } from 'rxjs';
import { migrateQuery } from '../core/query/migrateQuery';
import { planWindow } from '../core/query/planWindow';
import { type Replace, resolveFlowsQuery, resolveMetricQuery } from '../core/query/resolveQuery';
import { listMonitors } from '../flowapi/monitors';
import { type Pacing } from '../flowapi/pacing';
import { type FlowApiTransport } from '../flowapi/transport';
import { errorResponse } from './errorResponse';
import { flowsResponse } from './flows/flowsResponse';
import { grafanaTransport } from './flows/grafanaTransport';
import { LastAnswers } from './flows/lastAnswers';
import { checkHealth } from './health';
import { findNames } from './metrics/findNames';
import { metricResponse } from './metrics/metricResponse';
import { DEFAULT_INGESTION_LAG_SECONDS, type FlowDataQuery, type FlowDataSourceOptions } from './options';

/** Flows through Grafana's proxy, metrics through the user's Prometheus; no backend of its own. */
export class FlowDataSource extends DataSourceApi<FlowDataQuery, FlowDataSourceOptions> {
  private readonly settings: FlowDataSourceOptions;
  private readonly transport: FlowApiTransport;
  private readonly pacing: Pacing = { random: Math.random };
  private readonly lastAnswers = new LastAnswers();

  constructor(instanceSettings: DataSourceInstanceSettings<FlowDataSourceOptions>) {
    super(instanceSettings);
    this.settings = instanceSettings.jsonData;
    this.transport = grafanaTransport(getBackendSrv(), instanceSettings.uid);
  }

  override query(request: DataQueryRequest<FlowDataQuery>): Observable<DataQueryResponse> {
    const visible = request.targets.filter(({ hide }) => !hide).map((target) => migrateQuery(target));
    const responses = visible.map((target) =>
      target.queryType === 'flows' ? this.queryFlows(target, request) : this.queryMetric(target, request)
    );
    return responses.length === 0 ? of({ data: [] }) : merge(...responses);
  }

  override getDefaultQuery(): Partial<FlowDataQuery> {
    return { version: 1, queryType: 'flows' };
  }

  /** For Explore, which has no variables: queries with their values put in. */
  override interpolateVariablesInQueries(queries: FlowDataQuery[], scopedVars: ScopedVars): FlowDataQuery[] {
    const replace = replacer(scopedVars);
    return queries.map((query) =>
      query.queryType === 'flows'
        ? { ...query, monitor: replace(query.monitor ?? ''), namespace: replace(query.namespace ?? '', 'regex') }
        : { ...query, filters: query.filters?.map((filter) => ({ ...filter, value: replace(filter.value, 'regex') })) }
    );
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.settings, this.transport, this.pacing);
  }

  /** What dashboard variables and editors list: "monitors" (also for an empty query), "namespaces" or "nodes". */
  override metricFindQuery(query?: string, options?: { range?: TimeRange }): Promise<MetricFindValue[]> {
    const kind = query?.trim();
    if (kind === 'namespaces' || kind === 'nodes') {
      return findNames(kind, this.settings.prometheusUid, options?.range);
    }
    return firstValueFrom(
      listMonitors(this.transport, this.pacing).pipe(
        map((monitors) => monitors.map(({ monitorName }) => ({ text: monitorName, value: monitorName })))
      )
    );
  }

  private queryFlows(target: FlowDataQuery, request: DataQueryRequest<FlowDataQuery>): Observable<DataQueryResponse> {
    if (target.queryType !== 'flows') {
      return of({ data: [] });
    }
    const resolved = resolveFlowsQuery(target, replacer(request.scopedVars));
    if ('problem' in resolved) {
      return of(errorResponse(new Error(resolved.problem), target.refId));
    }
    const { query } = resolved;
    const lagMs = (this.settings.ingestionLagSeconds ?? DEFAULT_INGESTION_LAG_SECONDS) * 1_000;
    const range = { startMs: request.range.from.valueOf(), endMs: request.range.to.valueOf() };
    const plan = planWindow(range, Date.now(), lagMs);
    const last = this.lastAnswers.recall(query, plan.window);
    return flowsResponse(this.transport, { query, plan, refId: target.refId, last }, this.pacing).pipe(
      tap((response) => response.state === LoadingState.Done && this.lastAnswers.remember(query, plan.window, response))
    );
  }

  private queryMetric(target: FlowDataQuery, request: DataQueryRequest<FlowDataQuery>): Observable<DataQueryResponse> {
    if (target.queryType !== 'metric') {
      return of({ data: [] });
    }
    const { prometheusUid, hasKubeStateMetrics = true } = this.settings;
    const resolved = resolveMetricQuery(target, replacer(request.scopedVars));
    if ('problem' in resolved) {
      return of(errorResponse(new Error(resolved.problem), target.refId));
    }
    if (!prometheusUid) {
      const problem = `The data source "${this.name}" knows no Prometheus data source. Choose one in its settings.`;
      return of(errorResponse(new Error(problem), target.refId));
    }
    const task = { query: resolved.query, refId: target.refId, hasKubeStateMetrics };
    return from(getDataSourceSrv().get(prometheusUid)).pipe(
      switchMap((prometheus) => metricResponse(prometheus, request, task)),
      catchError((failure: unknown) => of(errorResponse(failure, target.refId)))
    );
  }
}

function replacer(scopedVars: ScopedVars): Replace {
  return (text, format) => getTemplateSrv().replace(text, scopedVars, format);
}
