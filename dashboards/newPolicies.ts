import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { inSight } from './inSight';
import { IN_CLUSTER, PROMETHEUS } from './prometheus';
import { selector } from '../src/core/prometheus/selector';

/** Network policies at the time of their creation. kube-state-metrics does not know when policies change. */
export function newPolicies(): Builder<AnnotationQuery> {
  const annotation = inSight(
    new AnnotationQueryBuilder().name('New network policies').datasource(PROMETHEUS.ref).enable(true).iconColor('blue')
  );
  // The value is the time of the creation in seconds; Grafana expects milliseconds.
  const query = {
    expr: `${selector('kube_networkpolicy_created', [IN_CLUSTER])} * 1000`,
    step: '60s',
    useValueForTime: true,
    titleFormat: 'New network policy',
    textFormat: '{{namespace}}/{{networkpolicy}}',
  };
  return { build: () => ({ ...annotation.build(), ...query }) };
}
