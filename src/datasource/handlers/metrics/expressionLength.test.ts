import { AGENT_METRICS } from '../../../core/prometheus/agent/catalog';
import { candidates, hasCandidates, recordedCandidates } from '../../../core/prometheus/agent/candidates';
import { METRIC_GROUPING_LABELS, METRIC_GROUPINGS } from '../../../core/prometheus/agent/grouping';
import { type MetricQuery } from '../../../core/query/metricQuery';
import { rankings } from './rankings';
import { agentQuery, type RangeFacts, toPrometheusQueries, shortEnough } from './toPrometheusQuery';

/** The longest names that Kubernetes, Amazon EKS and Amazon EC2 allow or make. */
const CLUSTER = 'c'.repeat(100);
const NAMESPACE = 'n'.repeat(63);
const node = (index: number) => `ip-100-100-100-${100 + index}.ap-southeast-1.compute.internal`;
const pod = (index: number) => `${'p'.repeat(60)}-${100 + index}`;
const NAMES: Record<string, (index: number) => string> = {
  pod: (index) => pod(index),
  workload: (index) => pod(index),
  namespace: () => NAMESPACE,
  eni: (index) => `eni-0123456789abcde${100 + index}`,
};
const nameOf = (label: string, index: number) => (NAMES[label] ?? node)(index);
const indices = (count: number) => Array.from({ length: count }, (_, index) => index);

const FILTERS = [
  { label: 'kubernetes_cluster', operator: '=', value: CLUSTER },
  { label: 'namespace', operator: '=', value: NAMESPACE },
  { label: 'node', operator: '=', value: node(0) },
  { label: 'workload', operator: '=', value: 'w'.repeat(63) },
] as const;

const agents = (count: number) => indices(count).map((index) => `aws-network-flow-monitor-agent-x${1_000 + index}`);
const FACTS: Record<string, Partial<RangeFacts>> = {
  'nothing happened': {},
  'agents started': { startedAgents: agents(20) },
  'all agents started': { startedAgents: agents(5_000) },
  'interfaces are shared': { sharedInterfaces: indices(20).map((index) => `eni0123456${1_000 + index}`) },
  'everything happened': {
    startedAgents: agents(20),
    sharedInterfaces: indices(20).map((index) => `eni0123456${1_000 + index}`),
    returnedPods: indices(20).map(pod),
  },
  'more happened than can be named': {
    startedAgents: agents(5_000),
    sharedInterfaces: indices(5_000).map((index) => `eni0123456${1_000 + index}`),
    returnedPods: indices(5_000).map(pod),
  },
};

function queries(calculation: MetricQuery['calculation'], isFromRules: boolean): MetricQuery[] {
  return AGENT_METRICS.flatMap((metric) =>
    METRIC_GROUPINGS[metric.subject].map((groupBy): MetricQuery => ({
      ...{ source: 'agent', metric, groupBy, calculation, top: 20 },
      filters: isFromRules || metric.subject === 'pod' ? FILTERS : FILTERS.filter(({ label }) => label !== 'namespace'),
    }))
  );
}

function longest(expressions: readonly string[]): number {
  return Math.max(...expressions.map((expression) => Buffer.byteLength(interpolateQuery(expression))));
}

/** As Grafana's Prometheus data source does it for a year. */
function interpolateQuery(expression: string): string {
  return expression
    .replaceAll('$__rate_interval_ms', '31536000000')
    .replaceAll('$__rate_interval', '31536000s')
    .replaceAll('$__range_s', '31536000')
    .replaceAll('$__range', '31536000s');
}

describe.each(Object.entries(FACTS))('where %s', (_, happened) => {
  it.each([
    ['rate', true],
    ['rate', false],
    ['total', true],
    ['total', false],
  ] as const)(
    'every expression of a %s has at most 16,000 bytes (kube-state-metrics: %s)',
    (calculation, hasKubeStateMetrics) => {
      const facts: RangeFacts = {
        ...{ hasKubeStateMetrics, clusterLabel: 'kubernetes_cluster', startedAgents: [], isRecorded: true },
        ...{ sharedInterfaces: [], returnedPods: [], ...happened },
      };
      const expressions = queries(calculation, false).flatMap((query) => {
        const whole = agentQuery(query, facts);
        if (!hasCandidates(whole)) {
          return toPrometheusQueries(query, 'A', facts).map(({ target }) => target.expr);
        }
        const who = indices(20).map((index) => ({
          kubernetes_cluster: CLUSTER,
          ...Object.fromEntries(METRIC_GROUPING_LABELS[query.groupBy].map((label) => [label, nameOf(label, index)])),
        }));
        const fitting = [shortEnough(whole, candidates), ...rankings(whole, who)];
        return [
          ...[recordedCandidates(whole) ?? []].flat(),
          ...fitting.map(({ expression }) => expression),
          ...toPrometheusQueries(query, 'A', facts, who).map(({ target }) => target.expr),
        ];
      });
      expect(longest(expressions)).toBeLessThanOrEqual(16_000);
    }
  );
});
