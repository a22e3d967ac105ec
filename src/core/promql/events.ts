import { EVERY_AGENT } from './agents';
import { type AgentMetric } from './catalogue';
import { perSecond } from './deltaGauge';
import { agentLabels, aggregate, inCluster } from './labels';
import { overTime } from './range';
import { AGENT_NAMESPACE, kubeState, type KubeStateScope, restartedAgents } from './runningPods';

/**
 * PromQL over a range, each of whose points tells what happened in the step that ends at it: windows as
 * long as the steps, so that nothing is counted twice and nothing falls between two of them.
 */

export interface EventScope extends KubeStateScope {
  stepSeconds: number;
}

/** Packets per second beyond an allowance, by node; no point for a step without any. */
export function allowanceExceeded(metric: AgentMetric, { stepSeconds, ...scope }: EventScope): string {
  const window = { window: `${stepSeconds}s`, windowSeconds: String(stepSeconds) };
  return `${perSecond({ ...scope, ...window, metric, groupBy: 'node', runningPods: 'unguarded' })} > 0`;
}

/** The first samples after an agent's start come this much later at most; `restartedAgents` says so too. */
const FIRST_SAMPLES_SECONDS = 300;

/**
 * When agents were started anew, in seconds since the epoch, by node: at the steps right after, and until
 * kube-state-metrics knows of it the start before. Only of nodes whose agent told something before: on a
 * node that has just come it is no restart.
 */
export function agentStarts({ stepSeconds, ...scope }: EventScope): string {
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const node = inCluster(['node'], scope);
  const on = (labels: readonly string[]) => `on (${labels.join(', ')})`;
  const cluster = { ...scope, filters: scope.filters?.filter(({ label }) => label === scope.clusterLabel) };
  const starts = aggregate('max', pod, kubeState('kube_pod_container_state_started', [AGENT_NAMESPACE], [], cluster));
  const placed = kubeState(
    'kube_pod_info',
    [AGENT_NAMESPACE, { label: 'node', operator: '!=', value: '' }],
    ['node'],
    scope
  );
  const byNode = `${starts} * ${on(pod)} group_left (node) ${aggregate('group', [...pod, 'node'], placed)}`;
  const seconds = String(stepSeconds);
  const told = overTime('last_over_time', EVERY_AGENT, {
    window: '1h',
    at: ` offset ${stepSeconds + FIRST_SAMPLES_SECONDS}s`,
  });
  return (
    `${aggregate('max', node, byNode)} and ${on(node)} ${restartedAgents({ window: `${seconds}s`, seconds }, scope)} ` +
    `and ${on(node)} ${aggregate('group', node, agentLabels(told, ['node']))}`
  );
}
