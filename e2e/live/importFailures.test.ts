import { listen } from '../../simulator/server/listen';
import manifest from '../../plugin.json';
import { type FailureText } from '../../scripts/failure';
import * as messages from '../../scripts/import/messages';
import { type GrafanaRule } from '../../scripts/import/plan/rule';
import { type GrafanaRequest, type Fault, type GrafanaHttpApi, startGrafanaHttpApi } from '../support/grafanaHttpApi';
import {
  CLOUDWATCH,
  importInto,
  NEWER,
  NODE,
  OVERVIEW,
  PROMETHEUS,
  quickClock,
  type ImportEnvironment,
} from '../support/runImporter';

let grafana: GrafanaHttpApi;

beforeEach(async () => {
  grafana = await startGrafanaHttpApi();
  grafana.dataSources = [PROMETHEUS, CLOUDWATCH];
});

afterEach(() => grafana.close());

const importing = (args: string, environment?: ImportEnvironment) => importInto(grafana, args, environment);

type Match = (request: GrafanaRequest) => boolean;

const on =
  (method: string, path: string): Match =>
  (request) =>
    request.method === method && request.path.includes(path);
const forUid =
  (uid: string): Match =>
  ({ body }) =>
    (body.dashboard as { uid?: string } | undefined)?.uid === uid || body.uid === uid;

const json = (status: number, message: string): Fault => ({ status, body: { message } });
const page = (status: number): Fault => ({ status, body: '<html><h1>Bad gateway</h1></html>' });

/** Grafana responds to matching requests with these faults, one each, and then normally. */
function faults(match: Match, list: readonly Fault[]): void {
  const left = [...list];
  grafana.fault = (request) => (match(request) ? left.shift() : undefined);
}

/** Grafana always responds to matching requests with this fault. */
function always(match: Match, fault: Fault): void {
  grafana.fault = (request) => (match(request) ? fault : undefined);
}

const heal = () => (grafana.fault = () => undefined);
const RULES = '/provisioning/alert-rules';
const NO_DATA = 'No data from network agents';
const LOCKED = 'database is locked';
const textOf = ({ what, remedy }: FailureText) => `${what}\n${remedy}`;
const nothingToDo = async () => {
  grafana.writes = [];
  const { text, exitCode } = await importing('--alerts --apply');
  return [text.split('\n').at(-1), exitCode, grafana.writes];
};

describe('an import in which one step fails', () => {
  it.each<[string, Match, Fault]>([
    ['the folder', on('POST', '/api/folders'), json(500, LOCKED)],
    ['a dashboard', on('POST', '/api/dashboards/db'), json(500, LOCKED)],
    ['an alert rule', on('POST', RULES), json(500, LOCKED)],
    ['the interval of a group', on('PUT', '/rule-groups/'), json(500, LOCKED)],
    ['the note of what was imported', on('POST', '/api/annotations'), json(500, LOCKED)],
  ])('reports the failure, and the next one writes what is missing: %s', async (_, match, fault) => {
    faults(match, [fault]);
    const first = await importing('--alerts --apply');
    expect(first.text).toContain(`${messages.FAILED}\n  ! `);
    expect(first.text).toContain(`: HTTP 500, ${LOCKED}\n    ${messages.SERVER_ERROR}`);
    expect(first.exitCode).toBe(1);
    heal();
    expect((await importing('--alerts --apply')).exitCode).toBe(0);
    expect([
      grafana.intervals.get('eastwest/eastwest-monitors'),
      grafana.intervals.get('eastwest/eastwest-zones'),
    ]).toEqual([300, 300]);
    expect(grafana.dashboards.size).toBe(2);
    expect(grafana.folders).toHaveLength(1);
    expect(await nothingToDo()).toEqual([messages.NOTHING_TO_DO, 0, []]);
  });

  it('sets the interval of a group that the last import could not set', async () => {
    always(on('PUT', '/rule-groups/'), json(500, LOCKED));
    await importing('--alerts --apply');
    expect(grafana.intervals.size).toBe(0);
    heal();
    const shown = await importing('--alerts');
    expect(shown.text).toContain(
      `${messages.isChanged(messages.group('eastwest-zones'))}\n      ${messages.intervalChange(300, 60)}`
    );
    expect(shown.text).toContain(messages.pending(2));
    await importing('--alerts --apply');
    expect([...grafana.intervals.values()]).toEqual([300, 300]);
  });

  it('keeps the interval that was set for a group in Grafana, also if it is the default interval', async () => {
    await importing('--alerts --apply');
    grafana.intervals.set('eastwest/eastwest-zones', 60);
    grafana.intervals.set('eastwest/eastwest-agents', 120);
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toContain(messages.isHeld(messages.group('eastwest-zones'), messages.INTERVAL_CHANGED_SINCE_IMPORT));
    expect(exitCode).toBe(0);
    expect(grafana.intervals.get('eastwest/eastwest-zones')).toBe(60);
    expect(grafana.intervals.get('eastwest/eastwest-agents')).toBe(120);
    await importing('--alerts --apply --overwrite');
    expect(grafana.intervals.get('eastwest/eastwest-zones')).toBe(300);
  });
});

