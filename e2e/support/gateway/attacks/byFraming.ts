import { type Attack, attack } from './attack';

const START = { method: 'POST', path: '/monitors/demo-monitor/topContributorsQueries' } as const;
const MEGABYTE = 1_000_000;

/** A second request, which a server sees only if it ends the first one too early. */
const hidden = (prefix: string) =>
  `DELETE ${prefix}/monitors/demo-monitor HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`;

/** Lines about the length of a body, on which servers can disagree. */
const LENGTHS: ReadonlyArray<readonly string[]> = [
  ['Content-Length: 5', 'Transfer-Encoding: chunked'],
  ['Transfer-Encoding: chunked', 'Content-Length: 5'],
  ['Content-Length: 0', 'Content-Length: 5'],
  ['Content-Length: 5', 'Content-Length: 5'],
  ['Content-Length: 5, 5'],
  ['Content-Length: +5'],
  ['Content-Length: -1'],
  ['Content-Length: 0x5'],
  ['Content-Length: 5 5'],
  ['Content-Length : 5'],
  ['Content-Length:\t5'],
  ['Content-Length: 99999999999999999999'],
  ['Transfer-Encoding: chunked2'],
  ['Transfer-Encoding: chunked, identity'],
  ['Transfer-Encoding: identity'],
  ['Transfer-Encoding: gzip, chunked'],
  ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
  ['Transfer-Encoding : chunked'],
  ['Transfer-Encoding:\tchunked'],
  ['Transfer-Encoding: \x0bchunked'],
  ['Transfer-Encoding:\r\n chunked'],
  ['Transfer_Encoding: chunked'],
];

function smuggled(headers: readonly string[]): Attack {
  return {
    name: `a request behind ${headers.join(' and ').replace(/\s/g, ' ')}`,
    text: (prefix) =>
      `${START.method} ${prefix}${START.path} HTTP/1.1\r\nHost: gateway\r\n${headers.join('\r\n')}\r\n\r\n0\r\n\r\n${hidden(prefix)}`,
  };
}

/** A pipelined request: the first is permitted, the second is not. */
function pipelined(name: string, second: string): Attack {
  return {
    name,
    text: (prefix) =>
      `GET ${prefix}/monitors HTTP/1.1\r\nHost: gateway\r\n\r\n${second.replace('{prefix}', prefix)} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`,
  };
}

const line = (name: string, text: (prefix: string) => string, isUnfinished?: true): Attack => ({
  name,
  text,
  ...(isUnfinished && { isUnfinished }),
});

/** Unusual lengths, chunks, versions of HTTP, and request lines. */
export function attacksByFraming(): Attack[] {
  return [
    ...LENGTHS.map(smuggled),
    pipelined('a pipelined DELETE of a monitor', 'DELETE {prefix}/monitors/demo-monitor'),
    pipelined('a pipelined POST of a monitor', 'POST {prefix}/monitors'),
    pipelined('a pipelined DELETE of a scope', 'DELETE {prefix}/scopes/4f2a9c1e-7b3d-4e58-9a60-1d2c3b4a5f60'),
    attack({
      name: 'a chunk with a wrong size',
      ...START,
      headers: ['Transfer-Encoding: chunked'],
      body: 'zz\r\n{}\r\n0\r\n\r\n',
    }),
    attack({
      name: 'chunk extensions and trailers',
      ...START,
      headers: ['Transfer-Encoding: chunked'],
      body: '2;a=b\r\n{}\r\n0\r\nX-Amz-Target: DeleteMonitor\r\nAuthorization: a\r\n\r\n',
    }),
    attack({ name: 'a body of a megabyte', ...START, body: 'a'.repeat(MEGABYTE) }),
    attack({
      name: 'chunks of a megabyte',
      ...START,
      headers: ['Transfer-Encoding: chunked'],
      body: `${MEGABYTE.toString(16)}\r\n${'a'.repeat(MEGABYTE)}\r\n0\r\n\r\n`,
    }),
    attack({ name: 'a body that is not UTF-8', ...START, body: '\xff\xfe\x00' }),
    line(
      'absolute-form to another host',
      (prefix) =>
        `DELETE http://example.org${prefix}/monitors/demo-monitor HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`
    ),
    line(
      'absolute-form of a read',
      (prefix) => `GET http://example.org${prefix}/monitors HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`
    ),
    line(
      'absolute-form with another scheme',
      (prefix) => `GET file://${prefix}/monitors HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`
    ),
    line('asterisk-form', () => 'OPTIONS * HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n'),
    line(
      'authority-form of CONNECT',
      () => 'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n',
      true
    ),
    line('HTTP/0.9', (prefix) => `DELETE ${prefix}/monitors/demo-monitor\r\n\r\n`, true),
    line('HTTP/1.0', (prefix) => `DELETE ${prefix}/monitors/demo-monitor HTTP/1.0\r\n\r\n`),
    line(
      'HTTP/1.9',
      (prefix) => `DELETE ${prefix}/monitors/demo-monitor HTTP/1.9\r\nHost: a\r\nConnection: close\r\n\r\n`,
      true
    ),
    line('HTTP/2 without negotiation', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', true),
    line(
      'a bare line feed',
      (prefix) => `DELETE ${prefix}/monitors/demo-monitor HTTP/1.1\nHost: a\nConnection: close\n\n`,
      true
    ),
    line(
      'two spaces in the request line',
      (prefix) => `DELETE  ${prefix}/monitors/demo-monitor  HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      true
    ),
    line(
      'a tab in the request line',
      (prefix) => `GET\t${prefix}/monitors\tHTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      true
    ),
    line(
      'a line break before the request',
      (prefix) => `\r\n\r\nDELETE ${prefix}/monitors/demo-monitor HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`
    ),
    line(
      'headers that do not end',
      (prefix) => `DELETE ${prefix}/monitors/demo-monitor HTTP/1.1\r\nHost: a\r\nX-Slow: `,
      true
    ),
    line(
      'a body that does not end',
      (prefix) => `POST ${prefix}${START.path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{`,
      true
    ),
  ];
}
