/** All combinations of query options for a metric, for tests. */
import { type LabelFilter } from './matcher';
import { type AgentMetric } from './agent/metric';
import { type DeltaGaugeQuery } from './agent/deltaGaugeQuery';
import { METRIC_GROUPINGS } from './agent/grouping';

const RUNNING_PODS = ['kube-state-metrics', 'by-change', 'unguarded'] as const;
const SPIKES = [undefined, 'kube-state-metrics', { bytesPerSecond: 1e9, scrapeIntervalSeconds: 30 }] as const;
const FILTERS: readonly LabelFilter[] = [
  { label: 'cluster', operator: '!=', value: 'none' },
  { label: 'namespace', operator: '=~', value: 'shop|"\\\\.' },
  { label: 'node', operator: '!=', value: 'n' },
  { label: 'workload', operator: '!~', value: 'w"' },
];
const ALL = { clusterLabel: 'cluster', filters: FILTERS, top: { k: 5, over: '10m', overSeconds: '600' } } as const;
const OPTIONS = [{}, ALL, { ...ALL, returnedPods: ['web-0', 'web-1'], sharedInterfaces: ['eni1'] }] as const;

/** Queries with each grouping and each guard, without and with all other options. */
export function queriesOf(metric: AgentMetric): DeltaGaugeQuery[] {
  const window = { metric, window: '5m', windowSeconds: '300' };
  return METRIC_GROUPINGS[metric.subject].flatMap((groupBy) =>
    RUNNING_PODS.flatMap((runningPods) =>
      SPIKES.flatMap((spikes) => OPTIONS.map((options) => ({ ...window, groupBy, runningPods, spikes, ...options })))
    )
  );
}
