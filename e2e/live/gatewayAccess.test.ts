import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { clientTokenFile } from '../../gateway/envoy/filters';
import { DEFAULT_OPTIONS } from '../../gateway/options';
import { refusalBody } from '../../gateway/refusals';
import { type GatewayChain, startGatewayChain } from '../support/gateway/chain';
import { HAS_ENVOY } from '../../scripts/demo/startGateway';
import { until } from '../support/until';

const { limits } = DEFAULT_OPTIONS;

(HAS_ENVOY ? describe : describe.skip)('access to the gateway', () => {
  let chain: GatewayChain;
  beforeAll(async () => {
    chain = await startGatewayChain();
  });
  afterAll(() => chain.close());
  beforeEach(() => chain.api.clear());

  async function request(url: string, init?: RequestInit) {
    const response = await fetch(`${url}/monitors`, init);
    return [response.status, await response.json()];
  }

  it('is refused beyond the rate of requests', async () => {
    const requests = { burst: 2, perInterval: 1, intervalSeconds: 86_400 };
    const { url } = await chain.gateway({ options: { limits: { ...limits, requests } } });
    const statuses = [(await request(url))[0], (await request(url))[0]];
    expect(statuses).toEqual([200, 200]);
    expect(await request(url)).toEqual([429, refusalBody('rate')]);
    expect(chain.api.requests).toHaveLength(2);
  });

  it('is refused to bodies above the limit', async () => {
    const { url } = await chain.gateway();
    const start = async (bytes: number) => {
      const queries = `${url}/monitors/demo-monitor/topContributorsQueries`;
      const response = await fetch(queries, { method: 'POST', body: ' '.repeat(bytes) });
      return [response.status, await response.json()];
    };
    expect((await start(limits.bodyBytes))[0]).toBe(400);
    expect(await start(limits.bodyBytes + 1)).toEqual([413, refusalBody('size')]);
    expect(chain.api.requests).toHaveLength(1);
  });

  it('has a health check and metrics, and no other part of the admin interface', async () => {
    const { statusUrl } = await chain.gateway();
    const statusOf = async (name: string, method = 'GET') => (await fetch(`${statusUrl}${name}`, { method })).status;
    expect([await statusOf('/ready'), await statusOf('/metrics')]).toEqual([200, 200]);
    expect(await statusOf('/config_dump')).toBe(404);
    expect(await statusOf('/quitquitquit', 'POST')).toBe(404);
    expect(await statusOf('/ready', 'POST')).toBe(404);
    expect(await statusOf('/metrics/../config_dump')).toBe(404);
  });

  describe('with a client token', () => {
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    let file: string;
    let url: string;

    /** Envoy reads the file again when another one is moved to its place. */
    const writeTokens = (...tokens: string[]) => {
      fs.writeFileSync(`${file}.new`, JSON.stringify(clientTokenFile(tokens)));
      fs.renameSync(`${file}.new`, file);
    };

    beforeAll(async () => {
      file = path.join(chain.folder, 'tokens.json');
      writeTokens('first', 'second');
      url = (await chain.gateway({ options: { clientTokenFile: file } })).url;
    });
    beforeEach(() => writeTokens('first', 'second'));

    it.each([
      ['no token', undefined],
      ['another token', bearer('third')],
      ['an empty token', bearer('')],
      ['another scheme', { headers: { authorization: 'Basic first' } }],
      ['the token in another header', { headers: { 'x-api-key': 'first' } }],
    ])('is refused to requests with %s', async (_, init) => {
      expect(await request(url, init)).toEqual([403, refusalBody('token')]);
      expect(chain.api.requests).toEqual([]);
    });

    it.each(['first', 'second'])('is granted with the %s token, which does not reach the API', async (token) => {
      expect((await request(url, bearer(token)))[0]).toBe(200);
      expect(JSON.stringify(chain.api.requests)).not.toContain(token);
      expect(chain.api.requests.map(({ status }) => status)).toEqual([200]);
    });

    it('changes with the file', async () => {
      writeTokens('second', 'third');
      await until(async () => (await request(url, bearer('third')))[0] === 200);
      expect((await request(url, bearer('second')))[0]).toBe(200);
      expect(await request(url, bearer('first'))).toEqual([403, refusalBody('token')]);
      writeTokens('first', 'second');
      await until(async () => (await request(url, bearer('first')))[0] === 200);
    });
  });

  describe('with mutual TLS', () => {
    let url: string;
    let certificates: Certificates;
    beforeAll(async () => {
      certificates = createCertificates(chain.folder);
      const { url: plainUrl } = await chain.gateway({
        options: {
          mutualTls: {
            certificateFile: certificates.fileOf('server.crt'),
            keyFile: certificates.fileOf('server.key'),
            clientAuthorityFile: certificates.fileOf('authority.crt'),
          },
        },
      });
      url = plainUrl.replace('http:', 'https:');
    });

    it('is granted with a certificate of the authority', async () => {
      expect(await statusOf(`${url}/monitors`, certificates, 'client')).toBe(200);
    });

    it.each([
      ['no certificate', undefined],
      ['a certificate of another authority', 'stranger'],
    ])('is refused to requests with %s', async (_, client) => {
      await expect(statusOf(`${url}/monitors`, certificates, client)).rejects.toThrow(/alert|ECONNRESET|hang up/);
      expect(chain.api.requests).toEqual([]);
    });

    it('is refused to requests without TLS', async () => {
      await expect(fetch(`${url.replace('https:', 'http:')}/monitors`)).rejects.toThrow();
      expect(chain.api.requests).toEqual([]);
    });
  });
});

interface Certificates {
  fileOf(name: string): string;
}

/** An authority with certificates for the gateway and a client, and a client that signed its certificate itself. */
function createCertificates(folder: string): Certificates {
  const fileOf = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const selfSigned = (name: string) =>
    openssl('req', '-x509', ...newKey(name), '-out', fileOf(`${name}.crt`), '-days', '2', '-subj', `/CN=${name}`);
  const newKey = (name: string) => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    fileOf(`${name}.key`),
  ];
  selfSigned('authority');
  selfSigned('stranger');
  for (const name of ['server', 'client']) {
    fs.writeFileSync(fileOf('extensions'), 'subjectAltName=IP:127.0.0.1');
    openssl('req', ...newKey(name), '-out', fileOf(`${name}.csr`), '-subj', `/CN=${name}`);
    const authority = ['-CA', fileOf('authority.crt'), '-CAkey', fileOf('authority.key'), '-CAcreateserial'];
    const certificate = ['-out', fileOf(`${name}.crt`), '-days', '2', '-extfile', fileOf('extensions')];
    openssl('x509', '-req', '-in', fileOf(`${name}.csr`), ...authority, ...certificate);
  }
  return { fileOf };
}

/** The status of a GET with the certificate of a client. */
function statusOf(url: string, { fileOf }: Certificates, client: string | undefined): Promise<number | undefined> {
  const read = (name: string) => fs.readFileSync(fileOf(name));
  const own = client === undefined ? {} : { cert: read(`${client}.crt`), key: read(`${client}.key`) };
  return new Promise((resolve, reject) => {
    https
      .get(url, { ca: read('authority.crt'), agent: false, ...own }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject);
  });
}
