import { MetricsQueryBuilder, QueryMode } from '@grafana/grafana-foundation-sdk/cloudwatch';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { logGroupsQuery } from '../src/core/cloudwatch/policyLogQuery';
import {
  BEFORE_MONITOR_NAME,
  type MonitorMetric,
  monitorMetricQuery,
  monitorsQuery,
  type Statistic,
} from '../src/core/cloudwatch/monitorMetrics';

/** Grafana's own CloudWatch data source and its queries for monitors. */

export const CLOUDWATCH_DATASOURCE = {
  name: 'cloudwatch',
  ref: { type: 'cloudwatch', uid: '${cloudwatch}' },
} as const;

export function cloudWatchVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder(CLOUDWATCH_DATASOURCE.name)
    .label('CloudWatch')
    .type(CLOUDWATCH_DATASOURCE.ref.type);
}

export function regionVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('region')
    .label('Region')
    .description("Region of the monitors. Defaults to the data source's Region.")
    .datasource(CLOUDWATCH_DATASOURCE.ref)
    .query({ refId: 'regions', queryType: 'regions' })
    .refresh(VariableRefresh.OnDashboardLoad)
    .current({ text: 'default', value: 'default' });
}

/** Lists monitors by name, with the ARN as value. "All" is a wildcard, which is shorter than all ARNs. */
export function cloudWatchMonitorsVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('monitor')
    .label('Monitor')
    .description('Network Flow Monitors that published metrics in the last two weeks.')
    .datasource(CLOUDWATCH_DATASOURCE.ref)
    .query(monitorsQuery('$region'))
    .regex(`/^(?<value>${BEFORE_MONITOR_NAME.replace('/', '\\/')}(?<text>.+))$/`)
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('*')
    .current({ text: ['All'], value: ['$__all'] });
}

/** The log group of one EKS cluster. */
export function logGroupVariable(name: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label('Log group')
    .description('The log group of the cluster, with the logs of its policy agents, in the Region of the data source.')
    .datasource(CLOUDWATCH_DATASOURCE.ref)
    .query(logGroupsQuery())
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.AlphabeticalAsc);
}

/** A metric of the selected monitors, with the shortest period that CloudWatch still keeps for the range. */
export function monitorSeries(refId: string, metric: MonitorMetric, statistic?: Statistic): MetricsQueryBuilder {
  const metricQuery = { metric, statistic, period: 'auto', region: '$region', monitor: '$monitor' };
  const query = monitorMetricQuery(metricQuery);
  return new MetricsQueryBuilder()
    .refId(refId)
    .datasource(CLOUDWATCH_DATASOURCE.ref)
    .queryMode(QueryMode.Metrics)
    .metricQueryType(query.metricQueryType)
    .metricEditorMode(query.metricEditorMode)
    .region(query.region)
    .namespace(query.namespace)
    .metricName(query.metricName)
    .statistic(query.statistic)
    .dimensions(query.dimensions)
    .matchExact(query.matchExact)
    .period(query.period)
    .label(query.label)
    .id(query.id)
    .expression(query.expression);
}
