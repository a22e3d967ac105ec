/** ListMetrics: every metric of every monitor that publishes. */
import { type Form } from './form';
import { DIMENSION, METRIC_NAMES, NAMESPACE } from './metrics';
import { type Element } from './xml';

/** Answers a ListMetrics request; the filters are namespace, metric name, and dimension. */
export function listMetrics(form: Form, monitorArns: readonly string[]): Element {
  const requested = { namespace: form.text('Namespace') ?? NAMESPACE, metric: form.text('MetricName') };
  const names = METRIC_NAMES.filter((name) => requested.namespace === NAMESPACE && name === (requested.metric ?? name));
  const filters = form.list('Dimensions');
  const arns = monitorArns.filter((arn) =>
    filters.every((filter) => filter.text('Name') === DIMENSION && (filter.text('Value') ?? arn) === arn)
  );
  return {
    Metrics: arns.flatMap((arn) =>
      names.map((name) => ({
        Namespace: NAMESPACE,
        MetricName: name,
        Dimensions: [{ Name: DIMENSION, Value: arn }],
      }))
    ),
  };
}
