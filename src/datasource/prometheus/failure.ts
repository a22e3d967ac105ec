import { type DataSourceApi } from '@grafana/data';
import { prometheusQueryFailed } from '../messages';
import { failureMessage } from '../results/failure';

/** A failed query as an error for the user: a sentence about what happened, and one about what to do. */
export function prometheusFailure(prometheus: Pick<DataSourceApi, 'name'>, failure: unknown): Error {
  return new Error(prometheusQueryFailed(prometheus.name, failureMessage(failure)));
}