describe('a failure of one object', () => {
  const V2 = 'dashboard api version not supported, use /apis instead';
  const cannotRead = (status: number, message: string) =>
    messages.isHeld('Overview', messages.refused(`GET /api/dashboards/uid/${OVERVIEW.uid}`, status, message, 1));

  it.each<[string, Match, Fault, string]>([
    [
      'a dashboard of schema v2',
      on('GET', `/uid/${OVERVIEW.uid}`),
      json(406, V2),
      `${cannotRead(406, V2)}\n      ${messages.NEWER_SCHEMA}`,
    ],
    [
      'a dashboard that cannot be read',
      on('GET', `/uid/${OVERVIEW.uid}`),
      json(500, 'corrupt'),
      cannotRead(500, 'corrupt'),
    ],
    [
      'a response that is not a dashboard',
      on('GET', `/uid/${OVERVIEW.uid}`),
      { status: 200, body: {} },
      messages.isHeld(
        'Overview',
        messages.unexpectedResponse(`the dashboard ${OVERVIEW.uid}`, 'meta is missing, not an object').what
      ),
    ],
    ['an error page of a proxy', on('GET', `/uid/${OVERVIEW.uid}`), page(500), cannotRead(500, '')],
    [
      'a dashboard that is refused',
      forUid(OVERVIEW.uid),
      json(400, 'bad panel'),
      `${messages.failedTitles(['Overview'])}\n    ${messages.refused('POST /api/dashboards/db', 400, 'bad panel', 1)}`,
    ],
  ])('does not stop the others: %s', async (_, match, fault, text) => {
    always(match, fault);
    const result = await importing('--alerts --apply');
    expect(result.text).toContain(text);
    expect(result.exitCode).toBe(1);
    expect([...grafana.dashboards.keys()]).toEqual([NODE.uid]);
    expect(grafana.rules.size).toBeGreaterThan(15);
    heal();
    await importing('--alerts --apply');
    expect(await nothingToDo()).toEqual([messages.NOTHING_TO_DO, 0, []]);
  });

  it('does not stop updates of dashboards: an ambiguous folder, and disabled alerting', async () => {
    await importing('--apply');
    grafana.folders = ['a', 'b'].map((uid) => ({ uid, title: 'Eastwest' }));
    grafana.hasAlerting = false;
    Object.values(grafana.dashboards).forEach((stored) => Object.assign(stored, { folderUid: 'c' }));
    const { text, exitCode } = await importing('--alerts --apply', { dashboards: [NEWER, NODE] });
    expect(text).toMatch(/! Alert rules: .*HTTP 404/);
    expect(text).toContain(messages.ALERTING_IS_OFF);
    expect(text).toContain(messages.written(1, 0));
    expect(exitCode).toBe(1);
  });

  it('explains a conflict of titles, and imports the other rules', async () => {
    const conflict =
      'failed to create alert rule: a conflicting alert rule is found: rule title under the same organisation and folder should be unique';
    always(forUid('eastwest-no-data'), json(400, conflict));
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toMatch(new RegExp(`! ${NO_DATA}\n.*HTTP 400`));
    expect(text).toContain(messages.SAME_TITLE);
    expect(text).not.toContain(messages.REPORT_WITH_VERSION);
    expect(exitCode).toBe(1);
    expect(grafana.rules.size).toBeGreaterThan(15);
    expect(grafana.rules.has('eastwest-no-data')).toBe(false);
    expect(grafana.intervals.get('eastwest/eastwest-zones')).toBe(300);
  });

  it('is reported once if it affects several objects', async () => {
    always(on('POST', '/api/folders'), json(403, 'no permission'));
    const { text } = await importing('--alerts --apply');
    expect(text.split(messages.MISSING_PERMISSION)).toHaveLength(2);
    expect(text).toMatch(new RegExp(`! Overview, Node, .*${NO_DATA}`));
    expect(text).toMatch(/0 written\. \d+ not written/);
  });
});

