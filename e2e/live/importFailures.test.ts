import { listen } from '../../simulator/server/listen';
import { type GrafanaRule } from '../../scripts/import/plan/rule';
import { type Asked, type Fault, type GrafanaHttpApi, startGrafanaHttpApi } from '../support/grafanaHttpApi';
import {
  CLOUDWATCH,
  importInto,
  NEWER,
  NODE,
  OVERVIEW,
  PROMETHEUS,
  quickClock,
  type Surroundings,
} from '../support/importing';

let grafana: GrafanaHttpApi;

beforeEach(async () => {
  grafana = await startGrafanaHttpApi();
  grafana.dataSources = [PROMETHEUS, CLOUDWATCH];
});

afterEach(() => grafana.close());

const importing = (args: string, surroundings?: Surroundings) => importInto(grafana, args, surroundings);

type Match = (asked: Asked) => boolean;

const on =
  (method: string, path: string): Match =>
  (asked) =>
    asked.method === method && asked.path.includes(path);
const forUid =
  (uid: string): Match =>
  ({ body }) =>
    (body.dashboard as { uid?: string } | undefined)?.uid === uid || body.uid === uid;

const json = (status: number, message: string): Fault => ({ status, body: { message } });
const page = (status: number): Fault => ({ status, body: '<html><h1>Bad gateway</h1></html>' });

/** Grafana gives these faults to requests that match, one each, and then answers by itself. */
function faults(match: Match, list: readonly Fault[]): void {
  const left = [...list];
  grafana.fault = (asked) => (match(asked) ? left.shift() : undefined);
}

/** Grafana always gives this fault to requests that match. */
function always(match: Match, fault: Fault): void {
  grafana.fault = (asked) => (match(asked) ? fault : undefined);
}

const heal = () => (grafana.fault = () => undefined);
const RULES = '/provisioning/alert-rules';
const nothingToDo = async () => {
  grafana.writes = [];
  const { text, exitCode } = await importing('--alerts --apply');
  return [text.split('\n').at(-1), exitCode, grafana.writes];
};

describe('an import of which one step fails', () => {
  it.each<[string, Match, Fault]>([
    ['the folder', on('POST', '/api/folders'), json(500, 'database is locked')],
    ['a dashboard', on('POST', '/api/dashboards/db'), json(500, 'database is locked')],
    ['an alert rule', on('POST', RULES), json(500, 'database is locked')],
    ['the interval of a group', on('PUT', '/rule-groups/'), json(500, 'database is locked')],
    ['the note of what was imported', on('POST', '/api/annotations'), json(500, 'database is locked')],
  ])('says so, and the next one writes what is missing: %s', async (_, match, fault) => {
    faults(match, [fault]);
    const first = await importing('--alerts --apply');
    expect(first.text).toMatch(/Failed\n {2}! .*\n.*HTTP 500, database is locked\n.*the logs of Grafana/);
    expect(first.exitCode).toBe(1);
    heal();
    expect((await importing('--alerts --apply')).exitCode).toBe(0);
    expect([
      grafana.intervals.get('eastwest/eastwest-monitors'),
      grafana.intervals.get('eastwest/eastwest-zones'),
    ]).toEqual([300, 300]);
    expect(grafana.dashboards.size).toBe(2);
    expect(grafana.folders).toHaveLength(1);
    expect(await nothingToDo()).toEqual(['Nothing to do.', 0, []]);
  });

  it('sets the interval of a group that the last import could not set', async () => {
    always(on('PUT', '/rule-groups/'), json(500, 'database is locked'));
    await importing('--alerts --apply');
    expect(grafana.intervals.size).toBe(0);
    heal();
    const shown = await importing('--alerts');
    expect(shown.text).toContain('~ Group eastwest-zones: changed\n      evaluated every 300 s instead of 60 s');
    expect(shown.text).toMatch(/2 to write\./);
    await importing('--alerts --apply');
    expect([...grafana.intervals.values()]).toEqual([300, 300]);
  });

  it('keeps the interval that people chose for a group, be it the one of a new group', async () => {
    await importing('--alerts --apply');
    grafana.intervals.set('eastwest/eastwest-zones', 60);
    grafana.intervals.set('eastwest/eastwest-agents', 120);
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toContain('! Group eastwest-zones: its interval was changed in Grafana');
    expect(exitCode).toBe(0);
    expect(grafana.intervals.get('eastwest/eastwest-zones')).toBe(60);
    expect(grafana.intervals.get('eastwest/eastwest-agents')).toBe(120);
    await importing('--alerts --apply --overwrite');
    expect(grafana.intervals.get('eastwest/eastwest-zones')).toBe(300);
  });
});

