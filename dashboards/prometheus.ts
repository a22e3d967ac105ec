import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Dataquery, DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { METRIC_OF_EVERY_AGENT } from '../src/core/prometheus/agent/allowances';
import { where } from '../src/core/prometheus/where';

/** The Prometheus data source that the user selects, for panels that query Prometheus directly. */
export const PROMETHEUS = {
  name: 'prometheus',
  ref: { type: 'prometheus', uid: '${prometheus}' },
} as const;

/** The label that identifies the cluster. "All" also matches series without it. */
export const CLUSTER_LABEL = 'cluster';
export const IN_CLUSTER = { label: CLUSTER_LABEL, operator: '=~', value: '$cluster' } as const;
/** The matcher for the agents' flow series, which have the name of the EKS cluster in a label of their own. */
export const FLOWS_IN_CLUSTER = { label: 'k8s_cluster', operator: '=~', value: '$cluster' } as const;

/** Both matchers, as queries over pairs of workloads take them. */
export const CONVERSATIONS_IN_CLUSTER = {
  clusterLabel: CLUSTER_LABEL,
  matchers: [FLOWS_IN_CLUSTER],
  kubeMatchers: [IN_CLUSTER],
} as const;

export const CHART_WINDOW = { window: '$__rate_interval', windowSeconds: '($__rate_interval_ms / 1000)' } as const;
export const WHOLE_RANGE = { window: '$__range', windowSeconds: '$__range_s' } as const;
/** The whole range of a chart, independent of its step: Prometheus evaluates it once. */
export const RANGE_AT_END = { window: '$__range', at: ' @ end()' } as const;

export function prometheusVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder(PROMETHEUS.name).label('Prometheus').type('prometheus');
}

export function clusterVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('cluster')
    .label('Cluster')
    .description(
      'Filters by the label "cluster", if one Prometheus holds several clusters. Its values must be the names of the EKS clusters.'
    )
    .datasource(PROMETHEUS.ref)
    .query(`label_values(${METRIC_OF_EVERY_AGENT}, ${CLUSTER_LABEL})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}

/** Restricts an expression to the series of the selected clusters. */
export function inChosenCluster(expression: string): string {
  return where(expression, [IN_CLUSTER]);
}

interface PromqlFacts {
  expr: string;
  refId?: string;
  /** The legend, such as "{{node}}"; without it, Grafana shows all labels. */
  legend?: string;
}

/** A range query: one line for each series. */
export function overTime({ expr, refId = 'A', legend }: PromqlFacts): Builder<Dataquery> {
  return named(new DataqueryBuilder().range().format(PromQueryFormat.TimeSeries).expr(expr), refId, legend);
}

/** An instant query over the whole range: one row for each series. */
export function asTable({ expr, refId = 'A', legend }: PromqlFacts): Builder<Dataquery> {
  return named(new DataqueryBuilder().instant().format(PromQueryFormat.Table).expr(expr), refId, legend);
}

/** An instant query over the whole range: one number for each series. */
export function asNumbers({ expr, refId = 'A', legend }: PromqlFacts): Builder<Dataquery> {
  return named(new DataqueryBuilder().instant().format(PromQueryFormat.TimeSeries).expr(expr), refId, legend);
}

function named(query: DataqueryBuilder, refId: string, legend: string | undefined): Builder<Dataquery> {
  const ofPrometheus = query.refId(refId).datasource(PROMETHEUS.ref);
  return legend === undefined ? ofPrometheus : ofPrometheus.legendFormat(legend);
}
