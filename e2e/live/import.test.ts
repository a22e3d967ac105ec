import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import manifest from '../../plugin.json';
import { bundleImporter } from '../../scripts/import/bundle';
import { type Dashboard } from '../../scripts/import/plan/dashboard';
import { type GrafanaRule } from '../../scripts/import/plan/rule';
import { listen } from '../../simulator/server/listen';
import { type GrafanaHttpApi, startGrafanaHttpApi, TOKENS } from '../support/grafanaHttpApi';
import {
  CLOUDWATCH,
  importInto,
  NEWER,
  NODE,
  OVERVIEW,
  PANEL,
  PROMETHEUS,
  type Surroundings,
} from '../support/importing';

const AMAZON_PROMETHEUS = { uid: 'amp-1', name: 'AMP', type: 'grafana-amazonprometheus-datasource' };

let grafana: GrafanaHttpApi;

beforeEach(async () => {
  grafana = await startGrafanaHttpApi();
  grafana.dataSources = [PROMETHEUS, CLOUDWATCH];
});

afterEach(() => grafana.close());

const importing = (args: string, surroundings?: Surroundings) => importInto(grafana, args, surroundings);
const stored = (uid = OVERVIEW.uid) => grafana.dashboards.get(uid)?.versions.at(-1)?.data as Dashboard;
const rule = (uid = 'eastwest-no-data') => grafana.rules.get(uid) as unknown as GrafanaRule;

/** As somebody changes an alert rule in Grafana. */
function changeRule(change: object): void {
  grafana.rules.set('eastwest-no-data', { ...rule(), ...change });
}

describe('an import', () => {
  it('shows what it would do, and changes nothing without --apply', async () => {
    const { text, exitCode } = await importing('--alerts');
    expect(text).toContain('Folder for what is new: Eastwest (to be created)');
    expect(text).toContain('prometheus: Metrics (prom-1)');
    expect(text).toContain('+ Overview: new');
    expect(text).toContain('+ No network agent tells anything: new');
    expect(text).toMatch(/\d+ to write\. Nothing was changed: run it again with --apply\.$/);
    expect([exitCode, grafana.writes]).toEqual([0, []]);
  });

  it.each(['12.4.0', '10.4.1'])(
    'brings all in, and finds nothing to do the next time (Grafana %s)',
    async (version) => {
      grafana.version = version;
      expect((await importing('--alerts --apply')).text).toMatch(/\d+ written\.$/);
      expect(stored()).toMatchObject({ title: 'Overview', panels: [PANEL] });
      expect(grafana.folders).toEqual([{ uid: 'eastwest', title: 'Eastwest' }]);
      expect(grafana.rules.size).toBeGreaterThan(15);
      expect([...grafana.rules.values()].every(({ folderUID }) => folderUID === 'eastwest')).toBe(true);
      expect(grafana.intervals.get('eastwest/eastwest-agents')).toBe(60);
      grafana.writes = [];
      const { text, exitCode } = await importing('--alerts --apply');
      expect([text.split('\n').at(-1), exitCode, grafana.writes]).toEqual(['Nothing to do.', 0, []]);
    }
  );

  it('goes on where it was interrupted', async () => {
    grafana.beforeWrite = () => {
      if (grafana.writes.length === 3) {
        grafana.hasAlerting = false;
      }
    };
    expect(await importing('--alerts --apply')).toMatchObject({ exitCode: 1 });
    grafana.hasAlerting = true;
    grafana.beforeWrite = () => undefined;
    await importing('--alerts --apply');
    expect((await importing('--alerts')).text).toContain('Nothing to do.');
  });
});

