import { type LabelFilter } from '../matcher';
import { EVERY_AGENT } from './agents';
import { type AgentMetric } from './catalog';
import { perSecond } from './deltaGauge';
import { agentLabels, aggregate, inCluster } from '../labels';
import { endOf, overTime, type Range } from '../range';
import { AGENT_NAMESPACE, kubeState, type KubeStateScope, KUBE_STATE_DELAY_MINUTES } from '../kubernetes/runningPods';

/**
 * PromQL over a range, each of whose points tells what happened in the step that ends at it: windows as
 * long as the steps, so that nothing is counted twice and nothing falls between two of them.
 */

/** How long the steps of a range query are. */
export type Step = Required<Pick<Range, 'window' | 'seconds'>>;

export interface EventScope extends KubeStateScope {
  step: Step;
}

export function stepOf(seconds: number): Step {
  return { window: `${seconds}s`, seconds: String(seconds) };
}

/** Of queries that Grafana sends, as long as it makes them. */
export const GRAFANA_STEP: Step = { window: '$__interval', seconds: '($__interval_ms / 1000)' };

/** By then kube-state-metrics has reported all that happened in the step. */
export const LOOKAHEAD = endOf({}, KUBE_STATE_DELAY_MINUTES);

/** Where a window ends as the step begins. */
export function beforeStep({ window }: Step): Pick<Range, 'at'> {
  return { at: ` offset ${window}` };
}

/** Of times, in seconds since the epoch, those in the step. */
export function inStep(times: string, { seconds }: Step): string {
  return `(${times} > time() - ${seconds} <= time())`;
}

/** Packets per second beyond an allowance, by node; no point for a step without any. */
export function allowanceExceeded(metric: AgentMetric, { step, ...scope }: EventScope): string {
  const window = { window: step.window, windowSeconds: step.seconds };
  return `${perSecond({ ...scope, ...window, metric, groupBy: 'node', runningPods: 'unguarded' })} > 0`;
}

/**
 * When agents restarted, in seconds since the epoch, by node: a point at the step in which that was. Only on nodes
 * whose agent reported something before: the first start on a new node is not a restart.
 */
export function agentStarts({ step, ...scope }: EventScope): string {
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const node = inCluster(['node'], scope);
  const cluster = { ...scope, filters: scope.filters?.filter(({ label }) => label === scope.clusterLabel) };
  const hasNode: LabelFilter = { label: 'node', operator: '!=', value: '' };
  const started = kubeState('kube_pod_container_state_started', [AGENT_NAMESPACE], [], cluster);
  const placed = kubeState('kube_pod_info', [AGENT_NAMESPACE, hasNode], ['node'], scope);
  const starts =
    `${aggregate('max', pod, started + LOOKAHEAD)} * on (${pod.join(', ')}) group_left (node) ` +
    aggregate('group', [...pod, 'node'], placed + LOOKAHEAD);
  const toldBefore = overTime('last_over_time', EVERY_AGENT, { window: '1h', ...beforeStep(step) });
  return (
    `${inStep(aggregate('max', node, starts), step)} and on (${node.join(', ')}) ` +
    aggregate('group', node, agentLabels(toldBefore, ['node']))
  );
}