describe('folders', () => {
  it('are found beyond the first 1,000', async () => {
    const others = Array.from({ length: 2_300 }, (_, index) => ({ uid: `f${index}`, title: `Folder ${index}` }));
    grafana.folders = [...others, { uid: 'mine', title: 'Eastwest' }];
    await importing('--apply');
    expect(grafana.folders).toHaveLength(2_301);
    expect(grafana.dashboards.get(NODE.uid)?.folderUid).toBe('mine');
  });

  it('are found by their uid if they were renamed after an import', async () => {
    await importing('--apply', { dashboards: [NODE] });
    grafana.folders = [{ uid: 'eastwest', title: 'Network' }];
    await importing('--apply');
    expect(grafana.folders).toEqual([{ uid: 'eastwest', title: 'Network' }]);
    expect(grafana.dashboards.get(OVERVIEW.uid)?.folderUid).toBe('eastwest');
  });

  it('with the same title are distinguished by the Eastwest objects in them', async () => {
    await importing('--apply', { dashboards: [NODE] });
    grafana.folders = ['a', 'eastwest'].map((uid) => ({ uid, title: 'Eastwest' }));
    await importing('--apply');
    expect(grafana.dashboards.get(OVERVIEW.uid)?.folderUid).toBe('eastwest');
  });

  it.each(['Eastwest', 'Red y nubes', 'ネットワーク'])(
    'are created once by two simultaneous imports: %s',
    async (title) => {
      const args = ['--alerts', '--apply', '--folder', title];
      const results = await Promise.all([importInto(grafana, args), importInto(grafana, args)]);
      expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      expect(grafana.folders).toHaveLength(1);
      expect(new Set([...grafana.rules.values()].map(({ folderUID }) => folderUID))).toEqual(
        new Set([grafana.folders[0]?.uid])
      );
      expect((await importInto(grafana, args)).text.endsWith(messages.NOTHING_TO_DO)).toBe(true);
    }
  );
});

describe('a temporary error', () => {
  const busy = (headers: Record<string, string>): Fault => ({ status: 429, headers, body: { message: 'slow down' } });

  it.each<[string, Fault[], number[]]>([
    ['throttling', [busy({})], [1_000]],
    ['a requested wait in seconds', [busy({ 'Retry-After': '7' })], [7_000]],
    ['a requested date', [busy({ 'Retry-After': 'Sat, 28 Nov 2026 15:00:30 GMT' })], [30_000]],
    ['a requested date in the past', [busy({ 'Retry-After': 'Sat, 28 Nov 2026 14:00:00 GMT' })], [0]],
    ['error pages of a proxy', [page(502), page(503), page(504)], [1_000, 2_000, 4_000]],
    ['interrupted connections', ['reset', 'reset'], [1_000, 2_000]],
  ])('is followed by a wait and a retry, and nothing is written twice: %s', async (_, list, waitsMs) => {
    const quick = quickClock();
    faults(on('POST', '/api/dashboards/db'), list);
    const { exitCode } = await importing('--apply', { clock: quick.clock });
    expect([exitCode, quick.waitsMs]).toEqual([0, waitsMs]);
    expect(grafana.writes.filter((write) => write === 'POST /api/dashboards/db')).toHaveLength(2);
  });

  it('is recognized as success if Grafana has written and its response was lost', async () => {
    let isLost = false;
    grafana.beforeWrite = () => undefined;
    const { dashboards } = grafana;
    grafana.fault = ({ method, path, body }) => {
      if (method === 'POST' && path === '/api/dashboards/db' && !isLost) {
        isLost = true;
        const dashboard = body.dashboard as typeof OVERVIEW;
        const version = { version: 1, message: String(body.message), createdBy: 'importer' };
        dashboards.set(dashboard.uid, {
          folderUid: String(body.folderUid),
          isProvisioned: false,
          versions: [{ ...version, data: { ...dashboard, version: 1 } }],
        });
        return page(504);
      }
      return undefined;
    };
    expect((await importing('--apply')).exitCode).toBe(0);
    expect(await importing('--apply')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining(messages.NOTHING_TO_DO),
    });
  });

  const LIST = 'GET /api/datasources';

  it.each<[string, Fault, (url: string) => FailureText]>([
    [
      'throttling',
      busy({}),
      () => ({ what: messages.refused(LIST, 429, 'slow down', 5), remedy: messages.throttled('') }),
    ],
    [
      'a proxy without a Grafana',
      page(503),
      () => ({ what: messages.refused(LIST, 503, '', 5), remedy: messages.GRAFANA_UNAVAILABLE }),
    ],
    ['interrupted connections', 'reset', (url) => messages.brokenConnection(url, 'UND_ERR_SOCKET', 5)],
  ])('is reported with a remedy if it persists: %s', async (_, fault, text) => {
    const quick = quickClock();
    always(on('GET', '/api/datasources'), fault);
    const result = await importing('--apply', { clock: quick.clock });
    expect(result.text).toBe(textOf(text(grafana.url)));
    expect([result.exitCode, quick.waitsMs]).toEqual([1, [1_000, 2_000, 4_000, 8_000]]);
  });

  it('is not retried if Grafana requests a wait of one hour', async () => {
    const quick = quickClock();
    always(on('GET', '/api/datasources'), busy({ 'Retry-After': '3600' }));
    expect((await importing('', { clock: quick.clock })).text).toContain(messages.throttled('3600'));
    expect(quick.waitsMs).toEqual([]);
  });

  it('is followed by waits of at most two minutes in total', async () => {
    const quick = quickClock();
    always(({ method }) => method === 'POST', busy({ 'Retry-After': '50' }));
    const { text, exitCode } = await importing('--alerts --apply', { clock: quick.clock });
    expect(quick.waitsMs).toEqual([50_000, 50_000]);
    expect(text).toContain('HTTP 429');
    expect(exitCode).toBe(1);
  });

  it('ends the import if Grafana no longer responds', async () => {
    grafana.fault = ({ method, path }) =>
      grafana.dashboards.size === 1 && (method === 'POST' || path === '/api/frontend/settings') ? 'reset' : undefined;
    const { text, exitCode } = await importing('--alerts --apply');
    const { what } = messages.brokenConnection(grafana.url, 'UND_ERR_SOCKET', 1);
    expect(text).toContain(`${messages.ENDED_EARLY}\n    ${what.split(' in each')[0]}`);
    expect(text).toMatch(/1 written\. \d+ not written/);
    expect(exitCode).toBe(1);
    heal();
    await importing('--alerts --apply');
    expect(await nothingToDo()).toEqual([messages.NOTHING_TO_DO, 0, []]);
  });
});

