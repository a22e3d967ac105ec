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
import { getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import { type Observable, of } from 'rxjs';
import { migrateQuery } from '../core/query/migrateQuery';
import { type Replace } from '../core/query/resolved';
import { QUERY_VERSION } from '../core/query/savedQuery';
import { answerQuery } from './answerQuery';
import { filledIn } from './filledIn';
import { checkHealth } from './health';
import { listNames } from './listNames';
import { type PrometheusFacts } from './metrics/toPrometheusQuery';
import { type FlowDataQuery, type FlowDataSourceOptions } from './options';
import { createSources, type Sources } from './sources';
import { together } from './together';

/** Flows through Grafana's proxy, metrics through the user's Prometheus; no backend of its own. */
export class FlowDataSource extends DataSourceApi<FlowDataQuery, FlowDataSourceOptions> {
  private readonly sources: Sources;

  constructor(instanceSettings: DataSourceInstanceSettings<FlowDataSourceOptions>) {
    super(instanceSettings);
    this.sources = createSources(instanceSettings.jsonData, getBackendSrv(), instanceSettings.uid);
  }

  /** What the settings say of the user's Prometheus; editors show queries by it. */
  get facts(): PrometheusFacts {
    return this.sources.facts;
  }

  get prometheusUid(): string | undefined {
    return this.sources.settings.prometheusUid;
  }

  override query(request: DataQueryRequest<FlowDataQuery>): Observable<DataQueryResponse> {
    const visible = request.targets.filter(({ hide }) => !hide).map((target) => migrateQuery(target));
    const replace = replacer(request.scopedVars);
    const responses = visible.map((target) => answerQuery(this.sources, target, request, replace));
    return responses.length === 0 ? of({ data: [] }) : together(responses);
  }

  override getDefaultQuery(): Partial<FlowDataQuery> {
    return { version: QUERY_VERSION, queryType: 'flows' };
  }

  override interpolateVariablesInQueries(queries: FlowDataQuery[], scopedVars: ScopedVars): FlowDataQuery[] {
    const replace = replacer(scopedVars);
    return queries.map((saved) => filledIn(migrateQuery(saved), replace));
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.sources.settings, this.sources.client);
  }

  /** What dashboard variables and editors list; an empty query lists monitors. */
  override async metricFindQuery(query?: string, options?: { range?: TimeRange }): Promise<MetricFindValue[]> {
    const names = await listNames(query?.trim() ?? '', this.sources, options?.range);
    return names.map((name) => ({ text: name, value: name }));
  }
}

function replacer(scopedVars: ScopedVars): Replace {
  return (text, format) => getTemplateSrv().replace(text, scopedVars, format);
}
