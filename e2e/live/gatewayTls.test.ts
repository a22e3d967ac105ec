import fs from 'node:fs';
import { type ServerOptions } from 'node:https';
import { refusalBody } from '../../gateway/refusals';
import { HAS_ENVOY } from '../../scripts/demo/startGateway';
import { type Authority, type CertificateFiles, createAuthority } from '../support/gateway/certificates';
import { type GatewayChain, startGatewayChain } from '../support/gateway/chain';
import { record } from '../support/gateway/recorder';

/** Versions that OpenSSL offers only with its lowest level of security. */
const OLD = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

(HAS_ENVOY ? describe : describe.skip)('TLS between the gateway and the API', () => {
  let chain: GatewayChain;
  let authority: Authority;
  let right: CertificateFiles;
  beforeAll(async () => {
    chain = await startGatewayChain();
    authority = createAuthority(chain.folder, 'authority');
    right = authority.issue('right', 'DNS:localhost');
  });
  afterAll(() => chain.close());

  /** The response of the gateway to a read, and the requests that reached an API with these settings of TLS. */
  async function read({ certificateFile, keyFile }: CertificateFiles, settings: ServerOptions = {}) {
    const tls = { cert: fs.readFileSync(certificateFile), key: fs.readFileSync(keyFile), ...settings };
    const api = await record(chain.simulator.flowApi.handler, tls);
    const options = { trustedAuthoritiesFile: authority.certificateFile };
    const gateway = await chain.gateway({ apiUrl: api.url, options });
    const response = await fetch(`${gateway.url}/monitors`);
    const result = {
      status: response.status,
      body: await response.json(),
      requests: api.requests.map(({ url }) => url),
    };
    await gateway.stop();
    await api.close();
    return result;
  }

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('reads from the right host with %s', async (version) => {
    const { status, body, requests } = await read(right, { minVersion: version, maxVersion: version });
    expect([status, requests]).toEqual([200, ['/monitors']]);
    expect(body.monitors).toHaveLength(4);
  });

  it.each<[string, () => CertificateFiles, ServerOptions]>([
    ['a certificate of another host', () => authority.issue('other', 'DNS:networkflowmonitor.us-east-1.api.aws'), {}],
    ['a certificate of a longer name', () => authority.issue('longer', 'DNS:localhost.example.com'), {}],
    ['the name only in the subject of the certificate', () => authority.issue('localhost', 'DNS:example.com'), {}],
    ['a certificate that has expired', () => authority.issue('expired', 'DNS:localhost', -1), {}],
    ['an unknown authority', () => createAuthority(chain.folder, 'stranger').issue('strange', 'DNS:localhost'), {}],
    ['TLS 1.1', () => right, { ...OLD, maxVersion: 'TLSv1.1' }],
  ])('sends nothing to an API with %s', async (_, certificate, settings) => {
    expect(await read(certificate(), settings)).toEqual({
      status: 503,
      body: refusalBody('unreachable'),
      requests: [],
    });
  });

  it('sends nothing to an API without TLS', async () => {
    chain.api.clear();
    const { url } = await chain.gateway({ apiUrl: chain.api.url.replace('http:', 'https:') });
    const response = await fetch(`${url}/monitors`);
    expect([response.status, await response.json()]).toEqual([503, refusalBody('unreachable')]);
    expect(chain.api.requests).toEqual([]);
  });
});
