import { ALLOWANCES } from '../promql/allowances';
import { agentStarts, allowanceExceeded, type EventScope } from '../promql/events';
import { newReplicaSets, replacedPods } from '../promql/rollouts';
import { allowanceEvents, podReplacementEvents, restartEvents, rolloutEvents } from './clusterEvents';
import { type ClusterEvent, type EventKind } from './event';
import { type Points } from './regions';

/** A range query with steps of the scope's length, and what its answer tells. */
export interface EventQuery {
  /** Unique among them. */
  name: string;
  expression: string;
  eventsOf(series: readonly Points[]): ClusterEvent[];
}

/** The kinds of which only kube-state-metrics tells. */
export const FROM_KUBE_STATE: readonly EventKind[] = ['agentRestarts', 'rollouts'];

/** The queries that together tell all events of a kind. */
export function eventQueries(kind: EventKind, scope: EventScope): EventQuery[] {
  const told = { stepMs: scope.stepSeconds * 1_000, clusterLabel: scope.clusterLabel };
  switch (kind) {
    case 'allowances':
      return ALLOWANCES.map((metric) => ({
        name: metric.name,
        expression: allowanceExceeded(metric, scope),
        eventsOf: (series) => allowanceEvents(metric, series, told),
      }));
    case 'agentRestarts':
      return [
        { name: 'agentStarts', expression: agentStarts(scope), eventsOf: (series) => restartEvents(series, told) },
      ];
    case 'rollouts':
      return [
        {
          name: 'newReplicaSets',
          expression: newReplicaSets(scope),
          eventsOf: (series) => rolloutEvents(series, told),
        },
        ...(['StatefulSet', 'DaemonSet'] as const).map((owner) => ({
          name: owner,
          expression: replacedPods(owner, scope),
          eventsOf: (series: readonly Points[]) => podReplacementEvents(series, told),
        })),
      ];
  }
}