describe('a deleted object', () => {
  const ruleUid = 'eastwest-no-data';

  it('stays deleted, unless --overwrite restores it', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.delete(NODE.uid);
    grafana.rules.delete(ruleUid);
    grafana.writes = [];
    const quiet = await importing('--alerts --apply');
    expect(quiet.text).toContain(messages.isDeleted('Node'));
    expect(quiet.text).toContain(messages.isDeleted(NO_DATA));
    expect(quiet.text.endsWith(`${messages.NOTHING_TO_DO} ${messages.deletedInGrafana(2)}`)).toBe(true);
    expect([quiet.exitCode, grafana.writes]).toEqual([0, []]);
    const shown = await importing('--alerts --overwrite');
    expect(shown.text).toContain(messages.isRestored('Node'));
    await importing('--alerts --apply --overwrite');
    expect([grafana.dashboards.has(NODE.uid), grafana.rules.has(ruleUid)]).toEqual([true, true]);
  });

  it('is imported again if everything was deleted: the import starts over', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.clear();
    grafana.rules.clear();
    expect((await importing('--alerts --apply')).text).toMatch(/\d+ written\.$/);
    expect(grafana.dashboards.size).toBe(2);
  });

  it('is distinguished from one that an import that starts over failed to write', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.clear();
    grafana.rules.clear();
    always(on('POST', RULES), json(500, LOCKED));
    expect((await importing('--alerts --apply')).exitCode).toBe(1);
    heal();
    expect((await importing('--alerts --apply')).text).toMatch(/\d+ written\.$/);
    grafana.rules.delete(ruleUid);
    const { text } = await importing('--alerts --apply');
    expect(text.endsWith(`${messages.NOTHING_TO_DO} ${messages.deletedInGrafana(1)}`)).toBe(true);
  });

  it('is not written again if Grafana refuses the note that the import starts over', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.clear();
    grafana.rules.clear();
    always(on('POST', '/api/annotations'), json(500, LOCKED));
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toMatch(new RegExp(`! ${messages.NOTE_OF_RESTART}\n.*${LOCKED}`));
    expect([exitCode, grafana.dashboards.size]).toEqual([1, 0]);
  });

  it('counts as new if Grafana does not return its annotations, which is reported', async () => {
    always(on('GET', '/api/annotations'), json(403, 'no permission'));
    await importing('--alerts --apply');
    grafana.dashboards.delete(NODE.uid);
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toContain(messages.deletionsUnknown('Grafana refused GET /api/annotations'));
    expect(text).toContain(messages.isNew('Node'));
    expect(exitCode).toBe(0);
  });
});

