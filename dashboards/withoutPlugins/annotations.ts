import { type AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import { type EventKind } from '../../src/core/events/event';
import { eventExpressions } from '../../src/core/events/eventQueries';
import { agentMetric } from '../../src/core/promql/catalogue';
import { GRAFANA_STEP } from '../../src/core/promql/events';
import { type SavedEventsQuery } from '../../src/core/query/eventsQuery';
import { CLUSTER_LABEL, IN_CLUSTER, PROMETHEUS } from '../prometheus';

/**
 * Grafana divides the range of an annotation's query by the screen's pixels, Grafana 10 by a hundred, and makes no step
 * shorter than this. Windows are as long as steps, so that no event falls between two.
 */
const LEAST_STEP = '60s';

const TEXTS: Record<EventKind, { title: string; text: string }> = {
  allowances: { title: '{{event}}', text: '{{node}}' },
  agentRestarts: { title: 'Agent restarted', text: '{{node}}' },
  rollouts: { title: 'Rollout', text: '{{namespace}}/{{workload}}' },
};

/** Events over the charts, asked of Prometheus. */
export function annotationWithoutPlugins(annotation: AnnotationQuery): AnnotationQuery {
  const { kinds = [], filters = [] } = annotation.target as unknown as SavedEventsQuery;
  const [kind = 'allowances'] = kinds;
  const scope = { step: GRAFANA_STEP, clusterLabel: CLUSTER_LABEL, filters: [...filters, IN_CLUSTER] };
  const expressions = eventExpressions(kind, scope).map(
    ({ name, expression }) => `label_replace(${expression}, "event", "${agentMetric(name)?.title ?? name}", "", "")`
  );
  // The value of a restart is when it was, in seconds; Grafana takes milliseconds.
  const isTime = kind === 'agentRestarts';
  const expr = expressions.join(' or ');
  const { target, ...rest } = annotation;
  return {
    ...rest,
    datasource: PROMETHEUS.ref,
    ...{
      expr: isTime ? `(${expr}) * 1000` : expr,
      step: LEAST_STEP,
      titleFormat: TEXTS[kind].title,
      textFormat: TEXTS[kind].text,
      useValueForTime: isTime,
    },
  };
}