describe('a failure of one thing', () => {
  it.each<[string, Match, Fault, RegExp]>([
    [
      'a dashboard of schema v2',
      on('GET', `/uid/${OVERVIEW.uid}`),
      json(406, 'dashboard api version not supported, use /apis instead'),
      /! Overview: .*HTTP 406.*\n.*schema v2.*delete that one in Grafana/,
    ],
    [
      'a dashboard that is not readable',
      on('GET', `/uid/${OVERVIEW.uid}`),
      json(500, 'corrupt'),
      /! Overview: .*HTTP 500/,
    ],
    [
      'an answer that is not a dashboard',
      on('GET', `/uid/${OVERVIEW.uid}`),
      { status: 200, body: {} },
      /! Overview: .*else/,
    ],
    ['a proxy that cannot do one thing', on('GET', `/uid/${OVERVIEW.uid}`), page(500), /! Overview: .*HTTP 500/],
    ['a dashboard that is refused', forUid(OVERVIEW.uid), json(400, 'bad panel'), /! Overview\n.*HTTP 400, bad panel/],
  ])('does not keep the others out: %s', async (_, match, fault, text) => {
    always(match, fault);
    const result = await importing('--alerts --apply');
    expect(result.text).toMatch(text);
    expect(result.exitCode).toBe(1);
    expect([...grafana.dashboards.keys()]).toEqual([NODE.uid]);
    expect(grafana.rules.size).toBeGreaterThan(15);
    heal();
    await importing('--alerts --apply');
    expect(await nothingToDo()).toEqual(['Nothing to do.', 0, []]);
  });

  it('does not keep changes of dashboards out: an ambiguous folder, and alerting that is off', async () => {
    await importing('--apply');
    grafana.folders = ['a', 'b'].map((uid) => ({ uid, title: 'Eastwest' }));
    grafana.hasAlerting = false;
    Object.values(grafana.dashboards).forEach((stored) => Object.assign(stored, { folderUid: 'c' }));
    const { text, exitCode } = await importing('--alerts --apply', { dashboards: [NEWER, NODE] });
    expect(text).toMatch(/! Alert rules: .*HTTP 404.*\n.*Grafana Alerting is off/);
    expect(text).toContain('1 written.');
    expect(exitCode).toBe(1);
  });

  it('says what to do about a title that another rule has, and lets the other rules in', async () => {
    const conflict =
      'failed to create alert rule: a conflicting alert rule is found: rule title under the same organisation and folder should be unique';
    always(forUid('eastwest-no-data'), json(400, conflict));
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toMatch(/! No network agent .*\n.*HTTP 400.*\n.*same title\. Rename or delete that one/);
    expect(text).not.toContain('Please report this');
    expect(exitCode).toBe(1);
    expect(grafana.rules.size).toBeGreaterThan(15);
    expect(grafana.rules.has('eastwest-no-data')).toBe(false);
    expect(grafana.intervals.get('eastwest/eastwest-zones')).toBe(300);
  });

  it('that keeps many things out is reported once', async () => {
    always(on('POST', '/api/folders'), json(403, 'no permission'));
    const { text } = await importing('--alerts --apply');
    expect(text.match(/the role Editor/g)).toHaveLength(1);
    expect(text).toMatch(/! Overview, Node, .*No network agent/);
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

  it('are found by the uid of an import where people renamed them', async () => {
    await importing('--apply', { dashboards: [NODE] });
    grafana.folders = [{ uid: 'eastwest', title: 'Network' }];
    await importing('--apply');
    expect(grafana.folders).toEqual([{ uid: 'eastwest', title: 'Network' }]);
    expect(grafana.dashboards.get(OVERVIEW.uid)?.folderUid).toBe('eastwest');
  });

  it('with the same title are distinguished by what of Eastwest’s is in them', async () => {
    await importing('--apply', { dashboards: [NODE] });
    grafana.folders = ['a', 'eastwest'].map((uid) => ({ uid, title: 'Eastwest' }));
    await importing('--apply');
    expect(grafana.dashboards.get(OVERVIEW.uid)?.folderUid).toBe('eastwest');
  });

  it.each(['Eastwest', 'Red y nubes', 'ネットワーク'])('of two imports at once are one: %s', async (title) => {
    const args = ['--alerts', '--apply', '--folder', title];
    const results = await Promise.all([importInto(grafana, args), importInto(grafana, args)]);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(grafana.folders).toHaveLength(1);
    expect(new Set([...grafana.rules.values()].map(({ folderUID }) => folderUID))).toEqual(
      new Set([grafana.folders[0]?.uid])
    );
    expect((await importInto(grafana, args)).text).toMatch(/Nothing to do\.$/);
  });
});

describe('what passes', () => {
  const busy = (headers: Record<string, string>): Fault => ({ status: 429, headers, body: { message: 'slow down' } });

  it.each<[string, Fault[], number[]]>([
    ['one refusal for too many requests', [busy({})], [1_000]],
    ['a wait in seconds that Grafana names', [busy({ 'Retry-After': '7' })], [7_000]],
    ['a date until which to wait', [busy({ 'Retry-After': 'Sat, 28 Nov 2026 15:00:30 GMT' })], [30_000]],
    ['a date that has passed', [busy({ 'Retry-After': 'Sat, 28 Nov 2026 14:00:00 GMT' })], [0]],
    ['pages of a proxy', [page(502), page(503), page(504)], [1_000, 2_000, 4_000]],
    ['connections that break', ['reset', 'reset'], [1_000, 2_000]],
  ])('is waited for, and nothing is written twice: %s', async (_, list, waitsMs) => {
    const quick = quickClock();
    faults(on('POST', '/api/dashboards/db'), list);
    const { exitCode } = await importing('--apply', { clock: quick.clock });
    expect([exitCode, quick.waitsMs]).toEqual([0, waitsMs]);
    expect(grafana.writes.filter((write) => write === 'POST /api/dashboards/db')).toHaveLength(2);
  });

  it('is waited for where Grafana has written and its answer got lost', async () => {
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
    expect(await importing('--apply')).toMatchObject({ exitCode: 0, text: expect.stringMatching(/Nothing to do\.$/) });
  });

  it.each<[string, Fault, RegExp]>([
    [
      'too many requests',
      busy({}),
      /HTTP 429, slow down, in each of 5 attempts\n.*Run the import again in some minutes/,
    ],
    ['a proxy without a Grafana', page(503), /HTTP 503, in each of 5 attempts\n.*Grafana is busy, starting or down/],
    [
      'a connection that always breaks',
      'reset',
      /The connection to .* breaks .*5 attempts\.\n.*proxies in front of it/,
    ],
  ])('and stays is said with what to do: %s', async (_, fault, text) => {
    const quick = quickClock();
    always(on('GET', '/api/datasources'), fault);
    const result = await importing('--apply', { clock: quick.clock });
    expect(result.text).toMatch(text);
    expect(result.text).not.toContain('Please report this');
    expect([result.exitCode, quick.waitsMs]).toEqual([1, [1_000, 2_000, 4_000, 8_000]]);
  });

  it('is not waited for where Grafana names an hour', async () => {
    const quick = quickClock();
    always(on('GET', '/api/datasources'), busy({ 'Retry-After': '3600' }));
    expect((await importing('', { clock: quick.clock })).text).toContain('(Retry-After: 3600)');
    expect(quick.waitsMs).toEqual([]);
  });

  it('is waited for two minutes at most in a whole run', async () => {
    const quick = quickClock();
    always(({ method }) => method === 'POST', busy({ 'Retry-After': '50' }));
    const { text, exitCode } = await importing('--alerts --apply', { clock: quick.clock });
    expect(quick.waitsMs).toEqual([50_000, 50_000]);
    expect(text).toContain('HTTP 429');
    expect(exitCode).toBe(1);
  });

  it('is not waited for where nothing answers any more: the import ends', async () => {
    grafana.fault = ({ method, path }) =>
      grafana.dashboards.size === 1 && (method === 'POST' || path === '/api/frontend/settings') ? 'reset' : undefined;
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toMatch(/! Ended before everything was tried\n.*The connection .* breaks/);
    expect(text).toMatch(/1 written\. \d+ not written/);
    expect(exitCode).toBe(1);
    heal();
    await importing('--alerts --apply');
    expect(await nothingToDo()).toEqual(['Nothing to do.', 0, []]);
  });
});

describe('what people deleted', () => {
  const ruleUid = 'eastwest-no-data';

  it('stays deleted, unless --overwrite brings it back', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.delete(NODE.uid);
    grafana.rules.delete(ruleUid);
    grafana.writes = [];
    const quiet = await importing('--alerts --apply');
    expect(quiet.text).toContain('- Node: deleted in Grafana since an import brought it. It stays so');
    expect(quiet.text).toMatch(/- No network agent .*: deleted in Grafana/);
    expect(quiet.text).toMatch(/Nothing to do\. 2 deleted by people: --overwrite restores what they deleted\.$/);
    expect([quiet.exitCode, grafana.writes]).toEqual([0, []]);
    const shown = await importing('--alerts --overwrite');
    expect(shown.text).toContain('+ Node: deleted in Grafana since an import brought it. --overwrite brings it back');
    await importing('--alerts --apply --overwrite');
    expect([grafana.dashboards.has(NODE.uid), grafana.rules.has(ruleUid)]).toEqual([true, true]);
  });

  it('comes back where nothing of Eastwest is left: the import begins again', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.clear();
    grafana.rules.clear();
    expect((await importing('--alerts --apply')).text).toMatch(/\d+ written\.$/);
    expect(grafana.dashboards.size).toBe(2);
  });

  it('is not taken for deleted where an import that begins again fails half-way', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.clear();
    grafana.rules.clear();
    always(on('POST', RULES), json(500, 'database is locked'));
    expect((await importing('--alerts --apply')).exitCode).toBe(1);
    heal();
    expect((await importing('--alerts --apply')).text).toMatch(/\d+ written\.$/);
    grafana.rules.delete(ruleUid);
    expect((await importing('--alerts --apply')).text).toMatch(/Nothing to do\. 1 deleted by people/);
  });

  it('is not written again where Grafana does not take the note that the import begins again', async () => {
    await importing('--alerts --apply');
    grafana.dashboards.clear();
    grafana.rules.clear();
    always(on('POST', '/api/annotations'), json(500, 'database is locked'));
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toMatch(/! Note that the import begins again\n.*database is locked/);
    expect([exitCode, grafana.dashboards.size]).toEqual([1, 0]);
  });

  it('counts as new where Grafana does not give its annotations, which is said', async () => {
    always(on('GET', '/api/annotations'), json(403, 'no permission'));
    await importing('--alerts --apply');
    grafana.dashboards.delete(NODE.uid);
    const { text, exitCode } = await importing('--alerts --apply');
    expect(text).toContain('What people deleted counts as new: Grafana refused GET /api/annotations');
    expect(text).toContain('+ Node: new');
    expect(exitCode).toBe(0);
  });
});

