import { type Labels } from '../../core/cluster/clusterFacts';
import { among, hasCandidates } from '../../core/promql/candidates';
import { type DeltaGaugeQuery, type Grouping, inWindow, perSecond } from '../../core/promql/deltaGauge';
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

/** As many names as one expression has at most; more of them are looked for by what they have in common. */
const MOST_NAMES = 100;

const CHART_WINDOW = { window: '$__rate_interval', windowSeconds: '($__rate_interval_ms / 1000)' };
const WHOLE_RANGE = { window: '$__range', windowSeconds: '$__range_s' };

/** What is known of the user's Prometheus in a range. */
export interface RangeFacts extends PrometheusFacts {
  /** Names of the pods of agents that were started anew; of a dashboard for any range, nobody knows. */
  startedAgents: readonly string[] | 'unknown';
  /** Whether recording rules told the pods' rates from start to end. */
  isRecorded: boolean;
}

/**
 * The Prometheus query that answers a metric query; its macros are filled in by that data source.
 *
 * @param who may be among the query's top: only these are asked about.
 */
export function toPrometheusQuery(
  query: MetricQuery,
  refId: string,
  facts: RangeFacts,
  who?: readonly Labels[]
): PrometheusQuery {
  const { groupBy, calculation } = query;
  const isFromExporter = query.source === 'node_exporter';
  const legend = groupBy === 'interface' && isFromExporter ? '{{node}} {{device}}' : LEGENDS[groupBy];
  const legendFormat = facts.clusterLabel === undefined ? legend : `{{${facts.clusterLabel}}} ${legend}`;
  const expr = isFromExporter ? ofExporter(query, facts) : ofAgent(query, facts, who);
  const shared = { refId, legendFormat, expr };
  return calculation === 'total'
    ? { ...shared, range: false, instant: true, format: 'table' }
    : { ...shared, range: true, instant: false, format: 'time_series' };
}

/** A query of the agents' metrics in the terms of PromQL. */
export function agentQuery(
  { metric, groupBy, filters, top: k, calculation }: MetricQuery,
  { hasKubeStateMetrics, clusterLabel, startedAgents }: RangeFacts
): DeltaGaugeQuery {
  return {
    metric,
    groupBy,
    filters,
    clusterLabel,
    runningPods: hasKubeStateMetrics ? 'kube-state-metrics' : 'by-change',
    // The guard makes queries three times as long: only where there is something to guard against.
    ...(hasKubeStateMetrics && startedAgents.length > 0 && { spikes: 'kube-state-metrics' }),
    ...(startedAgents === 'unknown' && { isShort: true }),
    ...(startedAgents !== 'unknown' && startedAgents.length <= MOST_NAMES && { agentPods: startedAgents }),
    ...(k !== undefined && { top: { k, over: WHOLE_RANGE.window, overSeconds: WHOLE_RANGE.windowSeconds } }),
    ...(calculation === 'total' ? WHOLE_RANGE : CHART_WINDOW),
  };
}

function ofAgent(query: MetricQuery, facts: RangeFacts, who: readonly Labels[] | undefined): string {
  const asked = agentQuery(query, facts);
  const confined = who && hasCandidates(asked) ? among(asked, who) : asked;
  return query.calculation === 'total' ? inWindow(confined) : perSecond(confined);
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
