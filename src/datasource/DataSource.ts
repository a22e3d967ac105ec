import {
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { catchError, defer, firstValueFrom, from, map, merge, type Observable, of, switchMap } from 'rxjs';
import { resolveFlowsQuery, type SavedFlowsQuery } from '../core/query/flowsQuery';
import { resolveMetricQuery, type SavedMetricQuery } from '../core/query/metricQuery';
import { migrateQuery } from '../core/query/migrateQuery';
import { type Replace } from '../core/query/resolved';
import { QUERY_VERSION } from '../core/query/savedQuery';
import { FlowApiClient } from '../flowapi/client';
import { listMonitors } from '../flowapi/monitors';
import { realPacing } from '../flowapi/pace/pacing';
import { ClusterKnowledge } from './cluster/clusterKnowledge';
import { errorResponse } from './errorResponse';
import { answerFlows, type FlowSources } from './flows/answerFlows';
import { ApiFlows } from './flows/apiFlows';
import { grafanaTransport } from './grafanaTransport';
import { checkHealth } from './health';
import { AgentHealth } from './metrics/agentHealth';
import { findNames } from './metrics/findNames';
import { metricResponse } from './metrics/metricResponse';
import { type PrometheusFacts } from './metrics/toPrometheusQuery';
import { type FlowDataQuery, type FlowDataSourceOptions } from './options';

/** Flows through Grafana's proxy, metrics through the user's Prometheus; no backend of its own. */
export class FlowDataSource extends DataSourceApi<FlowDataQuery, FlowDataSourceOptions> {
  private readonly settings: FlowDataSourceOptions;
  private readonly sources: FlowSources;
  /** What the settings say of the user's Prometheus; editors show queries by it. */
  readonly facts: PrometheusFacts;
  readonly prometheusUid: string | undefined;
  private readonly health: AgentHealth;

  constructor(instanceSettings: DataSourceInstanceSettings<FlowDataSourceOptions>) {
    super(instanceSettings);
    this.settings = instanceSettings.jsonData;
    const client = new FlowApiClient(grafanaTransport(getBackendSrv(), instanceSettings.uid), realPacing);
    const names = new ClusterKnowledge(this.settings);
    const { prometheusUid, hasKubeStateMetrics = true, clusterLabel } = this.settings;
    this.facts = { hasKubeStateMetrics, clusterLabel: clusterLabel || undefined };
    this.prometheusUid = prometheusUid;
    this.health = new AgentHealth(this.facts);
    this.sources = {
      settings: this.settings,
      client,
      names,
      api: new ApiFlows(client, names),
      prometheus: defer(() => (prometheusUid ? from(getDataSourceSrv().get(prometheusUid)) : of(undefined))),
    };
  }

  override query(request: DataQueryRequest<FlowDataQuery>): Observable<DataQueryResponse> {
    const visible = request.targets.filter(({ hide }) => !hide).map((target) => migrateQuery(target));
    const responses = visible.map((target) => this.answer(target, request));
    return responses.length === 0 ? of({ data: [] }) : merge(...responses);
  }

  override getDefaultQuery(): Partial<FlowDataQuery> {
    return { version: QUERY_VERSION, queryType: 'flows' };
  }

  /** For Explore, which has no variables: queries with their values put in. */
  override interpolateVariablesInQueries(queries: FlowDataQuery[], scopedVars: ScopedVars): FlowDataQuery[] {
    const replace = replacer(scopedVars);
    return queries.map((saved) => filledIn(migrateQuery(saved), replace));
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.settings, this.sources.client);
  }

  /** What dashboard variables and editors list: "monitors" (also for an empty query), "namespaces" or "nodes". */
  override metricFindQuery(query?: string, options?: { range?: TimeRange }): Promise<MetricFindValue[]> {
    const kind = query?.trim();
    if (kind === 'namespaces' || kind === 'nodes') {
      return findNames(kind, this.settings.prometheusUid, options?.range);
    }
    return firstValueFrom(
      listMonitors(this.sources.client).pipe(
        map((monitors) => monitors.map(({ monitorName }) => ({ text: monitorName, value: monitorName })))
      )
    );
  }

  private answer(target: FlowDataQuery, request: DataQueryRequest<FlowDataQuery>): Observable<DataQueryResponse> {
    switch (target.queryType) {
      case 'flows':
        return this.flows(target, request);
      case 'metric':
        return this.metric(target, request);
    }
  }

  private flows(
    target: FlowDataQuery & SavedFlowsQuery,
    request: DataQueryRequest<FlowDataQuery>
  ): Observable<DataQueryResponse> {
    const resolved = resolveFlowsQuery(target, replacer(request.scopedVars));
    return 'problem' in resolved
      ? of(errorResponse(new Error(resolved.problem), target.refId))
      : answerFlows(this.sources, resolved.query, request, target.refId);
  }

  private metric(
    target: FlowDataQuery & SavedMetricQuery,
    request: DataQueryRequest<FlowDataQuery>
  ): Observable<DataQueryResponse> {
    const { prometheusUid } = this.settings;
    const resolved = resolveMetricQuery(target, replacer(request.scopedVars));
    if ('problem' in resolved) {
      return of(errorResponse(new Error(resolved.problem), target.refId));
    }
    if (!prometheusUid) {
      const problem = `The data source "${this.name}" knows no Prometheus data source. Choose one in its settings.`;
      return of(errorResponse(new Error(problem), target.refId));
    }
    const task = { query: resolved.query, refId: target.refId, facts: this.facts, health: this.health };
    return from(getDataSourceSrv().get(prometheusUid)).pipe(
      switchMap((prometheus) => metricResponse(prometheus, request, task)),
      catchError((failure: unknown) => of(errorResponse(failure, target.refId)))
    );
  }
}

function replacer(scopedVars: ScopedVars): Replace {
  return (text, format) => getTemplateSrv().replace(text, scopedVars, format);
}

function filledIn(query: FlowDataQuery, replace: Replace): FlowDataQuery {
  const valueOf = ({ operator, value }: { operator: string; value: string }) =>
    replace(value, operator.endsWith('~') ? 'regex' : undefined);
  switch (query.queryType) {
    case 'flows':
      return {
        ...query,
        ...(query.monitor !== undefined && { monitor: replace(query.monitor) }),
        ...(query.cluster !== undefined && { cluster: replace(query.cluster) }),
        filters: query.filters?.map((filter) => ({ ...filter, value: valueOf(filter) })),
      };
    case 'metric':
      return { ...query, filters: query.filters?.map((filter) => ({ ...filter, value: valueOf(filter) })) };
  }
}
