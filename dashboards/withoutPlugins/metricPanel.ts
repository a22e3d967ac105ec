import { agentMetric } from '../../src/core/prometheus/agent/catalog';
import { resolveMetricQuery, type SavedMetricQuery } from '../../src/core/query/metricQuery';
import { toPrometheusQuery } from '../../src/datasource/handlers/metrics/toPrometheusQuery';
import { unitOf } from '../../src/datasource/handlers/metrics/unitOf';
import { asTable, CLUSTER_LABEL, IN_CLUSTER, overTime, PROMETHEUS } from '../prometheus';
import { UNKNOWN_TEXT } from '../../src/core/dataState';
import { NO_METRICS } from '../noData';
import { type Panel } from './saved';

/** These dashboards require kube-state-metrics, because they cannot check whether it exists. */
const FACTS = {
  hasKubeStateMetrics: true,
  clusterLabel: CLUSTER_LABEL,
  startedAgents: 'unknown',
  isRecorded: false,
} as const;

/** A panel of agent metrics with the PromQL that the data source would have generated from its queries. */
export function metricPanel(panel: Panel, queries: ReadonlyArray<SavedMetricQuery & { refId: string }>): Panel {
  const resolved = queries.map((saved) => ({ refId: saved.refId, query: resolvedQuery(saved) }));
  const unit = resolved[0] && unitOf(resolved[0].query);
  const defaults = panel.fieldConfig?.defaults ?? {};
  const noValue = panel.type === 'stat' ? UNKNOWN_TEXT : NO_METRICS;
  return {
    ...panel,
    datasource: PROMETHEUS.ref,
    fieldConfig: { overrides: [], ...panel.fieldConfig, defaults: { unit, ...defaults, noValue } },
    targets: resolved.map(({ refId, query }) => {
      const inCluster = { ...query, filters: [...query.filters, IN_CLUSTER] };
      const { expr, instant, legendFormat = '' } = toPrometheusQuery(inCluster, refId, FACTS);
      // A dashboard usually shows one cluster.
      const legend = legendFormat.replace(`{{${CLUSTER_LABEL}}} `, '');
      return (instant ? asTable : overTime)({ expr, refId, legend }).build();
    }),
  };
}

function resolvedQuery(saved: SavedMetricQuery) {
  // Variables stay unchanged: the Prometheus data source interpolates them.
  const resolved = resolveMetricQuery(saved, (text) => text);
  if ('problem' in resolved) {
    throw new Error(`${agentMetric(saved.metric ?? '')?.title ?? 'A panel'}: ${resolved.problem}`);
  }
  return resolved.query;
}
