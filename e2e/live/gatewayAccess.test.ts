import fs from 'node:fs';
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

    it('changes with a Secret of Kubernetes, which replaces a link in its folder', async () => {
      const folder = path.join(chain.folder, 'secret');
      const writeSecret = (name: string, token: string) => {
        fs.mkdirSync(path.join(folder, name), { recursive: true });
        fs.writeFileSync(path.join(folder, name, 'token.json'), JSON.stringify(clientTokenFile([token])));
        fs.symlinkSync(name, path.join(folder, '..data_tmp'));
        fs.renameSync(path.join(folder, '..data_tmp'), path.join(folder, '..data'));
      };
      writeSecret('..1', 'first');
      fs.symlinkSync('..data/token.json', path.join(folder, 'token.json'));
      const gateway = await chain.gateway({ options: { clientTokenFile: path.join(folder, 'token.json') } });
      expect((await request(gateway.url, bearer('first')))[0]).toBe(200);
      writeSecret('..2', 'second');
      await until(async () => (await request(gateway.url, bearer('second')))[0] === 200);
      expect(await request(gateway.url, bearer('first'))).toEqual([403, refusalBody('token')]);
    });
  });
});
