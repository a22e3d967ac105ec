import { toFlowApiError } from './errors';
import { type Rejection, rejectionOf } from './rejection';
import { TransportFailure } from './transport';
import { unavailableNotice } from './unavailable';

/** Messages of AWS services, as their clients report them. */
const SAID: ReadonlyArray<readonly [number, string, Rejection]> = [
  [403, 'Missing Authentication Token', 'unsigned'],
  [403, 'Request is missing Authentication Token', 'unsigned'],
  // The route sends an empty bearer token where no gateway requires one.
  [
    403,
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
    'unsigned',
  ],
  [403, 'The security token included in the request is invalid.', 'unknown-credentials'],
  [403, 'The security token included in the request is expired', 'expired-credentials'],
  [400, 'The provided token has expired.', 'expired-credentials'],
  [
    403,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
    'wrong-signature',
  ],
  [
    403,
    'Signature expired: 20261129T100000Z is now earlier than 20261129T101000Z (20261129T101500Z - 5 min.)',
    'wrong-clock',
  ],
  [
    403,
    'Signature not yet current: 20261129T101000Z is still later than 20261129T100500Z (20261129T100000Z + 5 min.)',
    'wrong-clock',
  ],
  [403, "Credential should be scoped to a valid Region, not 'us-west-2'. ", 'wrong-scope'],
  [403, "Credential should be scoped to correct service: 'networkflowmonitor'. ", 'wrong-scope'],
  // Grafana's proxy, in place of a 401.
  [400, 'Authentication to data source failed', 'not-authenticated'],
];

describe('a rejected request', () => {
  it.each(SAID)('with status %s and the message "%s" is %s', (status, message, rejection) => {
    const failure = new TransportFailure(status, message);
    expect(rejectionOf(failure)).toBe(rejection);
    const error = toFlowApiError(failure, 'List of monitors');
    expect(error.kind).toBe('rejected');
    expect(error.what).toContain(message.replace(/\.$/, ''));
    expect(error.remedy).toMatch(/^[A-Z].*\.$/);
  });

  it('has a remedy for each cause', () => {
    const remedies = SAID.map(([status, message]) => toFlowApiError(new TransportFailure(status, message), 'x').remedy);
    expect(new Set(remedies).size).toBe(new Set(SAID.map(([, , rejection]) => rejection)).size);
  });

  it('is not a missing permission, an invalid query, or an error of the server', () => {
    const denied =
      'User: arn:aws:iam::123456789012:role/gateway is not authorized to perform: networkflowmonitor:ListScopes';
    for (const failure of [
      new TransportFailure(403, denied),
      new TransportFailure(400, 'Value null at startTime failed to satisfy constraint: Member must not be null'),
      new TransportFailure(500, 'Signature expired'),
      new TransportFailure(undefined, ''),
    ]) {
      expect(rejectionOf(failure)).toBeUndefined();
    }
  });
});

describe('an operation that the gateway refuses', () => {
  const error = toFlowApiError(
    new TransportFailure(403, 'The gateway does not allow it.', 'operation'),
    'List of scopes'
  );

  it('is one that the gateway must be updated for', () => {
    expect(error).toMatchObject({
      kind: 'rejected',
      remedy: expect.stringContaining("Update the gateway's configuration"),
    });
  });

  it('makes an optional feature unavailable, while other rejections fail', () => {
    const feature = { title: 'Performance monitors', operations: ['ListPerformanceMonitors'] };
    expect(unavailableNotice(error, feature)).toMatch(/^Performance monitors are unavailable\. .*Update the gateway/);
    const unsigned = toFlowApiError(new TransportFailure(403, 'Missing Authentication Token'), 'List of scopes');
    expect(unavailableNotice(unsigned, feature)).toBeUndefined();
  });
});
