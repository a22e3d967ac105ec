import { type Grouping, inWindow, perSecond } from '../../core/promql/deltaGauge';
import { counterInWindow, counterPerSecond } from '../../core/promql/nodeExporter';
import { type PrometheusFacts } from '../../core/promql/prometheusFacts';
import { type MetricQuery } from '../../core/query/metricQuery';
import { type PrometheusQuery } from '../prometheus/prometheusQuery';

export { type PrometheusFacts } from '../../core/promql/prometheusFacts';

const LEGENDS: Record<Grouping, string> = {
  pod: '{{namespace}}/{{pod}}',
  workload: '{{namespace}}/{{workload}}',
  namespace: '{{namespace}}',
  node: '{{node}}',
  interface: '{{node}} {{eni}}',
  device: '{{node}} {{device}}',
};

const CHART_WINDOW = { window: '$__rate_interval', windowSeconds: '($__rate_interval_ms / 1000)' };
const WHOLE_RANGE = { window: '$__range', windowSeconds: '$__range_s' };

/** The Prometheus query that answers a metric query; its macros are filled in by that data source. */
export function toPrometheusQuery(
  query: MetricQuery,
  refId: string,
  facts: PrometheusFacts & { hasRestarts: boolean }
): PrometheusQuery {
  const { groupBy, calculation } = query;
  const isFromExporter = query.source === 'node_exporter';
  const legend = groupBy === 'interface' && isFromExporter ? '{{node}} {{device}}' : LEGENDS[groupBy];
  const legendFormat = facts.clusterLabel === undefined ? legend : `{{${facts.clusterLabel}}} ${legend}`;
  const shared = { refId, legendFormat, expr: isFromExporter ? ofExporter(query, facts) : ofAgent(query, facts) };
  return calculation === 'total'
    ? { ...shared, range: false, instant: true, format: 'table' }
    : { ...shared, range: true, instant: false, format: 'time_series' };
}

function ofAgent(
  { metric, groupBy, filters, top: k, calculation }: MetricQuery,
  { hasKubeStateMetrics, clusterLabel, hasRestarts }: PrometheusFacts & { hasRestarts: boolean }
): string {
  const common = {
    metric,
    groupBy,
    filters,
    clusterLabel,
    runningPods: hasKubeStateMetrics ? ('kube-state-metrics' as const) : ('by-change' as const),
    // The guard makes queries three times as long: only where there is something to guard against.
    ...(hasKubeStateMetrics && hasRestarts && { spikes: 'kube-state-metrics' as const }),
    ...(k !== undefined && { top: { k, over: WHOLE_RANGE.window, overSeconds: WHOLE_RANGE.windowSeconds } }),
  };
  return calculation === 'total' ? inWindow({ ...common, ...WHOLE_RANGE }) : perSecond({ ...common, ...CHART_WINDOW });
}

function ofExporter(
  { metric, groupBy, filters, top: k, calculation }: MetricQuery,
  { hasKubeStateMetrics, clusterLabel }: PrometheusFacts
): string {
  const common = {
    metric,
    filters,
    clusterLabel,
    groupBy: groupBy === 'interface' ? groupBy : ('node' as const),
    nodeName: hasKubeStateMetrics ? ('kube-state-metrics' as const) : ('label' as const),
    ...(k !== undefined && { top: { k, over: WHOLE_RANGE.window } }),
  };
  return calculation === 'total'
    ? counterInWindow({ ...common, window: WHOLE_RANGE.window })
    : counterPerSecond({ ...common, window: CHART_WINDOW.window });
}
