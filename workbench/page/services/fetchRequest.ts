import { urlUtil } from '@grafana/data';
import { type BackendSrvRequest } from '@grafana/runtime';

/**
 * The address of a request. As in Grafana, local addresses are relative to the page's base URL, which is the sub path.
 */
export function requestUrl({ url, params }: BackendSrvRequest): string {
  const relative = url.replace(/^\/(?!\/)/, '');
  return params === undefined ? relative : urlUtil.renderUrl(relative, params);
}

/** The arguments of fetch for a request. */
export function requestInit(
  { method, data, headers, credentials }: BackendSrvRequest,
  signal: AbortSignal
): RequestInit {
  const type = bodyType(data);
  return {
    method: method ?? 'GET',
    headers: { accept: 'application/json, text/plain, */*', ...(type && { 'content-type': type }), ...headers },
    body: data === undefined || data === null ? undefined : encodeBody(data),
    credentials,
    signal,
  };
}

/**
 * Reads a response body: JSON if the text is JSON, unless the caller specifies a type; an empty body is an empty
 * object.
 */
export async function readBody(response: Response, expected: BackendSrvRequest['responseType']): Promise<unknown> {
  switch (expected) {
    case 'arraybuffer':
      return response.arrayBuffer();
    case 'blob':
      return response.blob();
    case 'text':
      return response.text();
    default:
      return parseJson(await response.text());
  }
}

function parseJson(text: string): unknown {
  if (text === '') {
    return {};
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** JSON by default, also for text; the browser itself sets the type of forms and blobs. */
function bodyType(data: unknown): string | undefined {
  const hasNoContentType = data === undefined || data === null || (typeof data !== 'string' && isRawBody(data));
  return hasNoContentType ? undefined : 'application/json';
}

function encodeBody(data: unknown): BodyInit {
  return isRawBody(data) ? data : JSON.stringify(data);
}

function isRawBody(data: unknown): data is string | Blob | FormData | URLSearchParams | ArrayBuffer {
  return (
    typeof data === 'string' ||
    data instanceof Blob ||
    data instanceof FormData ||
    data instanceof URLSearchParams ||
    data instanceof ArrayBuffer
  );
}
