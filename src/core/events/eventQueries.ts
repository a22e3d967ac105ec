import { ALLOWANCES } from '../prometheus/agent/allowances';
import { agentStarts, allowanceExceeded, type EventScope, stepOf } from '../prometheus/agent/events';
import { containerRestarts, podsNotReady, stoppedPods, unschedulablePods } from '../prometheus/kubernetes/podProblems';
import { newReplicaSets, replacedPods } from '../prometheus/kubernetes/rollouts';
import { type KubeStateScope } from '../prometheus/kubernetes/runningPods';
import {
  allowanceEvents,
  podReplacementEvents,
  restartEvents,
  rolloutEvents,
  type EventContext,
} from './clusterEvents';
import { type ClusterEvent, type EventKind } from './event';
import { type Points } from './intervals';
import { containerRestartEvents, notReadyEvents, stoppedPodEvents, unschedulableEvents } from './podEvents';

/** A range query with the steps of its scope. */
export interface EventExpression {
  /** Unique among the queries. */
  name: string;
  expression: string;
  /** The events in its result. */
  eventsOf(series: readonly Points[], context: EventContext): ClusterEvent[];
}

/** A range query with steps of a known length, and the events in its result. */
export interface EventQuery extends Pick<EventExpression, 'name' | 'expression'> {
  eventsOf(series: readonly Points[]): ClusterEvent[];
}

/** The kinds that need kube-state-metrics. */
export const FROM_KUBE_STATE: readonly EventKind[] = ['agentRestarts', 'rollouts', 'podProblems'];

/** The queries that together find all events of a kind, with steps of a given length. */
export function eventQueries(
  kind: EventKind,
  { stepSeconds, ...scope }: KubeStateScope & { stepSeconds: number }
): EventQuery[] {
  const context = { stepMs: stepSeconds * 1_000, clusterLabel: scope.clusterLabel };
  return eventExpressions(kind, { ...scope, step: stepOf(stepSeconds) }).map(({ eventsOf, ...query }) => ({
    ...query,
    eventsOf: (series) => eventsOf(series, context),
  }));
}

/** The queries of a kind with any steps, including those that Grafana chooses. */
export function eventExpressions(kind: EventKind, scope: EventScope): EventExpression[] {
  switch (kind) {
    case 'allowances':
      return ALLOWANCES.map((metric) => ({
        name: metric.name,
        expression: allowanceExceeded(metric, scope),
        eventsOf: (series, context) => allowanceEvents(metric, series, context),
      }));
    case 'agentRestarts':
      return [{ name: 'agentStarts', expression: agentStarts(scope), eventsOf: restartEvents }];
    case 'rollouts':
      return [
        { name: 'newReplicaSets', expression: newReplicaSets(scope), eventsOf: rolloutEvents },
        ...(['StatefulSet', 'DaemonSet'] as const).map((owner) => ({
          name: owner,
          expression: replacedPods(owner, scope),
          eventsOf: podReplacementEvents,
        })),
      ];
    case 'podProblems':
      return [
        { name: 'containerRestarts', expression: containerRestarts(scope), eventsOf: containerRestartEvents },
        { name: 'stoppedPods', expression: stoppedPods(scope), eventsOf: stoppedPodEvents },
        { name: 'podsNotReady', expression: podsNotReady(scope), eventsOf: notReadyEvents },
        { name: 'unschedulablePods', expression: unschedulablePods(scope), eventsOf: unschedulableEvents },
      ];
  }
}
