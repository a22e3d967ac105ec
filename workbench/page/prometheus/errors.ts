import { type DataQueryError } from '@grafana/data';
import { isFetchError } from '@grafana/runtime';

/** A failed query with Prometheus' own words first; with the HTTP status when it had none. */
export function toQueryError(error: unknown, refId: string): DataQueryError {
  if (!isFetchError(error)) {
    return { refId, message: error instanceof Error ? error.message : String(error) };
  }
  const { status, statusText } = error;
  return { refId, status, statusText, message: prometheusText(error.data) ?? transportText(status, statusText) };
}

function prometheusText(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('errorType' in body) || !('error' in body)) {
    return undefined;
  }
  return `${body.errorType}: ${body.error}`;
}

function transportText(status: number, statusText = ''): string {
  switch (status) {
    case 0:
      return `Prometheus cannot be reached: ${statusText}`;
    case 502:
      return 'Prometheus cannot be reached: Bad Gateway (502)';
    case 504:
      return 'Prometheus did not answer in time: Gateway Timeout (504)';
    default:
      return `Prometheus answered ${status} ${statusText}`;
  }
}
