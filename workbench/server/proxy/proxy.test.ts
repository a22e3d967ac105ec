/** @jest-environment node */
import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import path from 'node:path';
import { type DataSourceSettings, type WorkbenchOptions } from '../shared/options';
import { listenOnLoopback, type LoopbackServer } from '../testing/loopback';
import { rawRequest } from '../testing/rawRequest';
import { serveProxy } from './proxy';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function listen(listener: RequestListener): Promise<string> {
  const server = await listenOnLoopback(listener);
  servers.push(server);
  return server.url;
}

/** Responds with the request. */
function echo(req: IncomingMessage, res: ServerResponse): void {
  let body = '';
  req.on('data', (chunk) => (body += chunk));
  req.on('end', () => {
    res.setHeader('set-cookie', 'a=b');
    res.end(
      JSON.stringify({
        method: req.method,
        url: req.url,
        key: req.headers['x-api-key'],
        cookie: req.headers.cookie,
        body,
      })
    );
  });
}

function startProxy(dataSource: Partial<DataSourceSettings>, options: Partial<WorkbenchOptions> = {}): Promise<string> {
  const full = { uid: 'ds', name: 'ds', type: 'acme-test-datasource', ...dataSource };
  const distDir = path.join(__dirname, '../../testdata/bundle');
  return listen((req, res) => {
    serveProxy(req, res, { port: 0, dataSources: [full], dashboardsDir: '', distDir, ...options });
  });
}

const PROXY = '/api/datasources/proxy/uid/ds';

describe('a route of the plugin', () => {
  it('replaces its own path with its URL and keeps the rest and the query string unchanged', async () => {
    const proxy = await startProxy({ jsonData: { apiUrl: await listen(echo) } });
    const { status, body } = await rawRequest(proxy, `${PROXY}/api/a%2Fb/../c?x=1&x=2`);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ method: 'GET', url: '/base/a%2Fb/../c?x=1&x=2' });
  });

  it('adds headers and parameters from templates', async () => {
    const jsonData = { apiUrl: await listen(echo), region: 'eu west' };
    const proxy = await startProxy({ jsonData, secureJsonData: { apiKey: 's3cret' } });
    const { body } = await rawRequest(proxy, `${PROXY}/keyed/x?y=1`);
    expect(JSON.parse(body)).toMatchObject({ url: '/keyed/x?y=1&region=eu+west', key: 's3cret' });
  });

  it('denies access to a role below its own', async () => {
    const jsonData = { apiUrl: await listen(echo) };
    const viewer = await startProxy({ jsonData });
    expect((await rawRequest(viewer, `${PROXY}/api/x`, 'POST', '{}')).status).toBe(403);
    const editor = await startProxy({ jsonData }, { role: 'Editor' });
    const { body } = await rawRequest(editor, `${PROXY}/api/x`, 'POST', '{"a":1}');
    expect(JSON.parse(body)).toMatchObject({ method: 'POST', url: '/base/x', body: '{"a":1}' });
  });

  it('forwards no cookies in either direction', async () => {
    const proxy = await startProxy({ jsonData: { apiUrl: await listen(echo) } });
    const answer = await fetch(`${proxy}${PROXY}/api/x`, { headers: { cookie: 'session=1' } });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.json()).not.toHaveProperty('cookie');
  });
});

describe('a request without a route', () => {
  it.each(['other', 'api', 'apiX'].map((segment) => [segment]))(
    'answers a PUT to %s with 502 and no body if there is no URL',
    async (segment) => {
      const proxy = await startProxy({ jsonData: { apiUrl: 'http://127.0.0.1:9' } });
      expect(await rawRequest(proxy, `${PROXY}/${segment}`, 'PUT')).toMatchObject({ status: 502, body: '' });
    }
  );

  it('is sent to the URL of the data source if there is one', async () => {
    const proxy = await startProxy({ type: 'prometheus', url: `${await listen(echo)}/prefix/` });
    const { body } = await rawRequest(proxy, `${PROXY}/api/v1/query?query=up`, 'POST');
    expect(JSON.parse(body)).toMatchObject({ method: 'POST', url: '/prefix/api/v1/query?query=up' });
  });

  it('is answered with 404 if no data source has the UID', async () => {
    const proxy = await startProxy({ uid: 'another' });
    expect((await rawRequest(proxy, `${PROXY}/x`)).status).toBe(404);
  });
});

describe('an upstream', () => {
  it('that refuses the connection gives 502 and no body', async () => {
    const proxy = await startProxy({ url: 'http://127.0.0.1:9' });
    expect(await rawRequest(proxy, `${PROXY}/x`)).toMatchObject({ status: 502, body: '' });
  });

  it('that does not respond in time gives 504 and no body', async () => {
    const silent = await listen(() => undefined);
    const proxy = await startProxy({ url: silent }, { proxyTimeoutMs: 50 });
    expect(await rawRequest(proxy, `${PROXY}/x`)).toMatchObject({ status: 504, body: '' });
  });

  it('that closes an idle connection just when it is reused does not fail a request', async () => {
    const used = new WeakSet<object>();
    const closing = await listen((req, res) => {
      if (used.has(req.socket)) {
        req.socket.destroy();
        return;
      }
      used.add(req.socket);
      res.end('fine');
    });
    const proxy = await startProxy({ url: closing });
    for (const path of ['/first', '/second', '/third']) {
      expect(await rawRequest(proxy, `${PROXY}${path}`)).toMatchObject({ status: 200, body: 'fine' });
    }
  });

  it('that requires authentication gives 400 with a message', async () => {
    const locked = await listen((_req, res) => res.writeHead(401).end('who are you'));
    const proxy = await startProxy({ url: locked });
    expect(await rawRequest(proxy, `${PROXY}/x`)).toMatchObject({
      status: 400,
      body: 'Authentication to data source failed',
    });
  });

  it.each([[403], [404], [429], [500], [503]])('that responds with %d keeps this status', async (code) => {
    const failing = await listen((_req, res) => res.writeHead(code).end('why'));
    const proxy = await startProxy({ url: failing });
    expect(await rawRequest(proxy, `${PROXY}/x`)).toMatchObject({ status: code, body: 'why' });
  });

  it('is notified when the browser disconnects', async () => {
    const events: string[] = [];
    const browser = new AbortController();
    const gone = new Promise<void>((resolve) => {
      listen((_req, res) => {
        events.push('received');
        res.on('close', () => {
          events.push('closed');
          resolve();
        });
        browser.abort();
      }).then(async (slow) => {
        const proxy = await startProxy({ url: slow });
        await fetch(`${proxy}${PROXY}/x`, { signal: browser.signal }).catch(() => undefined);
      });
    });
    await gone;
    expect(events).toEqual(['received', 'closed']);
  });
});