describe('dashboards', () => {
  it('open on the data sources that were asked for, and keep what people choose later', async () => {
    grafana.dataSources = [PROMETHEUS, AMAZON_PROMETHEUS, CLOUDWATCH];
    await importing('--prometheus-uid amp-1 --apply');
    const chosen = () => stored().templating?.list?.map(({ current }) => current);
    expect(chosen()).toEqual([
      { text: 'AMP', value: 'amp-1' },
      { text: 'CloudWatch', value: 'cw-1' },
    ]);
    const variables = [{ name: 'prometheus', type: 'datasource', query: 'prometheus', current: { value: 'prom-1' } }];
    const choose = (dashboard: object) => ({
      ...dashboard,
      ...{ time: { from: 'now-3h', to: 'now' }, templating: { list: [...variables, OVERVIEW.templating?.list?.[1]] } },
    });
    grafana.save(OVERVIEW.uid, choose);
    expect((await importing('')).text).toContain('Nothing to do.');
    await importing('--apply', { dashboards: [NEWER] });
    expect(stored().panels).toHaveLength(2);
    expect(stored().time).toEqual({ from: 'now-3h', to: 'now' });
    expect(chosen()?.[0]).toEqual({ value: 'prom-1' });
  });

  it('are changed where ours changed, in the folder to which somebody moved them', async () => {
    await importing('--apply');
    Object.assign(grafana.dashboards.get(OVERVIEW.uid) ?? {}, { folderUid: 'elsewhere' });
    const { text } = await importing('--apply', { dashboards: [NEWER, NODE] });
    expect(text).toContain('~ Overview: changed\n      panel "Read me" added\n  = Node: unchanged');
    expect(grafana.dashboards.get(OVERVIEW.uid)?.folderUid).toBe('elsewhere');
    expect(grafana.writes.filter((write) => write === 'POST /api/folders')).toHaveLength(1);
  });

  it.each(['12.4.0', '10.4.1'])(
    'that somebody changed in Grafana stay, unless --overwrite is given (Grafana %s)',
    async (version) => {
      grafana.version = version;
      await importing('--apply');
      await importing('--apply', { dashboards: [NEWER] });
      grafana.save(OVERVIEW.uid, (dashboard) => ({ ...dashboard, panels: [{ ...PANEL, targets: [] }] }));
      grafana.writes = [];
      const quiet = await importing('--apply', { dashboards: [NEWER] });
      expect(quiet.text).toContain('! Overview: changed in Grafana by admin at 2026-11-25T02:29:38Z');
      expect(quiet.text).toContain('It stays so');
      expect(quiet.exitCode).toBe(0);

      const held = await importing('--apply');
      expect(held.text).toContain(
        'panel "Nodes" changed: query "A" removed\n      panel "Read me" removed\n    Eastwest has something new'
      );
      expect(held.text).toMatch(/1 held back\. --overwrite replaces what people changed\.$/);
      expect([held.exitCode, grafana.writes]).toEqual([1, []]);

      await importing('--apply --overwrite');
      expect(stored().panels).toEqual([PANEL]);
      expect((await importing('')).text).toContain('Nothing to do.');
    }
  );

  it('that were there before, from elsewhere, count as somebody’s', async () => {
    grafana.save(OVERVIEW.uid, () => ({ ...OVERVIEW, panels: [] }));
    const { text, exitCode } = await importing('--apply', { dashboards: [OVERVIEW] });
    expect(text).toContain('! Overview: there already, and not imported by us');
    expect([exitCode, grafana.writes]).toEqual([1, []]);
  });

  it('that a provisioning file holds are left to it', async () => {
    grafana.save(OVERVIEW.uid, () => ({ ...OVERVIEW, panels: [] }));
    Object.assign(grafana.dashboards.get(OVERVIEW.uid) ?? {}, { isProvisioned: true });
    const { text, exitCode } = await importing('--apply --overwrite', { dashboards: [OVERVIEW] });
    expect(text).toContain('! Overview: Grafana has it from a provisioning file');
    expect([exitCode, grafana.writes]).toEqual([1, []]);
  });

  it('are not written over somebody who was quicker', async () => {
    await importing('--apply');
    grafana.beforeWrite = () => grafana.save(OVERVIEW.uid, (dashboard) => ({ ...dashboard, title: 'Mine' }));
    const { text, exitCode } = await importing('--apply', { dashboards: [NEWER] });
    expect(text).toMatch(/The dashboard has been changed by someone else\n +Somebody changed or created it just now/);
    expect([exitCode, stored().title]).toEqual([1, 'Mine']);
  });
});

