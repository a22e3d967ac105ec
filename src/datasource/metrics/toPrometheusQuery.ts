import { type Grouping, inWindow, perSecond } from '../../core/promql/deltaGauge';
import { type MetricQuery } from '../../core/query/metricQuery';
import { type PrometheusQuery } from '../prometheus/prometheusQuery';

const LEGENDS: Record<Grouping, string> = {
  pod: '{{namespace}}/{{pod}}',
  workload: '{{namespace}}/{{workload}}',
  namespace: '{{namespace}}',
  node: '{{node}}',
  interface: '{{node}} {{eni}}',
  device: '{{node}} {{device}}',
};

/** The Prometheus query that answers a metric query; its macros are filled in by that data source. */
export function toPrometheusQuery(query: MetricQuery, refId: string, hasKubeStateMetrics: boolean): PrometheusQuery {
  const { metric, groupBy, filters, top: k, calculation } = query;
  const common = {
    metric,
    groupBy,
    filters,
    runningPods: hasKubeStateMetrics ? ('kube-state-metrics' as const) : ('unguarded' as const),
    ...(k !== undefined && { top: { k, over: '$__range' } }),
  };
  const shared = { refId, legendFormat: LEGENDS[groupBy] };
  if (calculation === 'total') {
    const expr = inWindow({ ...common, window: '$__range', windowSeconds: '$__range_s' });
    return { ...shared, expr, range: false, instant: true, format: 'table' };
  }
  const expr = perSecond({ ...common, window: '$__rate_interval', windowSeconds: '($__rate_interval_ms / 1000)' });
  return { ...shared, expr, range: true, instant: false, format: 'time_series' };
}
