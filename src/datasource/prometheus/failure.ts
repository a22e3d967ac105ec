import { type DataSourceApi } from '@grafana/data';
import { failureMessage } from '../results/failure';

/** One sentence on what happened and one on what to do. */
export function prometheusFailure(prometheus: Pick<DataSourceApi, 'name'>, failure: unknown): Error {
  const message = failureMessage(failure);
  const said = message ? `: ${message}` : '';
  return new Error(
    `The Prometheus data source "${prometheus.name}" gave no answer${said}. Check that it is running and that its settings are right.`
  );
}
