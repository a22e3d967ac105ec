import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Dataquery, DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { EVERY_AGENT } from '../src/core/prometheus/agent/agents';
import { where } from '../src/core/prometheus/where';

/** The Prometheus that a dashboard's user chooses, where it asks one without the data source between them. */
export const PROMETHEUS = {
  name: 'prometheus',
  ref: { type: 'prometheus', uid: '${prometheus}' },
} as const;

/** The label that tells clusters apart. Where no series has it, "All" matches them all the same. */
export const CLUSTER_LABEL = 'cluster';
export const IN_CLUSTER = { label: CLUSTER_LABEL, operator: '=~', value: '$cluster' } as const;
/** The same on the agents' flow series, which name the EKS cluster by themselves. */
export const FLOWS_IN_CLUSTER = { label: 'k8s_cluster', operator: '=~', value: '$cluster' } as const;

/** Both together, as conversations are asked for. */
export const CONVERSATIONS_IN_CLUSTER = {
  clusterLabel: CLUSTER_LABEL,
  matchers: [FLOWS_IN_CLUSTER],
  kubeMatchers: [IN_CLUSTER],
} as const;

export const CHART_WINDOW = { window: '$__rate_interval', windowSeconds: '($__rate_interval_ms / 1000)' } as const;
export const WHOLE_RANGE = { window: '$__range', windowSeconds: '$__range_s' } as const;
/** The same of a chart, whatever its step: Prometheus looks at it once. */
export const RANGE_AT_END = { window: '$__range', at: ' @ end()' } as const;

export function prometheusVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder(PROMETHEUS.name).label('Prometheus').type('prometheus');
}

export function clusterVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('cluster')
    .label('Cluster')
    .description(
      'Where one Prometheus holds several: by the label "cluster", which must be the name that EKS has for it.'
    )
    .datasource(PROMETHEUS.ref)
    .query(`label_values(${EVERY_AGENT}, ${CLUSTER_LABEL})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}

/** Those of an expression's series that are of the chosen clusters. */
export function inChosenCluster(expression: string): string {
  return where(expression, [IN_CLUSTER]);
}

interface PromqlFacts {
  expr: string;
  refId?: string;
  /** "{{node}}"; without it, the labels as they are. */
  legend?: string;
}

/** A line for each series. */
export function overTime({ expr, refId = 'A', legend }: PromqlFacts): Builder<Dataquery> {
  return named(new DataqueryBuilder().range().format(PromQueryFormat.TimeSeries).expr(expr), refId, legend);
}

/** A row for each series, of the whole range. */
export function asTable({ expr, refId = 'A', legend }: PromqlFacts): Builder<Dataquery> {
  return named(new DataqueryBuilder().instant().format(PromQueryFormat.Table).expr(expr), refId, legend);
}

/** One number for each series, of the whole range. */
export function asNumbers({ expr, refId = 'A', legend }: PromqlFacts): Builder<Dataquery> {
  return named(new DataqueryBuilder().instant().format(PromQueryFormat.TimeSeries).expr(expr), refId, legend);
}

function named(query: DataqueryBuilder, refId: string, legend: string | undefined): Builder<Dataquery> {
  const ofPrometheus = query.refId(refId).datasource(PROMETHEUS.ref);
  return legend === undefined ? ofPrometheus : ofPrometheus.legendFormat(legend);
}
