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
import { from, type Observable, of, switchMap } from 'rxjs';
import { NOT_IN_SHARED_DASHBOARDS } from '../core/dataState';
import { type AlertLink } from '../core/alert/alertLink';
import { type Points } from '../core/events/intervals';
import { type PrometheusFacts } from '../core/prometheus/prometheusFacts';
import { type FlowSnapshot } from '../core/flow/flowSnapshot';
import { type FlowMetricName } from '../core/flow/metric';
import { type NamedNetwork } from '../core/flow/namedNetworks';
import { type TimeWindow } from '../core/time';
import { type Watched } from '../core/query/flowsQuery';
import { type DiagnosisSnapshot } from './handlers/diagnosis/observe';
import { watchedFlows } from './handlers/flows/watchedFlows';
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
import { alertSeries } from './prometheus/alertSeries';
import { mergeResponses } from './results/mergeResponses';

/** The data source. It has no backend: flows come through Grafana's proxy, metrics through the user's Prometheus data source. */
export class FlowDataSource extends DataSourceApi<FlowDataQuery, FlowDataSourceOptions> {
  override readonly annotations = eventAnnotations;
  private readonly context: QueryContext;

  constructor(instanceSettings: DataSourceInstanceSettings<FlowDataSourceOptions>) {
    super(instanceSettings);
    this.context = createQueryContext(instanceSettings.jsonData, getBackendSrv(), instanceSettings.uid);
  }

  /** The settings about the user's Prometheus, which determine the PromQL that editors show. */
  get facts(): PrometheusFacts {
    return this.context.facts;
  }

  /** The UID of the user's Prometheus data source, if one is selected. */
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

  /** The template of links to pods in the settings: see `podUrl`. */
  get podUrlTemplate(): string | undefined {
    return this.context.settings.podUrl;
  }

  /** The names of address ranges in the settings. */
  get namedNetworks(): readonly NamedNetwork[] {
    return this.context.settings.namedNetworks ?? [];
  }

  /**
   * Growing snapshots of flows, for pages of the app. Errors with what to do if they cannot be queried.
   *
   * @param watched the monitor or cluster; absent: the only one.
   * @param metrics each is a query of the flow API for each category.
   */
  flowSnapshots(
    watched: Watched | undefined,
    range: TimeWindow,
    metrics: readonly FlowMetricName[]
  ): Observable<FlowSnapshot> {
    return watchedFlows(this.context, watched, range, metrics);
  }

  /**
   * Diagnoses a time range, for pages of the app. Never fails: what cannot be queried is missing, with a notice.
   *
   * @param watched the monitor or cluster; absent: the only one.
   */
  diagnose(watched: Watched | undefined, range: TimeWindow): Observable<DiagnosisSnapshot> {
    // Dashboards do not diagnose, so they do not load it.
    return from(import('./handlers/diagnosis/observe')).pipe(
      switchMap(({ observe }) => observe(this.context, watched, range))
    );
  }

  /** When an alert of the user's Prometheus was pending or firing, for pages of the app. Errors with what to do. */
  alertSeries(alert: AlertLink, range: TimeWindow): Observable<Points[]> {
    return alertSeries(this.context, alert, range);
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

  /** The checks of "Save & test". */
  override testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.context, true);
  }

  /**
   * The checks of "Save & test" without trying the permissions for operations of the flow API: the API responds to them with a
   * 404, which browsers log as an error. For pages that every viewer opens.
   */
  testConnections(): Promise<TestDataSourceResponse> {
    return checkHealth(this.context, false);
  }

  /**
   * The values of dashboard variables and of fields in editors: `pods namespace="shop"`. An empty query lists monitors. Externally
   * shared dashboards do not show variables, and their panels report that they are not supported, so nothing is requested there.
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