describe('alert rules', () => {
  const expressionOf = ({ data }: GrafanaRule) => data[0]?.datasourceUid;

  it('ask the one Prometheus that is there, Amazon’s kind of it, too', async () => {
    grafana.dataSources = [AMAZON_PROMETHEUS, CLOUDWATCH];
    await importing('--alerts --apply');
    expect(expressionOf(rule())).toBe('amp-1');
  });

  it('want to be told where there are several, or none', async () => {
    grafana.dataSources = [PROMETHEUS, AMAZON_PROMETHEUS];
    const several = await importing('--alerts --apply');
    expect(several.text).toContain(
      'has 2 prometheus data sources.\nChoose one of:\n  --prometheus-uid prom-1   Metrics\n  --prometheus-uid amp-1   AMP'
    );
    grafana.dataSources = [];
    expect((await importing('--alerts')).text).toContain('has no prometheus data source.\nAdd one in Grafana');
    expect((await importing('--prometheus-uid cw-1')).text).toContain('no prometheus data source has that uid');
    expect(grafana.writes).toEqual([]);
  });

  it('lead to the Grafana that they are in, and to the runbooks that were named', async () => {
    await importing('--alerts --apply --runbooks https://wiki/net');
    expect(rule('eastwest-agent-silent').annotations).toMatchObject({
      runbook_url: 'https://wiki/net/agents.md',
      dashboard_url:
        '{{ reReplaceAll "/+$" "" externalURL }}/d/eastwest-core-network-overview?var-node={{ $labels.node }}{{ with $labels.cluster }}&var-cluster={{ . }}{{ end }}',
    });
  });

  it('lead to the app’s dashboards where it is, and nowhere where there is none', async () => {
    const link = async () => {
      await importing('--alerts --apply', { dashboards: [NODE] });
      return rule('eastwest-agent-silent').annotations?.dashboard_url;
    };
    expect(await link()).toBeUndefined();
    grafana.save('eastwest-network-overview', () => ({ title: 'Of the app' }));
    expect(await link()).toContain('/d/eastwest-network-overview?');
  });

  it('keep what people set beside them: pause, receiver, labels, place', async () => {
    await importing('--alerts --apply');
    const own = {
      ...{ isPaused: true, notification_settings: { receiver: 'ops' }, folderUID: 'mine', ruleGroup: 'my group' },
      labels: { severity: 'warning', team: 'net' },
    };
    changeRule(own);
    expect((await importing('--alerts')).text).toContain('Nothing to do.');
    const { text } = await importing('--alerts --apply --runbooks https://wiki/net');
    expect(text).toContain('~ No network agent tells anything: changed\n      annotation runbook_url changed');
    expect(rule()).toMatchObject({ ...own, annotations: { runbook_url: 'https://wiki/net/no-data.md' } });
  });

  it('that somebody changed stay, unless --overwrite is given', async () => {
    await importing('--alerts --apply');
    changeRule({ for: '30m' });
    grafana.writes = [];
    const quiet = await importing('--alerts --apply');
    expect(quiet.text).toContain(
      '! No network agent tells anything: changed in Grafana since the last import\n    It stays so'
    );
    expect([quiet.exitCode, grafana.writes]).toEqual([0, []]);
    const held = await importing('--alerts --apply --runbooks https://wiki/net');
    expect(held.text).toContain('1 held back.');
    expect([held.exitCode, rule().for]).toEqual([1, '30m']);
    await importing('--alerts --apply --runbooks https://wiki/net --overwrite');
    expect(rule().for).toBe('5m');
  });

  it('that came from a file are left to it; those that we have no more are named', async () => {
    await importing('--alerts --apply');
    changeRule({ for: '30m', provenance: 'file' });
    grafana.rules.set('old', { ...rule(), uid: 'old', title: 'Old one' });
    const { text, exitCode } = await importing('--alerts --apply --overwrite');
    expect(text).toContain('! No network agent tells anything: Grafana has it from another place (file)');
    expect(text).toContain('? Old one: not among Eastwest');
    expect([exitCode, grafana.rules.has('old')]).toEqual([1, true]);
  });
});

