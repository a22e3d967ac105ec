import fs from 'node:fs';
import https from 'node:https';
import { type GatewayOptions } from '../../gateway/options';
import { HAS_ENVOY } from '../../scripts/demo/startGateway';
import { type Authority, type CertificateFiles, createAuthority } from '../support/gateway/certificates';
import { type GatewayChain, startGatewayChain } from '../support/gateway/chain';

/** The client offers these versions only with OpenSSL's lowest level of security. */
const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

(HAS_ENVOY ? describe : describe.skip)('a gateway with mutual TLS', () => {
  let chain: GatewayChain;
  let authority: Authority;
  let url: string;
  beforeAll(async () => {
    chain = await startGatewayChain();
    authority = createAuthority(chain.folder, 'authority');
    const gateway = await chain.gateway({ options: { mutualTls: mutualTls(authority) } });
    url = gateway.url.replace('http:', 'https:');
  });
  afterAll(() => chain.close());
  beforeEach(() => chain.api.clear());

  const read = (client: CertificateFiles | undefined, settings: https.RequestOptions = {}) =>
    statusOf(`${url}/monitors`, authority, client, settings);

  it('is reached with a certificate of the authority', async () => {
    expect(await read(authority.issue('client', 'DNS:grafana'))).toBe(200);
  });

  it.each<[string, () => CertificateFiles | undefined, https.RequestOptions]>([
    ['no certificate', () => undefined, {}],
    ['a certificate of another authority', () => createAuthority(chain.folder, 'stranger').issue('a', 'DNS:a'), {}],
    ['a certificate that a client signed itself', () => createAuthority(chain.folder, 'itself'), {}],
    ['a certificate that has expired', () => authority.issue('expired', 'DNS:grafana', -1), {}],
    ['TLS 1.1', () => authority.issue('old', 'DNS:grafana'), OLD],
  ])('refuses connections with %s', async (_, client, settings) => {
    await expect(read(client(), settings)).rejects.toThrow(/alert|ECONNRESET|hang up/);
    expect(chain.api.requests).toEqual([]);
  });

  it('refuses connections without TLS', async () => {
    await expect(fetch(`${url.replace('https:', 'http:')}/monitors`)).rejects.toThrow();
    expect(chain.api.requests).toEqual([]);
  });
});

function mutualTls(authority: Authority): GatewayOptions['mutualTls'] {
  return { ...authority.issue('server', 'IP:127.0.0.1'), clientAuthorityFile: authority.certificateFile };
}

/** The status of a GET with the certificate of a client. */
function statusOf(
  url: string,
  { certificateFile: ca }: Authority,
  client: CertificateFiles | undefined,
  settings: https.RequestOptions
): Promise<number | undefined> {
  const own = client && { cert: fs.readFileSync(client.certificateFile), key: fs.readFileSync(client.keyFile) };
  return new Promise((resolve, reject) => {
    https
      .get(url, { ca: fs.readFileSync(ca), agent: false, ...own, ...settings }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject);
  });
}
