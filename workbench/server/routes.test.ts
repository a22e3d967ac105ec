/** @jest-environment node */
import path from 'node:path';
import { type WorkbenchOptions } from './shared/options';
import { serve } from './routes';
import { listenOnLoopback, type LoopbackServer } from './testing/loopback';
import { rawRequest } from './testing/rawRequest';

const testdata = path.join(__dirname, '../testdata');
let server: LoopbackServer;
let hardened: LoopbackServer;

function start(more: Partial<WorkbenchOptions> = {}): Promise<LoopbackServer> {
  const options = {
    port: 0,
    dataSources: [
      { uid: 'ds', name: 'DS', type: 'acme-test-datasource', jsonData: { a: 1 }, secureJsonData: { key: 's3cret' } },
    ],
    dashboardsDir: path.join(testdata, 'dashboards'),
    distDir: path.join(testdata, 'bundle'),
    ...more,
  };
  const librariesDir = path.join(__dirname, '../..');
  return listenOnLoopback((req, res) => {
    serve(req, res, { options, grafanaVersion: '12.4.10', librariesDir, pageDir: testdata });
  });
}

beforeAll(async () => {
  server = await start();
  hardened = await start({ subPath: '/grafana', contentSecurityPolicy: true });
});
afterAll(() => Promise.all([server.close(), hardened.close()]));