describe('what goes wrong', () => {
  it.each<[string, string, Surroundings, () => void, RegExp]>([
    ['a token of elsewhere', '', { token: 'glsa_x' }, () => undefined, /HTTP 401, Invalid API key\n.*Create a new one/],
    ['no token', '', { token: '' }, () => undefined, /GRAFANA_TOKEN is not set\.\nPut the token of a service account/],
    [
      'a Viewer',
      '--apply',
      { token: TOKENS.viewer },
      () => undefined,
      /Overview, Node\n.*POST \/api\/folders: HTTP 403.*\n.*the role Editor/,
    ],
    ['an old Grafana', '', {}, () => (grafana.version = '9.5.2'), /This is Grafana 9\.5\.2.* 10\.4 or newer\.\nUpdate/],
    [
      'alerting that is off',
      '--alerts',
      {},
      () => (grafana.hasAlerting = false),
      /HTTP 404.*\n +Grafana Alerting is off/,
    ],
    [
      'no plugin for the app set',
      '--set app',
      {},
      () => undefined,
      /needs the plugin eastwest-networkflow-app.*\n.*--set core/,
    ],
    ['an empty copy', '', { dashboards: [] }, () => undefined, /holds no dashboards/],
    ['a set that is none', '--set all', {}, () => undefined, /--set is "all"\.\nChoose one of: core, app/],
    ['an option that is none', '--token x', {}, () => undefined, /Unknown option '--token'[^]*GRAFANA_TOKEN/],
    [
      'no address',
      '',
      { url: 'grafana:3000' },
      () => undefined,
      /"grafana:3000", which is not the address of a web server/,
    ],
    [
      'nothing that listens',
      '',
      { url: 'http://127.0.0.1:9' },
      () => undefined,
      /No connection to http:\/\/127\.0\.0\.1:9/,
    ],
  ])('says what to do about %s', async (_, args, surroundings, prepare, text) => {
    prepare();
    const result = await importing(args, surroundings);
    expect(result.text).toMatch(text);
    expect([result.exitCode, grafana.writes.length]).toEqual([1, 0]);
  });

  it('takes https where there is none for that', async () => {
    const url = grafana.url.replace('http:', 'https:');
    expect((await importing('', { url })).text).toMatch(/does not speak TLS.*\nCheck the port, or write http:/);
  });

  it('tells a folder’s namesakes apart by uid', async () => {
    grafana.folders = ['a', 'b'].map((uid) => ({ uid, title: 'Eastwest' }));
    const { text } = await importing('--apply');
    expect(text).toContain(
      '2 folders are called "Eastwest".\nGive the uid of the right one:\n  --folder a\n  --folder b'
    );
    await importing('--apply --folder b');
    expect(grafana.dashboards.get(NODE.uid)?.folderUid).toBe('b');
  });

  it.each<[string, number, Record<string, string>, string, RegExp]>([
    [
      'a web page',
      200,
      {},
      '<!doctype html><title>Sign in</title>',
      /not the API of a Grafana: HTTP 200, an HTML page/,
    ],
    [
      'a redirect',
      302,
      { Location: 'https://sso.example/login' },
      '',
      /leads on to https:\/\/sso\.example\/login\.\n.*sign in/,
    ],
    ['something else', 404, {}, 'not found', /HTTP 404, no JSON/],
  ])('does not take %s for a Grafana, and hands the token to none', async (_, status, headers, body, text) => {
    const other = await listen((_req, res) => void res.writeHead(status, headers).end(body), '127.0.0.1', 0);
    const result = await importing('', { url: other.url });
    await other.close();
    expect(result.text).toMatch(text);
    expect(result.exitCode).toBe(1);
  });
});

describe('the one file that a release has', () => {
  it('imports with plain Node, away from this repository', async () => {
    grafana.plugins = [manifest.id];
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-import-'));
    const file = path.join(directory, 'eastwest-import.cjs');
    await bundleImporter(file);
    const args = [file, '--url', grafana.url, '--set', 'app', '--alerts', '--apply'];
    const options = { cwd: directory, env: { GRAFANA_TOKEN: TOKENS.editor } };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    fs.rmSync(directory, { recursive: true });
    expect(stdout).toMatch(/\d+ written\.\n$/);
    expect(grafana.dashboards.has('eastwest-network-overview')).toBe(true);
  });
});
