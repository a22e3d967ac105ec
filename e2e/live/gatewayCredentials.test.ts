import fs from 'node:fs';
import path from 'node:path';
import { type AccessKey } from '../../simulator/flowapi/model/options';
import { environmentOf, GATEWAY_KEY, type GatewayChain, startGatewayChain } from '../support/gateway/chain';
import { startPodIdentityAgent } from '../support/gateway/podIdentityAgent';
import { sessionsOf } from '../support/gateway/sessions';
import { HAS_ENVOY } from '../../scripts/demo/startGateway';
import { until } from '../support/until';

const SESSION: AccessKey = { accessKeyId: 'ASIA1', secretAccessKey: 'session/secret', sessionToken: 'token/+==' };

(HAS_ENVOY ? describe : describe.skip)('the AWS credentials of the gateway', () => {
  let chain: GatewayChain;
  beforeAll(async () => {
    chain = await startGatewayChain();
  });
  afterAll(() => chain.close());
  beforeEach(() => {
    chain.simulator.flowApi.control.setOptions({ accessKeys: [GATEWAY_KEY, SESSION] });
    chain.api.clear();
  });

  async function listMonitors(url: string) {
    const response = await fetch(`${url}/monitors`);
    const { message, Message }: Record<string, unknown> = await response.json();
    return { status: response.status, message: message ?? Message };
  }

  it.each<[string, Record<string, string>, number, string | undefined]>([
    ['a key', environmentOf(GATEWAY_KEY), 200, undefined],
    ['a session', environmentOf(SESSION), 200, undefined],
    [
      'a wrong secret',
      environmentOf({ ...GATEWAY_KEY, secretAccessKey: 'wrong' }),
      403,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ],
    [
      'an unknown key',
      environmentOf({ ...GATEWAY_KEY, accessKeyId: 'AKID2' }),
      403,
      'The security token included in the request is invalid.',
    ],
    ['no credentials', { AWS_EC2_METADATA_DISABLED: 'true' }, 403, 'Missing Authentication Token'],
  ])('from the environment: the response with %s is that of AWS', async (_, environment, status, message) => {
    const { url } = await chain.gateway({ environment });
    expect(await listMonitors(url)).toEqual({ status, message });
  });

  it('are never those of the client', async () => {
    const { url } = await chain.gateway({ environment: { AWS_EC2_METADATA_DISABLED: 'true' } });
    await fetch(`${url}/monitors`, { headers: { authorization: 'AWS4-HMAC-SHA256 a', 'x-amz-security-token': 'a' } });
    expect(chain.api.requests.map(({ headers }) => [headers.authorization, headers['x-amz-security-token']])).toEqual([
      [undefined, undefined],
    ]);
  });

  it('from a shared file are read at the start only', async () => {
    const file = path.join(chain.folder, 'credentials');
    const write = ({ accessKeyId, secretAccessKey, sessionToken }: AccessKey) =>
      fs.writeFileSync(
        file,
        [
          '[default]',
          `aws_access_key_id=${accessKeyId}`,
          `aws_secret_access_key=${secretAccessKey}`,
          ...(sessionToken === undefined ? [] : [`aws_session_token=${sessionToken}`]),
        ].join('\n')
      );
    write(SESSION);
    const gateway = await chain.gateway({ environment: { AWS_SHARED_CREDENTIALS_FILE: file } });
    expect((await listMonitors(gateway.url)).status).toBe(200);
    write(GATEWAY_KEY);
    chain.simulator.flowApi.control.setOptions({ accessKeys: [GATEWAY_KEY] });
    expect((await listMonitors(gateway.url)).status).toBe(403);
    await gateway.stop();
    await gateway.start();
    expect((await listMonitors(gateway.url)).status).toBe(200);
  });

  it('from EKS Pod Identity are renewed before they end, with the current token', async () => {
    const tokenFile = path.join(chain.folder, 'pod-token');
    fs.writeFileSync(tokenFile, 'first');
    const issue = sessionsOf(chain.simulator);
    const agent = await startPodIdentityAgent(tokenFile, () => issue('Pod'));
    const { url } = await chain.gateway({ environment: agent.environment });
    fs.writeFileSync(tokenFile, 'second');
    await until(async () => {
      expect((await listMonitors(url)).status).toBe(200);
      return chain.api.requests.some(({ headers }) => headers['x-amz-security-token'] === 'session-2');
    });
    expect(agent.tokens.slice(0, 2)).toEqual(['first', 'second']);
    await agent.close();
  });
});
