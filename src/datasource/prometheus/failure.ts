import { type DataQueryError, type DataSourceApi } from '@grafana/data';

/** One sentence on what happened and one on what to do. */
export function prometheusFailure(prometheus: Pick<DataSourceApi, 'name'>, failure: unknown): Error {
  const message = messageOf(failure);
  const said = message ? `: ${message}` : '';
  return new Error(
    `The Prometheus data source "${prometheus.name}" gave no answer${said}. Check that it is running and that its settings are right.`
  );
}

function messageOf(failure: unknown): string | undefined {
  if (failure instanceof Error) {
    return failure.message;
  }
  const error: DataQueryError | undefined = typeof failure === 'object' && failure !== null ? failure : undefined;
  return error?.message ?? error?.data?.message;
}