describe('a report with --overwrite', () => {
  it('says what it replaces, not what it would', async () => {
    await importing('--apply');
    grafana.save(OVERVIEW.uid, (dashboard) => ({ ...dashboard, panels: [] }));
    const { text } = await importing('--overwrite', { dashboards: [NEWER, NODE] });
    expect(text).toContain('--overwrite replaces it:');
    expect(text).not.toContain('With --overwrite');
  });
});

describe('secrets', () => {
  const SECRET = 's3cret';

  it.each<[string, string]>([
    ['in an address', `http://admin:${SECRET}@127.0.0.1:3000`],
    ['in an address with a colon only', `http://:${SECRET}@127.0.0.1:3000`],
    ['in an address with signs that are not encoded', `http://admin:${SECRET}/@x@127.0.0.1:3000`],
    ['in an address without a protocol', `admin:${SECRET}@grafana:3000`],
    ['in a query', `http://127.0.0.1:3000/?auth_token=${SECRET}`],
    ['in a query of something that is not an address', `grafana?token=${SECRET}`],
    ['in a fragment', `http://127.0.0.1:3000/#access_token=${SECRET}`],
  ])('are not printed: %s', async (_, url) => {
    const { text, exitCode } = await importing('--alerts', { url });
    expect(text).not.toContain(SECRET);
    expect(text).toMatch(/--url (has|is) /);
    expect(exitCode).toBe(1);
  });

  it.each<[string, string]>([
    ['as an argument', SECRET],
    ['as the value of an option that is none', `--token=glsa_${SECRET}`],
    ['in the address of the runbooks', `--runbooks https://admin:${SECRET}@wiki/net`],
  ])('are not printed where they do not belong: %s', async (_, args) => {
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
    ['a message of a lasting refusal', json(503, `no route for ${SECRET}-token`)],
  ])('are not printed where a server has them in %s', async (_, fault) => {
    always(() => true, fault);
    const { text, exitCode } = await importing('', { token: `${SECRET}-token` });
    expect(text).not.toContain(`${SECRET}-token`);
    expect(exitCode).toBe(1);
  });

  it('are not printed where they are not even a token', async () => {
    const { text, exitCode } = await importing('', { token: `${SECRET}\nmore` });
    expect(text).toMatch(/GRAFANA_TOKEN holds spaces or characters that no token has/);
    expect(text).not.toContain(SECRET);
    expect(exitCode).toBe(1);
  });

  it('are not printed with an unexpected error', async () => {
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
});

describe('the set "none"', () => {
  it('brings alert rules alone, for where the app brings its dashboards', async () => {
    grafana.plugins = ['eastwest-networkflow-app'];
    grafana.enabledApps = ['eastwest-networkflow-app'];
    const refused = await importing('--set app --alerts --apply');
    expect(refused.text).toMatch(/is enabled here, so Grafana brings the dashboards.*\n.*--set none --alerts/);
    expect([refused.exitCode, grafana.writes]).toEqual([1, []]);
    expect((await importing('--set none --alerts --apply')).exitCode).toBe(0);
    expect([grafana.dashboards.size, grafana.rules.size > 15]).toEqual([0, true]);
    const rule = grafana.rules.get('eastwest-agent-silent') as unknown as GrafanaRule;
    expect(rule.annotations?.dashboard_url).toBeUndefined();
  });
});
