import fs from 'node:fs';
import path from 'node:path';
import { HAS_ENVOY } from '../../scripts/demo/startGateway';
import { environmentOf, GATEWAY_KEY, type GatewayChain, startGatewayChain } from '../support/gateway/chain';
import { startPodIdentityAgent } from '../support/gateway/podIdentityAgent';
import { sessionsOf } from '../support/gateway/sessions';
import { startSts, type SimulatedSts, stsConnection, type StsOptions } from '../support/gateway/sts';
import { until } from '../support/until';

const OWN_ROLE = 'arn:aws:iam::123456789012:role/eastwest-gateway';
const ROLES = ['arn:aws:iam::210987654321:role/flows', 'arn:aws:iam::345678901234:role/flows'] as const;
const [ROLE] = ROLES;
const POD_TOKEN = 'token-of-the-pod';

(HAS_ENVOY ? describe : describe.skip)('the roles of the gateway', () => {
  let chain: GatewayChain;
  let issue: ReturnType<typeof sessionsOf>;
  let ends: Array<() => Promise<void>>;
  beforeEach(async () => {
    chain = await startGatewayChain();
    issue = sessionsOf(chain.simulator, [GATEWAY_KEY]);
    ends = [];
  });
  afterEach(async () => {
    await Promise.all(ends.map((end) => end()));
    await chain.close();
  });

  const region = () => chain.simulator.world.facts.region;

  async function startService(options: Partial<StsOptions> = {}): Promise<SimulatedSts> {
    const { clock } = chain.simulator;
    const sts = await startSts({ region: region(), clock, keys: () => [GATEWAY_KEY], issue, ...options });
    ends.push(sts.close);
    return sts;
  }

  /** A gateway with roles, which asks the service. */
  async function startGateway(sts: SimulatedSts, environment: Record<string, string>, roleArns = [...ROLES]) {
    const { overlay, connectTo } = await stsConnection(chain.folder, region());
    const noInstance = { AWS_EC2_METADATA_DISABLED: 'true' };
    const gateway = await chain.gateway({ environment: { ...noInstance, ...environment }, roleArns, overlay });
    connectTo(sts.url);
    return gateway;
  }

  const statusOf = async (url: string) => (await fetch(`${url}/monitors`)).status;

  /** The access key with which the last request was signed. */
  const signer = () => /Credential=([^/]+)/.exec(chain.api.requests.at(-1)?.headers.authorization ?? '')?.[1];

  /** The access key with which a target signs requests that the API accepts. */
  async function signerOf(url: string): Promise<string | undefined> {
    await until(async () => (await statusOf(url)) === 200);
    return signer();
  }

  function sessionOf({ requests, sessions }: SimulatedSts, role: string): string | undefined {
    return sessions[requests.findIndex(({ roleArn }) => roleArn === role)]?.accessKeyId;
  }

  it('sign the requests of their own targets, and of no other', async () => {
    const sts = await startService();
    const { url, roleUrls } = await startGateway(sts, environmentOf(GATEWAY_KEY));
    const [first = '', second = ''] = roleUrls;
    const signers = [await signerOf(first), await signerOf(second), await signerOf(url)];
    expect(signers).toEqual([sessionOf(sts, ROLES[0]), sessionOf(sts, ROLES[1]), GATEWAY_KEY.accessKeyId]);
    expect(new Set(signers).size).toBe(3);
    expect(new Set(sts.requests.map(({ asker }) => asker))).toEqual(new Set([GATEWAY_KEY.accessKeyId]));
  });

  it('are assumed with IRSA', async () => {
    const tokenFile = path.join(chain.folder, 'web-identity-token');
    fs.writeFileSync(tokenFile, POD_TOKEN);
    const sts = await startService({ keys: () => [], webIdentityToken: POD_TOKEN });
    const environment = { AWS_ROLE_ARN: OWN_ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile };
    const { url, roleUrls } = await startGateway(sts, environment, [ROLE]);
    expect(await signerOf(roleUrls[0] ?? '')).toBe(sessionOf(sts, ROLE));
    const own = await signerOf(url);
    const ownRequests = sts.requests.filter(({ roleArn }) => roleArn === OWN_ROLE);
    expect(new Set(ownRequests.map(({ action, asker }) => `${action} ${asker}`))).toEqual(
      new Set([`AssumeRoleWithWebIdentity ${POD_TOKEN}`])
    );
    expect(sts.sessions.filter((_, index) => sts.requests[index]?.roleArn === OWN_ROLE)).toContainEqual(
      expect.objectContaining({ accessKeyId: own })
    );
  });

  it('are assumed with EKS Pod Identity', async () => {
    const tokenFile = path.join(chain.folder, 'pod-token');
    fs.writeFileSync(tokenFile, POD_TOKEN);
    const own: Array<ReturnType<typeof issue>> = [];
    const agent = await startPodIdentityAgent(tokenFile, () => {
      const session = issue('Pod');
      own.push(session);
      return session;
    });
    ends.push(agent.close);
    const sts = await startService({ keys: () => own });
    const { roleUrls } = await startGateway(sts, agent.environment, [ROLE]);
    expect(await signerOf(roleUrls[0] ?? '')).toBe(sessionOf(sts, ROLE));
    expect(sts.requests[0]?.asker).toMatch(/^ASIAPod/);
  });

  it('are assumed again before their sessions end', async () => {
    const sts = await startService();
    const { roleUrls } = await startGateway(sts, environmentOf(GATEWAY_KEY), [ROLE]);
    const first = await signerOf(roleUrls[0] ?? '');
    await until(async () => (await signerOf(roleUrls[0] ?? '')) !== first);
    expect(sts.sessions.slice(1).map(({ accessKeyId }) => accessKeyId)).toContain(signer());
  });

  it('leave requests without a signature as long as they cannot be assumed', async () => {
    let isTrusted = false;
    const sts = await startService({ trusts: () => isTrusted });
    const { roleUrls } = await startGateway(sts, environmentOf(GATEWAY_KEY), [ROLE]);
    const url = roleUrls[0] ?? '';
    await until(() => sts.requests.length > 0);
    const response = await fetch(`${url}/monitors`);
    expect([response.status, await response.json(), signer()]).toEqual([
      403,
      { Message: 'Missing Authentication Token' },
      undefined,
    ]);
    isTrusted = true;
    expect(await signerOf(url)).toBe(sts.sessions[0]?.accessKeyId);
  });
});
