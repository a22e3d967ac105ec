import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { sendEmpty, sendText } from '../shared/http';

/** Headers that belong to one connection, or that Grafana does not forward in its proxy. */
const NOT_FORWARDED = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'origin',
  'referer',
  'cookie',
  'set-cookie',
  'authorization',
]);

/** Where to send a request, and how. */
export interface ForwardTarget {
  base: URL;
  /** Path and query string, sent exactly as they are, never normalized. */
  path: string;
  headers: Record<string, string>;
  timeoutMs: number;
}

/**
 * Forwards a request and its response, with the error mapping of Grafana's data source proxy: no connection is 502 and
 * no response in time is 504, both without a body; 401 becomes a 400 with a message. When the browser disconnects, the
 * upstream request is aborted.
 */
export function forwardRequest(req: IncomingMessage, res: ServerResponse, target: ForwardTarget): void {
  if (res.destroyed) {
    // The browser disconnected before the target was known.
    return;
  }
  const { base, path, headers } = target;
  const upstream = (base.protocol === 'https:' ? https : http).request({
    host: base.hostname.replace(/^\[|\]$/g, ''),
    port: base.port === '' ? undefined : base.port,
    path,
    method: req.method,
    // A new connection: an idle one can be closed just when it is used, in which case Grafana's proxy tries again.
    agent: false,
    headers: { ...passOn(req.headers), ...headers, host: base.host },
  });
  const timer = setTimeout(() => fail(504), target.timeoutMs);
  const fail = (status: number) => {
    clearTimeout(timer);
    upstream.destroy();
    if (res.headersSent) {
      res.destroy();
    } else {
      sendEmpty(res, status);
    }
  };
  upstream.on('response', (answer) => {
    clearTimeout(timer);
    passBack(answer, res);
  });
  upstream.on('error', () => !res.destroyed && !res.writableEnded && fail(502));
  res.on('close', () => {
    clearTimeout(timer);
    upstream.destroy();
  });
  req.pipe(upstream);
}

function passBack(answer: IncomingMessage, res: ServerResponse): void {
  if (answer.statusCode === 401) {
    answer.resume();
    sendText(res, 400, 'Authentication to data source failed');
    return;
  }
  answer.on('error', () => res.destroy());
  res.writeHead(answer.statusCode ?? 502, { ...passOn(answer.headers), 'content-security-policy': 'sandbox' });
  res.flushHeaders();
  answer.pipe(res);
}

function passOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_FORWARDED.has(name)));
}
