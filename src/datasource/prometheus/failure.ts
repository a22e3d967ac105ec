import { type DataQueryError, type DataQueryResponse, type DataSourceApi } from '@grafana/data';

/** What a Prometheus data source's answer says went wrong; with a refId, only what concerns that query. */
export function failureOf(response: DataQueryResponse, refId?: string): DataQueryError | undefined {
  const { errors } = response;
  if (errors?.length) {
    return refId === undefined ? errors[0] : errors.find((one) => (one.refId ?? refId) === refId);
  }
  // Answers other than 200 reach us in the deprecated member only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return response.error;
}

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
