import { type AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import { type EventKind } from '../../src/core/events/event';
import { eventExpressions } from '../../src/core/events/eventQueries';
import { agentMetric } from '../../src/core/prometheus/agent/catalog';
import { type EventScope, GRAFANA_STEP } from '../../src/core/prometheus/agent/events';
import { type SavedEventsQuery } from '../../src/core/query/eventsQuery';
import { CLUSTER_LABEL, IN_CLUSTER, PROMETHEUS } from '../prometheus';

/**
 * The minimum step. Grafana divides the range of an annotation query by the pixels of the screen, Grafana 10 by a
 * hundred. Windows are as long as steps, so no event falls between two windows.
 */
const MIN_STEP = '60s';

/** Annotations from Prometheus. Each allowance has its own, because one expression for all of them is too long. */
export function annotationsWithoutPlugins(annotation: AnnotationQuery): AnnotationQuery[] {
  if (annotation.datasource?.uid === PROMETHEUS.ref.uid) {
    return [annotation];
  }
  const { target, ...rest } = annotation;
  const { kinds: [kind = 'allowances'] = [], filters = [] } = target as unknown as SavedEventsQuery;
  const scope = { step: GRAFANA_STEP, clusterLabel: CLUSTER_LABEL, filters: [...filters, IN_CLUSTER] };
  return queriesOf(kind, scope).map((query) => ({
    ...rest,
    datasource: PROMETHEUS.ref,
    ...{ step: MIN_STEP, useValueForTime: false, ...query },
  }));
}

/** The titles of problems of pods by the names of their expressions. */
const POD_PROBLEMS: Record<string, string> = {
  containerRestarts: 'Container restarts',
  stoppedPods: 'Pods stopped',
  podsNotReady: 'Pods not ready',
  unschedulablePods: 'Pods wait for a node',
};

function queriesOf(kind: EventKind, scope: EventScope) {
  const expressions = eventExpressions(kind, scope);
  const expr = expressions.map(({ expression }) => expression).join(' or ');
  switch (kind) {
    case 'allowances':
      return expressions.map(({ name, expression }) => {
        const title = agentMetric(name)?.title ?? name;
        return { name: title, expr: expression, titleFormat: title, textFormat: '{{node}}' };
      });
    case 'agentRestarts':
      // The value is the time of the restart in seconds; Grafana expects milliseconds.
      return [
        { expr: `(${expr}) * 1000`, titleFormat: 'Agent restarted', textFormat: '{{node}}', useValueForTime: true },
      ];
    case 'rollouts':
      return [{ expr, titleFormat: 'Rollout', textFormat: '{{namespace}}/{{workload}}' }];
    case 'podProblems':
      // Labels that are missing are empty.
      return expressions.map(({ name, expression }) => {
        const title = POD_PROBLEMS[name] ?? name;
        const textFormat = '{{namespace}}/{{pod}} {{container}} {{reason}}';
        return { name: title, expr: expression, titleFormat: title, textFormat };
      });
  }
}
