import {
  type AdHocVariableFilter,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { config, getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import { type Observable, of } from 'rxjs';
import { NOT_IN_SHARED_DASHBOARDS } from '../core/dataState';
import { type PrometheusFacts } from '../core/prometheus/prometheusFacts';
import { withAdHocFilters } from '../core/query/adHocFilters';
import { migrateQuery } from '../core/query/migrateQuery';
import { type Replace } from '../core/query/resolved';
import { QUERY_VERSION } from '../core/query/savedQuery';
import { adHocFiltersOf, tagKeys, tagValues } from './query/adHoc';
import { answerQuery } from './answerQuery';
import { errorResponse } from './results/errorResponse';
import { eventAnnotations } from './handlers/events/eventAnnotations';
import { interpolateQuery } from './query/interpolateQuery';
import { checkHealth } from './health/checkHealth';
import { listNames } from './listNames';
import { type FlowDataQuery, type FlowDataSourceOptions } from './settings/options';
import { createQueryContext, type QueryContext } from './context/queryContext';
import { mergeResponses } from './results/mergeResponses';

/** Flows through Grafana's proxy, metrics through the user's Prometheus; no backend of its own. */
export class FlowDataSource extends DataSourceApi<FlowDataQuery, FlowDataSourceOptions> {
  override readonly annotations = eventAnnotations;
  private readonly context: QueryContext;

  constructor(instanceSettings: DataSourceInstanceSettings<FlowDataSourceOptions>) {
    super(instanceSettings);
    this.context = createQueryContext(instanceSettings.jsonData, getBackendSrv(), instanceSettings.uid);
  }

  /** What the settings say of the user's Prometheus; editors show queries by it. */
  get facts(): PrometheusFacts {
    return this.context.facts;
  }

  get prometheusUid(): string | undefined {
    return this.context.settings.prometheusUid;
  }

  override query(request: DataQueryRequest<FlowDataQuery>): Observable<DataQueryResponse> {
    const visible = request.targets.filter(({ hide }) => !hide).map((target) => migrateQuery(target));
    if (config.publicDashboardAccessToken) {
      return mergeResponses(visible.map(({ refId }) => of(errorResponse(new Error(NOT_IN_SHARED_DASHBOARDS), refId))));
    }
    const replace = replacer(request.scopedVars);
    const filtered = { ...request, filters: adHocFiltersOf(request, getTemplateSrv(), this.name) };
    const responses = visible.map((target) => answerQuery(this.context, target, filtered, replace));
    return responses.length === 0 ? of({ data: [] }) : mergeResponses(responses);
  }

  override getDefaultQuery(): Partial<FlowDataQuery> {
    return { version: QUERY_VERSION, queryType: 'flows' };
  }

  override interpolateVariablesInQueries(
    queries: FlowDataQuery[],
    scopedVars: ScopedVars,
    filters: AdHocVariableFilter[] = []
  ): FlowDataQuery[] {
    const replace = replacer(scopedVars);
    return queries.map(
      (saved) => withAdHocFilters(interpolateQuery(migrateQuery(saved), replace), filters, replace).query
    );
  }

  /** "Save & test". */
  override testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.context, true);
  }

  /**
   * As "Save & test", without trying which operations of the flow API are permitted: the API answers such tries with
   * 404, which browsers log as errors. For pages that every viewer opens.
   */
  testConnections(): Promise<TestDataSourceResponse> {
    return checkHealth(this.context, false);
  }

  /**
   * What dashboard variables and editors list: `pods namespace="shop"`; an empty query lists monitors. Externally
   * shared dashboards show no variables, and their panels say what is not supported, so nothing is requested there.
   */
  override async metricFindQuery(
    query?: string,
    options?: Pick<LegacyMetricFindQueryOptions, 'range' | 'scopedVars'>
  ): Promise<MetricFindValue[]> {
    if (config.publicDashboardAccessToken) {
      return [];
    }
    const replace = replacer(options?.scopedVars ?? {});
    const names = await listNames(query ?? '', this.context, replace, options?.range);
    return names.map((name) => ({ text: name, value: name }));
  }

  override async getTagKeys(): Promise<MetricFindValue[]> {
    return tagKeys();
  }

  override getTagValues(options: DataSourceGetTagValuesOptions): Promise<MetricFindValue[]> {
    return tagValues(options, this.context);
  }
}

function replacer(scopedVars: ScopedVars): Replace {
  return (text, format) => getTemplateSrv().replace(text, scopedVars, format);
}
