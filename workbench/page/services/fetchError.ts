import { type BackendSrvRequest, type FetchError } from '@grafana/runtime';

/** What Grafana's HTTP service throws for a response outside 2xx: a plain object, not an Error. */
export function fetchError(config: BackendSrvRequest, status: number, statusText: string, body: unknown): FetchError {
  return { status, statusText, data: asErrorData(body, statusText), config };
}

/** The error if there was no response: no connection, or a response that cannot be read. */
export function connectionError(config: BackendSrvRequest, error: unknown): FetchError {
  const message = error instanceof Error ? error.message : String(error);
  return { status: 0, statusText: message, data: { message }, config };
}

function asErrorData(body: unknown, statusText: string): unknown {
  if (typeof body === 'object' && body !== null) {
    return body;
  }
  const text = typeof body === 'string' && body !== '' ? body : statusText;
  return { message: text, error: statusText, response: body };
}
