import { type AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import { type EventKind } from '../../src/core/events/event';
import { eventQueries } from '../../src/core/events/eventQueries';
import { agentMetric } from '../../src/core/promql/catalogue';
import { type SavedEventsQuery } from '../../src/core/query/eventsQuery';
import { CLUSTER_LABEL, IN_CLUSTER, PROMETHEUS } from '../prometheus';

/** Windows are as long as steps, so that no event falls between two of them. */
const STEP_SECONDS = 60;

const TEXTS: Record<EventKind, { title: string; text: string }> = {
  allowances: { title: '{{event}}', text: '{{node}}' },
  agentRestarts: { title: 'Agent restarted', text: '{{node}}' },
  rollouts: { title: 'Rollout', text: '{{namespace}}/{{workload}}' },
};

/** Events over the charts, asked of Prometheus. */
export function annotationWithoutPlugins(annotation: AnnotationQuery): AnnotationQuery {
  const { kinds = [], filters = [] } = annotation.target as unknown as SavedEventsQuery;
  const [kind = 'allowances'] = kinds;
  const scope = { stepSeconds: STEP_SECONDS, clusterLabel: CLUSTER_LABEL, filters: [...filters, IN_CLUSTER] };
  const expressions = eventQueries(kind, scope).map(
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
      step: `${STEP_SECONDS}s`,
      titleFormat: TEXTS[kind].title,
      textFormat: TEXTS[kind].text,
      useValueForTime: isTime,
    },
  };
}
