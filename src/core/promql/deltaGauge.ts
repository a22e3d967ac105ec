import { type AgentMetric } from './catalogue';
import { AGENT_LABELS, agentSelectors, type LabelFilter, selector } from './selector';

/**
 * PromQL over the agent's delta gauges.
 *
 * A sample is the change since the previous scrape, so what happened in a window is the *sum* of its
 * samples, and the rate is that sum over the window's length. `rate()` and `increase()` difference
 * the differences: a steady flow reads as zero.
 */

export type Grouping = 'pod' | 'namespace' | 'node' | 'interface';

export interface DeltaGaugeQuery {
  metric: AgentMetric;
  groupBy: Grouping;
  filters?: readonly LabelFilter[];
  /** A PromQL duration, or a macro for one: "5m", "$__rate_interval", "$__range". */
  window: string;
  /** The same window in seconds, or a macro for it: "300", "($__rate_interval_ms/1000)", "$__range_s". */
  windowSeconds: string;
  /**
   * What tells running pods from the series of others, which repeat their last value until the agent
   * restarts: kube-state-metrics, or nothing.
   */
  runningPods: 'kube-state-metrics' | 'unguarded';
  /**
   * Only the k groups with the largest sum over a window that ends where the whole query ends. One
   * ranking for all steps: a plain `topk` ranks each step anew, and its lines come and go.
   */
  top?: { k: number; over: string };
}

/** The query's value per second (bytes, packets or connections). */
export function perSecond(query: DeltaGaugeQuery): string {
  return top(query, `${grouped(query, query.window)} / ${query.windowSeconds}`);
}

/** The query's value over the whole window. */
export function inWindow(query: DeltaGaugeQuery): string {
  return top(query, grouped(query, query.window));
}

const LABELS: Record<Grouping, string> = {
  pod: 'namespace, pod',
  namespace: 'namespace',
  node: 'node',
  interface: 'node, eni',
};

/** The sum of the samples in a time range such as `5m` or `$__range`, with `at` as its `@` modifier. */
function grouped(query: DeltaGaugeQuery, window: string, at = ''): string {
  return query.metric.subject === 'pod' ? groupedPods(query, window, at) : groupedInterfaces(query, window, at);
}

function groupedPods({ metric, groupBy, filters, runningPods }: DeltaGaugeQuery, window: string, at: string): string {
  const perPodLabels = groupBy === 'node' ? 'namespace, pod, node' : 'namespace, pod';
  const samples = agentLabels(sumOverTime(metric, filters, window, at));
  const perPod = `${metric.combine} by (${perPodLabels}) (${samples})`;
  const running =
    runningPods === 'kube-state-metrics' ? `${perPod} and on (namespace, pod) ${podsThatRan(window, at)}` : perPod;
  return groupBy === 'pod' ? `(${running})` : `sum by (${LABELS[groupBy]}) (${running})`;
}

function groupedInterfaces({ metric, groupBy, filters }: DeltaGaugeQuery, window: string, at: string): string {
  // A reset of the ENA driver wraps one sample below zero.
  const samples = `clamp_min(${agentLabels(sumOverTime(metric, filters, window, at))}, 0)`;
  return `sum by (${LABELS[groupBy]}) (${samples})`;
}

function sumOverTime(
  { name }: AgentMetric,
  filters: readonly LabelFilter[] | undefined,
  window: string,
  at: string
): string {
  return agentSelectors(name, filters)
    .map((matching) => `sum_over_time(${matching}[${window}]${at})`)
    .join(' or ');
}

/**
 * By phase, not by `kube_pod_info`: the pods of finished Jobs stay in Kubernetes for hours or days,
 * and so do their frozen series.
 */
function podsThatRan(window: string, at: string): string {
  const running = selector('kube_pod_status_phase', [{ label: 'phase', operator: '=', value: 'Running' }]);
  return `(max by (namespace, pod) (max_over_time(${running}[${window}]${at})) == 1)`;
}

/**
 * Without `honor_labels` Prometheus renames the agent's own labels to `exported_*` and puts the
 * agent's pod in their place. An absent label never matches `(.+)`, so this is right in both cases.
 */
function agentLabels(expression: string): string {
  return AGENT_LABELS.reduce<string>(
    (inner, label) => `label_replace(${inner}, "${label}", "$1", "exported_${label}", "(.+)")`,
    expression
  );
}

function top(query: DeltaGaugeQuery, expression: string): string {
  if (!query.top) {
    return expression;
  }
  const { k, over } = query.top;
  const ranking = `topk(${k}, ${grouped(query, over, ' @ end()')})`;
  return `${expression} and on (${LABELS[query.groupBy]}) ${ranking}`;
}
