/** @jest-environment node */
import path from 'node:path';
import { serve } from './routes';
import { listenOnLoopback, type LoopbackServer } from './testing/loopback';
import { rawRequest } from './testing/rawRequest';

const testdata = path.join(__dirname, '../testdata');
let server: LoopbackServer;

beforeAll(async () => {
  const options = {
    port: 0,
    dataSources: [
      { uid: 'ds', name: 'DS', type: 'acme-test-datasource', jsonData: { a: 1 }, secureJsonData: { key: 's3cret' } },
    ],
    dashboardsDir: path.join(testdata, 'dashboards'),
    distDir: path.join(testdata, 'bundle'),
  };
  const librariesDir = path.join(__dirname, '../..');
  server = await listenOnLoopback((req, res) => {
    serve(req, res, { options, grafanaVersion: '12.4.10', librariesDir, pageDir: testdata });
  });
});
afterAll(() => server.close());

describe('plugins', () => {
  it.each([
    ['acme-test-app/plugin.json', 200],
    ['acme-test-app/12.js', 200],
    ['acme-test-datasource/module.js', 200],
    ['acme-test-panel/module.js', 200],
    // Where a nested plugin would look for its chunk if it did not know better.
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
});

describe('the API', () => {
  it('lists what the page needs, without secrets', async () => {
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

  it('answers a dashboard as Grafana does', async () => {
    const { status, body } = await rawRequest(server.url, '/api/dashboards/uid/first');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ dashboard: { title: 'First' }, meta: { url: '/d/first' } });
  });

  it('answers 404 with a message for a dashboard that is not there', async () => {
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
  ])('%s has the class %s', async (url, theme) => {
    const { status, body } = await rawRequest(server.url, url);
    expect(status).toBe(200);
    expect(body).toContain(`class="${theme}"`);
  });

  it('has icons, also those that the library names but does not ship', async () => {
    const icons = '/public/build/img/icons/unicons';
    expect((await rawRequest(server.url, `${icons}/clock-nine.svg`)).body).toContain('<svg');
    expect((await rawRequest(server.url, `${icons}/angle-double-left.svg`)).body).toContain('scale(-1 1)');
    expect((await rawRequest(server.url, `${icons}/no-such-icon.svg`)).body).toContain('<circle');
  });

  it('says what there is when there is nothing', async () => {
    const { status, body } = await rawRequest(server.url, '/explore');
    expect(status).toBe(404);
    expect(body).toContain('/d/<dashboard uid>');
  });
});
