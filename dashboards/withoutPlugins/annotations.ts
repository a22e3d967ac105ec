import { type AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import { type EventKind } from '../../src/core/events/event';
import { eventExpressions } from '../../src/core/events/eventQueries';
import { agentMetric } from '../../src/core/prometheus/agent/catalog';
import { type EventScope, GRAFANA_STEP } from '../../src/core/prometheus/agent/events';
import { type SavedEventsQuery } from '../../src/core/query/eventsQuery';
import { CLUSTER_LABEL, IN_CLUSTER, PROMETHEUS } from '../prometheus';

/**
 * Grafana divides the range of an annotation's query by the screen's pixels, Grafana 10 by a hundred, and makes no step
 * shorter than this. Windows are as long as steps, so that no event falls between two.
 */
const MIN_STEP = '60s';

/** Events over the charts, asked of Prometheus: an annotation for each allowance, because an expression for all is too long. */
export function annotationsWithoutPlugins(annotation: AnnotationQuery): AnnotationQuery[] {
  const { target, ...rest } = annotation;
  const { kinds: [kind = 'allowances'] = [], filters = [] } = target as unknown as SavedEventsQuery;
  const scope = { step: GRAFANA_STEP, clusterLabel: CLUSTER_LABEL, filters: [...filters, IN_CLUSTER] };
  return queriesOf(kind, scope).map((query) => ({
    ...rest,
    datasource: PROMETHEUS.ref,
    ...{ step: MIN_STEP, useValueForTime: false, ...query },
  }));
}

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
      // The value is when it was, in seconds; Grafana takes milliseconds.
      return [
        { expr: `(${expr}) * 1000`, titleFormat: 'Agent restarted', textFormat: '{{node}}', useValueForTime: true },
      ];
    case 'rollouts':
      return [{ expr, titleFormat: 'Rollout', textFormat: '{{namespace}}/{{workload}}' }];
  }
}
