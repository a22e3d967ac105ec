import { type Attack, attack, DELETE_MONITOR } from './attack';

/** Headers of a permitted read that some servers follow instead of the request line. */
const READ_HEADERS: ReadonlyArray<readonly [string, ...string[]]> = [
  ['X-HTTP-Method: DELETE'],
  ['X-HTTP-Method-Override: DELETE'],
  ['X-Method-Override: DELETE'],
  ['X-Original-URL: /monitors/demo-monitor'],
  ['X-Rewrite-URL: /monitors/demo-monitor'],
  ['X-Original-Method: DELETE'],
  ['X-Envoy-Original-Path: /scopes', 'X-Envoy-Original-Method: DELETE'],
  ['X-Envoy-Upstream-Alt-Stat-Name: a', 'X-Envoy-Retry-On: 5xx', 'X-Envoy-Max-Retries: 100'],
  ['X-Envoy-Decorator-Operation: DeleteMonitor', 'X-Envoy-Force-Trace: true'],
  ['X-Amz-Target: NetworkFlowMonitor.DeleteMonitor'],
  ['X-Amz-Security-Token: stolen'],
  ['X-Amz-Date: 20200101T000000Z'],
  ['X-Amz-Content-Sha256: UNSIGNED-PAYLOAD'],
  ['X-Amz-Source-Account: 123456789012', 'X-Amz-Source-Arn: arn:aws:iam::123456789012:root'],
  ['X-Amzn-Trace-Id: Root=1-00000000-000000000000000000000000'],
  [
    'Authorization: AWS4-HMAC-SHA256 Credential=A/20261129/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=00',
  ],
  ['Proxy-Authorization: Basic YTpi', 'Cookie: grafana_session=secret'],
  ['X-Forwarded-Host: example.org', 'X-Forwarded-Proto: https', 'X-Forwarded-Port: 1'],
  ['X-Forwarded-For: 127.0.0.1', 'X-Forwarded-Method: DELETE', 'X-Forwarded-Uri: /scopes'],
  ['X-Forwarded-Prefix: /scopes', 'Forwarded: host=example.org;proto=https'],
  ['X-Grafana-User: admin', 'X-DS-Authorization: Bearer a', 'X-Id-Token: a'],
  ['User-Agent: a', 'Referer: http://a', 'Origin: http://a', 'Accept-Language: a'],
  ['TE: trailers', 'Trailer: Authorization'],
  ['Connection: Authorization, X-Amz-Date'],
  ['Connection: host'],
  ['Expect: 100-continue'],
  ['Range: bytes=0-1', 'If-Match: *'],
  ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: YQ==', 'Sec-WebSocket-Version: 13'],
  ['Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings', 'HTTP2-Settings: YQ'],
  ['X_Amz_Target: DeleteMonitor'],
  ['Content_Length: 5'],
  ['Host: example.org'],
  ['Host: gateway', 'Host: example.org'],
  ['Host: 169.254.169.254'],
  ['Host: gateway/../example.org'],
  ['Host: gateway@example.org'],
  ['Host:'],
  ['X-Folded: a\r\n b'],
  ['X-Folded: a\r\n\tTransfer-Encoding: chunked'],
  ['X-Null: a\0b'],
  ['X-Return: a\rb'],
  ['X-Line: a\nX-Amz-Target: DeleteMonitor'],
  ['X-Space : a'],
  [': empty'],
  ['X-Other\u00e9: a'],
  [`X-Large: ${'a'.repeat(40_000)}`],
  ['X-Many: 0', ...Array.from({ length: 150 }, (_, index) => `X-Many-${index}: ${index}`)],
];

const METHODS = ['PUT', 'PATCH', 'TRACE', 'OPTIONS', 'HEAD', 'COPY', 'FOO', 'get', 'Delete', 'PURGE', 'LINK'];

/** Unusual headers and methods. */
export function attacksByHeader(): Attack[] {
  return [
    ...READ_HEADERS.map((headers) => attack({ name: `a read with ${headers[0].slice(0, 60)}`, headers })),
    ...METHODS.map((method) => attack({ name: `the method ${method} on monitors`, method })),
    attack({
      name: 'DELETE with X-HTTP-Method-Override: GET',
      ...DELETE_MONITOR,
      headers: ['X-HTTP-Method-Override: GET'],
    }),
    attack({ name: 'DELETE with X-Original-URL', ...DELETE_MONITOR, headers: ['X-Original-URL: /monitors'] }),
    attack({ name: 'a read with a body', headers: ['Content-Type: application/json'], body: '{"monitorName":"a"}' }),
  ];
}
