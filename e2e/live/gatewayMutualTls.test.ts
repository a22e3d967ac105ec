import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
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
    statusOf(`${url}/monitors`, authority.certificateFile, client, settings);

  it('is reached with a certificate of the authority', async () => {
    expect(await read(authority.issue('client', 'DNS:grafana'))).toBe(200);
  });

  it('is reached with the certificates of the guide', async () => {
    const fileOf = certificatesOfGuide(chain.folder);
    const clientAuthorityFile = fileOf('ca.crt');
    const gateway = await chain.gateway({
      options: { mutualTls: { certificateFile: fileOf('tls.crt'), keyFile: fileOf('tls.key'), clientAuthorityFile } },
    });
    const grafana = { certificateFile: fileOf('grafana.crt'), keyFile: fileOf('grafana.key') };
    const monitors = `${gateway.url.replace('http:', 'https:')}/monitors`;
    const settings = { servername: 'eastwest-gateway.eastwest.svc' };
    expect(await statusOf(monitors, clientAuthorityFile, grafana, settings)).toBe(200);
    await expect(statusOf(monitors, clientAuthorityFile, undefined, settings)).rejects.toThrow(/alert|ECONNRESET/);
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

/** Runs the commands of docs/gateway.md that create certificates. @returns the paths of their files */
function certificatesOfGuide(folder: string): (name: string) => string {
  const guide = fs.readFileSync(path.join(__dirname, '../../docs/gateway.md'), 'utf8');
  const [, commands = ''] = /```shell\n([^`]*openssl req[^`]*)```/.exec(guide) ?? [];
  const cwd = fs.mkdtempSync(path.join(folder, 'guide-'));
  execFileSync('bash', ['-e', '-c', commands], { cwd, stdio: 'pipe' });
  return (name) => path.join(cwd, name);
}

/** The status of a GET with the certificate of a client. */
function statusOf(
  url: string,
  authorityFile: string,
  client: CertificateFiles | undefined,
  settings: https.RequestOptions
): Promise<number | undefined> {
  const own = client && { cert: fs.readFileSync(client.certificateFile), key: fs.readFileSync(client.keyFile) };
  return new Promise((resolve, reject) => {
    https
      .get(url, { ca: fs.readFileSync(authorityFile), agent: false, ...own, ...settings }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject);
  });
}