describe('a report with --overwrite', () => {
  it('shows what is overwritten, and not what would be', async () => {
    await importing('--apply');
    grafana.save(OVERVIEW.uid, (dashboard) => ({ ...dashboard, panels: [] }));
    const { text } = await importing('--overwrite', { dashboards: [NEWER, NODE] });
    expect(text).toContain(messages.OVERWRITTEN);
    expect(text).not.toContain(messages.KEPT);
    expect(text).not.toContain(messages.KEPT_DESPITE_UPDATE);
  });
});

describe('secrets', () => {
  const SECRET = 's3cret';

  it.each<[string, string]>([
    ['in a URL', `http://admin:${SECRET}@127.0.0.1:3000`],
    ['in a URL without a user name', `http://:${SECRET}@127.0.0.1:3000`],
    ['in a URL with unencoded characters', `http://admin:${SECRET}/@x@127.0.0.1:3000`],
    ['in a URL without a protocol', `admin:${SECRET}@grafana:3000`],
    ['in a query', `http://127.0.0.1:3000/?auth_token=${SECRET}`],
    ['in the query of a text that is not a URL', `grafana?token=${SECRET}`],
    ['in a fragment', `http://127.0.0.1:3000/#access_token=${SECRET}`],
  ])('are not printed: %s', async (_, url) => {
    const { text, exitCode } = await importing('--alerts', { url });
    expect(text).not.toContain(SECRET);
    expect(text).toMatch(/--url (contains|is) /);
    expect(exitCode).toBe(1);
  });

  it.each<[string, string]>([
    ['as an argument', SECRET],
    ['as the value of an unknown option', `--token=glsa_${SECRET}`],
    ['in the URL of the runbooks', `--runbooks https://admin:${SECRET}@wiki/net`],
  ])('are not printed if they are in the wrong place: %s', async (_, args) => {
    const { text, exitCode } = await importing(args);
    expect(text).not.toContain(SECRET);
    expect(exitCode).toBe(1);
  });

  it.each<[string, Fault]>([
    ['a message', json(400, `the token ${SECRET}-token is not good`)],
    [
      'a redirect',
      { status: 302, headers: { Location: `https://u:${SECRET}-token@sso/x?state=${SECRET}-token` }, body: '' },
    ],
    ['the message of a persistent error', json(503, `no route for ${SECRET}-token`)],
  ])('are not printed if a server returns them in %s', async (_, fault) => {
    always(() => true, fault);
    const { text, exitCode } = await importing('', { token: `${SECRET}-token` });
    expect(text).not.toContain(`${SECRET}-token`);
    expect(exitCode).toBe(1);
  });

  it('are not printed if GRAFANA_TOKEN is not a valid token', async () => {
    const { text, exitCode } = await importing('', { token: `${SECRET}\nmore` });
    expect(text).toBe(textOf(messages.TOKEN_INVALID));
    expect(text).not.toContain(SECRET);
    expect(exitCode).toBe(1);
  });

  it('are not printed with an unexpected response', async () => {
    const token = `glsa_${SECRET}`;
    const other = await listen(
      (_req, res) => void res.end(JSON.stringify({ buildInfo: { version: { token } } })),
      '127.0.0.1',
      0
    );
    const { text, exitCode } = await importing('', { token, url: other.url });
    await other.close();
    expect(text).not.toContain(SECRET);
    expect(exitCode).toBe(1);
  });

  it('are not printed with an unexpected error', async () => {
    const token = `glsa_${SECRET}`;
    const sleep = () => Promise.reject(new Error(`no clock for ${token}`));
    always(() => true, page(503));
    const { text, exitCode } = await importing('', { token, clock: { now: () => 0, sleep } });
    expect(text).toMatch(/^Error: no clock for /);
    expect(text).not.toContain(SECRET);
    expect(text.endsWith(messages.unexpectedError(''))).toBe(true);
    expect(exitCode).toBe(1);
  });
});

describe('the set "none"', () => {
  it('imports only alert rules, for a Grafana in which the app provides the dashboards', async () => {
    grafana.plugins = ['eastwest-networkflow-app'];
    grafana.enabledApps = ['eastwest-networkflow-app'];
    const refused = await importing('--set app --alerts --apply');
    expect(refused.text).toBe(textOf(messages.appEnabled(manifest.id)));
    expect([refused.exitCode, grafana.writes]).toEqual([1, []]);
    expect((await importing('--set none --alerts --apply')).exitCode).toBe(0);
    expect([grafana.dashboards.size, grafana.rules.size > 15]).toEqual([0, true]);
    const rule = grafana.rules.get('eastwest-agent-silent') as unknown as GrafanaRule;
    expect(rule.annotations?.dashboard_url).toBeUndefined();
  });
});
