import { type LabelFilter } from '../matcher';
import { METRIC_OF_EVERY_AGENT } from './allowances';
import { type AgentMetric } from './catalog';
import { perSecond } from './deltaGauge';
import { agentLabels, aggregate, inCluster } from '../labels';
import { endOf, overTime, type Range } from '../range';
import { AGENT_NAMESPACE, kubeState, type KubeStateScope, KUBE_STATE_DELAY_MINUTES } from '../kubernetes/runningPods';

/**
 * Range queries for events. Each point has the events in the step that ends at it. Windows are as long as steps, so that no
 * event counts twice and none is missed.
 */

/** The length of the steps of a range query. */
export type Step = Required<Pick<Range, 'window' | 'seconds'>>;

/** The selection and the steps of a query for events. */
export interface EventScope extends KubeStateScope {
  step: Step;
}

/** A step of this many seconds. */
export function stepOf(seconds: number): Step {
  return { window: `${seconds}s`, seconds: String(seconds) };
}

/** The step of queries that Grafana sends, as macros. */
export const GRAFANA_STEP: Step = { window: '$__interval', seconds: '($__interval_ms / 1000)' };

/** An offset to the time at which kube-state-metrics has reported all events in the step. */
export const LOOKAHEAD = endOf({}, KUBE_STATE_DELAY_MINUTES);

/** The modifier for a window that ends when the step begins. */
export function beforeStep({ window }: Step): Pick<Range, 'at'> {
  return { at: ` offset ${window}` };
}

/** Keeps the times within the step, in seconds since the epoch. */
export function inStep(times: string, { seconds }: Step): string {
  return `(${times} > time() - ${seconds} <= time())`;
}

/** Packets per second above an allowance, by node; no point for a step without any. */
export function allowanceExceeded(metric: AgentMetric, { step, ...scope }: EventScope): string {
  const window = { window: step.window, windowSeconds: step.seconds };
  return `${perSecond({ ...scope, ...window, metric, groupBy: 'node', runningPods: 'unguarded' })} > 0`;
}

/**
 * The times at which agents restarted, in seconds since the epoch, by node, with a point at the step of the restart. Only
 * nodes whose agent reported data before count: the first start on a new node is not a restart.
 */
export function agentStarts({ step, ...scope }: EventScope): string {
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const node = inCluster(['node'], scope);
  const cluster = { ...scope, filters: scope.filters?.filter(({ label }) => label === scope.clusterLabel) };
  const hasNode: LabelFilter = { label: 'node', operator: '!=', value: '' };
  const started = kubeState('kube_pod_container_state_started', [AGENT_NAMESPACE], [], cluster);
  const podNodes = kubeState('kube_pod_info', [AGENT_NAMESPACE, hasNode], ['node'], scope);
  const starts =
    `${aggregate('max', pod, started + LOOKAHEAD)} * on (${pod.join(', ')}) group_left (node) ` +
    aggregate('group', [...pod, 'node'], podNodes + LOOKAHEAD);
  const reportedBefore = overTime('last_over_time', METRIC_OF_EVERY_AGENT, { window: '1h', ...beforeStep(step) });
  return (
    `${inStep(aggregate('max', node, starts), step)} and on (${node.join(', ')}) ` +
    aggregate('group', node, agentLabels(reportedBefore, ['node']))
  );
}
