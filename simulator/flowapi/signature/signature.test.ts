/** @jest-environment node */
import { type AccessKey, type FlowApiOptions } from '../model/options';
import { type HttpRequest } from '../testing/httpExchange';
import { NOW_MS, runApi, type RunningApi } from '../testing/runningApi';

const KEY: AccessKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const SESSION: AccessKey = { ...KEY, sessionToken: 'session/token+==' };
const QUERIES = '/monitors/demo-monitor/topContributorsQueries';

interface Signed {
  method?: string;
  path?: string;
  body?: string;
  signature: string;
  scope?: string;
  token?: string;
}

/** A request with a signature of 12:00 on November 22, 2026. */
function signed({ method, path = '/monitors', body, signature, scope, token }: Signed): HttpRequest {
  const names = ['host', 'x-amz-date', ...(token === undefined ? [] : ['x-amz-security-token'])].join(';');
  const credential = `AKIDEXAMPLE/20261122/${scope ?? 'us-east-1/networkflowmonitor'}/aws4_request`;
  const headers = {
    host: 'api.example.com',
    'x-amz-date': '20261122T120000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
    ...(token !== undefined && { 'x-amz-security-token': token }),
  };
  return { method, path, body, headers };
}

// All signatures are those of botocore.
const LIST = signed({
  path: '/monitors?maxResults=25&nextToken=a%2Fb%3D%3D',
  signature: '8f3c739f97202c6c38949473b912fba176713a078d411e431fe2a464d7043312',
});
const START = signed({
  method: 'POST',
  path: QUERIES,
  body: '{"limit":5}',
  signature: 'ea7b2711f55256d0b1126f1c16c6458935d5ed9c0cf22df2910c17aa4b97744b',
});
const STOP = signed({
  method: 'DELETE',
  path: `${QUERIES}/q-1`,
  token: SESSION.sessionToken,
  signature: '7001f9d2a5402b5ae4befe55e50f58cb3205696c67275986b95fc02b0900ec8b',
});
const TAGS = signed({
  path: '/tags/arn%3Aaws%3Anetworkflowmonitor%3Aus-east-1%3A123456789012%3Amonitor%2Fdemo-monitor',
  signature: '1900439c140d031c1c7f30190499019232e413b63ac8210c31f873497de8e5b7',
});

const MISMATCH =
  /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret/;

let api: RunningApi;
beforeEach(async () => {
  api = await runApi();
});
afterEach(() => api.close());

async function errorOf(request: HttpRequest, accessKeys: FlowApiOptions['accessKeys'] = [KEY]) {
  api.control.setOptions({ accessKeys });
  const { status, headers, text } = await api.raw(request);
  const body: Record<string, unknown> = JSON.parse(text);
  return { status, type: headers['x-amzn-errortype'], message: body.Message };
}

const withHeaders = (request: HttpRequest, headers: Record<string, string>): HttpRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

describe('a signature of botocore', () => {
  it.each([
    ['a query string', LIST, KEY],
    ['a body', START, KEY],
    ['a session', STOP, SESSION],
    ['an encoded path', TAGS, KEY],
  ])('of a request with %s is valid', async (_, request, key) => {
    const { type, message } = await errorOf(request, [{ ...KEY, accessKeyId: 'AKID2' }, key]);
    expect(type).not.toMatch(/Signature|Token|Client/);
    expect(message).toBeUndefined();
  });

  it.each<[string, HttpRequest]>([
    ['another body', { ...START, body: '{"limit":6}' }],
    ['no body', { ...START, body: undefined }],
    ['another method', { ...LIST, method: 'DELETE' }],
    ['another path', { ...LIST, path: '/scopes?maxResults=25&nextToken=a%2Fb%3D%3D' }],
    ['another parameter', { ...LIST, path: '/monitors?maxResults=26&nextToken=a%2Fb%3D%3D' }],
    ['another host', withHeaders(LIST, { host: 'api.example.org' })],
    ['another time', withHeaders(LIST, { 'x-amz-date': '20261122T120001Z' })],
    ['another signature', signed({ signature: '00' })],
  ])('is not valid for %s', async (_, request) => {
    expect(await errorOf(request)).toEqual({
      status: 403,
      type: 'InvalidSignatureException',
      message: expect.stringMatching(MISMATCH),
    });
  });

  it('is not valid if the secret is another', async () => {
    const { message } = await errorOf(LIST, [{ ...KEY, secretAccessKey: 'other' }]);
    expect(message).toMatch(MISMATCH);
  });
});

describe('the layer that verifies signatures', () => {
  const ofClient = 'The security token included in the request is invalid.';

  it.each<[string, HttpRequest, string, string, AccessKey[]?]>([
    ['no signature', { path: '/monitors' }, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    [
      'another scheme',
      withHeaders(LIST, { authorization: 'Bearer x' }),
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
    ],
    [
      'no date',
      withHeaders(LIST, { 'x-amz-date': '' }),
      'IncompleteSignatureException',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    ],
    ['an unknown key', LIST, 'UnrecognizedClientException', ofClient, [{ ...KEY, accessKeyId: 'AKID2' }]],
    ['no session token', LIST, 'UnrecognizedClientException', ofClient, [SESSION]],
    ['an unnecessary session token', STOP, 'UnrecognizedClientException', ofClient, [KEY]],
    [
      'another session token',
      withHeaders(STOP, { 'x-amz-security-token': 'other' }),
      'UnrecognizedClientException',
      ofClient,
      [SESSION],
    ],
    [
      'an ended session',
      STOP,
      'ExpiredTokenException',
      'The security token included in the request is expired',
      [{ ...SESSION, expiresAtMs: NOW_MS }],
    ],
    [
      'another Region',
      signed({ scope: 'us-west-2/networkflowmonitor', signature: '00' }),
      'InvalidSignatureException',
      "Credential should be scoped to a valid Region, not 'us-west-2'.",
    ],
    [
      'another service',
      signed({ scope: 'us-east-1/monitoring', signature: '00' }),
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'networkflowmonitor'.",
    ],
    [
      'an unsigned host',
      withHeaders(LIST, { authorization: String(LIST.headers?.authorization).replace('host;', '') }),
      'InvalidSignatureException',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      'a date that is too early',
      withHeaders(LIST, { 'x-amz-date': '20261122T115459Z' }),
      'InvalidSignatureException',
      'Signature expired: 20261122T115459Z is now earlier than 20261122T115500Z (20261122T120000Z - 5 min.)',
    ],
    [
      'a date that is too late',
      withHeaders(LIST, { 'x-amz-date': '20261122T120501Z' }),
      'InvalidSignatureException',
      'Signature not yet current: 20261122T120501Z is still later than 20261122T120500Z (20261122T120000Z + 5 min.)',
    ],
  ])('refuses a request with %s', async (_, request, type, message, accessKeys = [KEY]) => {
    expect(await errorOf(request, accessKeys)).toEqual({ status: 403, type, message });
  });

  it('accepts a signature for five minutes, and a session until its end', async () => {
    api.control.setOptions({ accessKeys: [{ ...SESSION, expiresAtMs: NOW_MS + 300_001 }] });
    api.advance(300_000);
    expect((await api.raw(STOP)).status).toBe(404);
    api.advance(1);
    expect((await api.raw(STOP)).headers['x-amzn-errortype']).toBe('InvalidSignatureException');
  });
});