describe('plugins', () => {
  it.each([
    ['acme-test-app/plugin.json', 200],
    ['acme-test-app/12.js', 200],
    ['acme-test-datasource/module.js', 200],
    ['acme-test-panel/module.js', 200],
    // Where a nested plugin would look for its chunk without a public path of its own.
    ['acme-test-datasource/12.js', 404],
    ['acme-test-datasource/../12.js', 404],
    ['acme-test-datasource/%2e%2e/12.js', 404],
    ['acme-test-datasource/..%2f12.js', 404],
    ['acme-test-panel/../datasource/module.js', 404],
    ['acme-test-app/../../../package.json', 404],
    ['acme-test-app/missing.js', 404],
    ['acme-test-app/', 404],
    ['acme-other-panel/module.js', 404],
  ])('%s is %d', async (file, status) => {
    expect((await rawRequest(server.url, `/public/plugins/${file}`)).status).toBe(status);
  });

  it.each([
    ['acme-test-app/missing.js', 'Plugin file not found'],
    ['acme-other-panel/module.js', 'Plugin not found'],
  ])("without %s give Grafana's error and no script", async (file, message) => {
    const { body, headers } = await rawRequest(server.url, `/public/plugins/${file}`);
    expect(JSON.parse(body)).toEqual({ message });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('below a sub path', () => {
  it.each([
    ['/grafana/', 200],
    ['/grafana/d/first', 200],
    ['/grafana/api/dashboards/uid/first', 200],
    ['/grafana/api/datasources/proxy/uid/other/x', 404],
    ['/grafana/public/plugins/acme-test-app/12.js', 200],
    ['/grafana/public/build/img/icons/unicons/clock-nine.svg', 200],
    ['/grafana/workbench/systemjs/system.min.js', 200],
    ['/grafana/grafana/d/first', 404],
    ['/', 404],
    ['/d/first', 404],
    ['/public/plugins/acme-test-app/12.js', 404],
    ['/grafanas/d/first', 404],
  ])('%s is %d', async (url, status) => {
    expect((await rawRequest(hardened.url, url)).status).toBe(status);
  });

  it("resolves the page's relative addresses against the sub path, as Grafana does", async () => {
    const { body } = await rawRequest(hardened.url, '/grafana/d/first/slug');
    expect(body).toContain('<base href="/grafana/" />');
    expect(body).toContain('"appSubUrl":"/grafana"');
    expect(body).toContain(`"appUrl":"${hardened.url}/grafana/"`);
    expect(body).not.toMatch(/(src|href)="\/(?!grafana\/)/);
  });
});

describe('with a content security policy', () => {
  const policyOf = async (url: string) => (await rawRequest(hardened.url, url)).headers['content-security-policy'];

  it("is Grafana's default policy", async () => {
    const { body, headers } = await rawRequest(hardened.url, '/grafana/d/first');
    const [, nonce] = /nonce="([^"]+)"/.exec(body) ?? [];
    const rootPath = `${hardened.url.replace('http://', '')}/grafana/`;
    expect(headers['content-security-policy']).toBe(
      `script-src 'self' 'unsafe-eval' 'unsafe-inline' 'strict-dynamic' 'nonce-${nonce}';object-src 'none';` +
        "font-src 'self';style-src 'self' 'unsafe-inline' blob:;img-src * data:;base-uri 'self';" +
        `connect-src 'self' grafana.com ws://${rootPath} wss://${rootPath};manifest-src 'self';media-src 'none';` +
        "form-action 'self';"
    );
    expect(body.match(/<script/g)).toHaveLength(body.match(/<script nonce=/g)?.length ?? 0);
  });

  it('has a new nonce in each response, and is also sent with the files of plugins', async () => {
    const policies = await Promise.all(
      ['d/first', 'd/first', 'public/plugins/acme-test-app/12.js'].map((url) => policyOf(`/grafana/${url}`))
    );
    expect(policies.map((policy) => typeof policy)).toEqual(['string', 'string', 'string']);
    expect(new Set(policies).size).toBe(3);
  });

  it('is absent by default', async () => {
    expect((await rawRequest(server.url, '/d/first')).headers).not.toHaveProperty('content-security-policy');
  });
});

describe('the API', () => {
  it('returns what the page needs, without secrets', async () => {
    const config = JSON.parse((await rawRequest(server.url, '/api/workbench/config')).body);
    expect(config.grafanaVersion).toBe('12.4.10');
    expect(config.dashboards).toEqual([
      { uid: 'first', title: 'First', tags: ['a'], description: '', url: '/d/first' },
    ]);
    expect(config.plugins.map(({ id }: { id: string }) => id).sort()).toEqual([
      'acme-test-app',
      'acme-test-datasource',
      'acme-test-panel',
    ]);
    expect(JSON.stringify(config)).not.toContain('s3cret');
  });

  it('returns a dashboard as Grafana does', async () => {
    const { status, body } = await rawRequest(server.url, '/api/dashboards/uid/first');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ dashboard: { title: 'First' }, meta: { url: '/d/first' } });
  });

  it('answers 404 with a message for an unknown dashboard', async () => {
    const { status, body } = await rawRequest(server.url, '/api/dashboards/uid/none');
    expect(status).toBe(404);
    expect(JSON.parse(body).message).toBe('Dashboard not found');
  });
});

describe('the page', () => {
  it.each([
    ['/', 'theme-dark'],
    ['/d/first', 'theme-dark'],
    ['/d/first/slug?theme=light', 'theme-light'],
  ])('has, at %s, the class %s', async (url, theme) => {
    const { status, body } = await rawRequest(server.url, url);
    expect(status).toBe(200);
    expect(body).toContain(`class="${theme}"`);
  });

  it('has icons, including those that the library refers to but does not include', async () => {
    const icons = '/public/build/img/icons/unicons';
    expect((await rawRequest(server.url, `${icons}/clock-nine.svg`)).body).toContain('<svg');
    expect((await rawRequest(server.url, `${icons}/angle-double-left.svg`)).body).toContain('scale(-1 1)');
    expect((await rawRequest(server.url, `${icons}/no-such-icon.svg`)).body).toContain('<circle');
  });

  it('lists the available paths for an unknown one', async () => {
    const { status, body } = await rawRequest(server.url, '/explore');
    expect(status).toBe(404);
    expect(body).toContain('/d/<dashboard uid>');
  });
});
