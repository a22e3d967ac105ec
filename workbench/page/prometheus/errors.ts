import { type DataQueryError } from '@grafana/data';
import { isFetchError } from '@grafana/runtime';

/** The error of a failed query: Prometheus' own message if there is one, or the HTTP status. */
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
      return `Failed to reach Prometheus: ${statusText}`;
    case 502:
      return 'Failed to reach Prometheus: Bad Gateway (502)';
    case 504:
      return 'Prometheus did not respond in time: Gateway Timeout (504)';
    default:
      return `Prometheus responded with ${status} ${statusText}`;
  }
}
