import { readAddress } from './address';

it.each([
  ['http://gateway:8080', { shown: 'http://gateway:8080', isHttps: false, isLoopback: false, hasPath: false }],
  ['https://gateway.example.org', { shown: 'https://gateway.example.org', isHttps: true, hasPath: false }],
  [' HTTPS://gateway/ ', { shown: 'HTTPS://gateway/', isHttps: true, hasPath: true }],
  ['http://user:secret@gateway/flows', { shown: 'http://gateway/flows', hasPath: true }],
  ['http://127.0.0.1:9510', { isLoopback: true }],
  ['http://localhost:9510', { isLoopback: true }],
  ['http://[::1]:9510', { isLoopback: true, shown: 'http://[::1]:9510' }],
  ['https://networkflowmonitor.us-east-1.api.aws', { isHttps: true, isLoopback: false }],
  ['https://vpce-1.execute-api.us-east-1.amazonaws.com/prod', { isLoopback: false, hasPath: true }],
])('reads %s', (text, expected) => {
  expect(readAddress(text)).toMatchObject(expected);
});

it.each(['', 'gateway', 'gateway:8080', 'ftp://gateway', 'http://', 'http:// gateway', 'http://gateway?x=1', '/flows'])(
  'does not accept "%s" as an address',
  (text) => {
    expect(readAddress(text)).toBeUndefined();
  }
);
