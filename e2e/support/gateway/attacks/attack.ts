/** A request that a Viewer can send, and that must not change anything. */
export interface Attack {
  /** Completes the sentence "The gateway permits no change by …". */
  name: string;
  /** The request as text, of which each character is a byte. @param prefix what comes before the path of the API */
  text(prefix: string): string;
  /** Whether the request never ends, so that only a timeout of the server ends it. */
  isUnfinished?: true;
}

interface RequestText {
  name: string;
  method?: string;
  path?: string;
  /** Complete lines, which can be malformed. */
  headers?: readonly string[];
  body?: string;
}

/** An attack by a request that is framed correctly, unless its headers say otherwise. */
export function attack({ name, method = 'GET', path = '/monitors', headers = [], body = '' }: RequestText): Attack {
  const lines = [
    ...(headers.some((line) => /^host/i.test(line)) ? [] : ['Host: gateway']),
    ...(headers.some((line) => /^(content-length|transfer-encoding)/i.test(line)) || body === ''
      ? []
      : [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`]),
    'Connection: close',
    ...headers,
  ];
  return { name, text: (prefix) => `${method} ${prefix}${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}` };
}

/** A request that changes something if it reaches the API. */
export const DELETE_MONITOR = { method: 'DELETE', path: '/monitors/demo-monitor' } as const;
