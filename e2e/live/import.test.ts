import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import manifest from '../../plugin.json';
import { type FailureText } from '../../scripts/failure';
import { bundleImporter } from '../../scripts/import/bundle';
import { type Dashboard } from '../../scripts/import/plan/dashboard';
import * as messages from '../../scripts/import/messages';
import { type GrafanaRule } from '../../scripts/import/plan/rule';
import { invalidUrl } from '../../scripts/messages';
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
  type ImportEnvironment,
} from '../support/runImporter';

const AMAZON_PROMETHEUS = { uid: 'amp-1', name: 'AMP', type: 'grafana-amazonprometheus-datasource' };

const NEEDS_FOLDERS = "You'll need additional permissions to perform this action. Permissions needed: folders:create";
const NO_DATA = 'No data from network agents';

let grafana: GrafanaHttpApi;

beforeEach(async () => {
  grafana = await startGrafanaHttpApi();
  grafana.dataSources = [PROMETHEUS, CLOUDWATCH];
});

afterEach(() => grafana.close());

const importing = (args: string, environment?: ImportEnvironment) => importInto(grafana, args, environment);
const stored = (uid = OVERVIEW.uid) => grafana.dashboards.get(uid)?.versions.at(-1)?.data as Dashboard;
const rule = (uid = 'eastwest-no-data') => grafana.rules.get(uid) as unknown as GrafanaRule;

const textOf = ({ what, remedy }: FailureText) => `${what}\n${remedy}`;

/** Changes an alert rule in Grafana. */
function changeRule(change: object): void {
  grafana.rules.set('eastwest-no-data', { ...rule(), ...change });
}

describe('an import', () => {
  it('shows its plan, and changes nothing without --apply', async () => {
    const { text, exitCode } = await importing('--alerts');
    expect(text).toContain(messages.targetFolder(messages.newFolder('Eastwest')));
    expect(text).toContain(messages.chosenDataSource('prometheus', PROMETHEUS));
    expect(text).toContain(messages.isNew('Overview'));
    expect(text).toContain(messages.isNew(NO_DATA));
    const count = Number(/\d+(?= pending)/.exec(text)?.[0]);
    expect(count).toBeGreaterThan(15);
    expect(text.endsWith(messages.pending(count))).toBe(true);
    expect([exitCode, grafana.writes]).toEqual([0, []]);
  });

  it.each(['12.4.0', '10.4.1'])(
    'imports everything, and has nothing to do the next time (Grafana %s)',
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
      expect([text.split('\n').at(-1), exitCode, grafana.writes]).toEqual([messages.NOTHING_TO_DO, 0, []]);
    }
  );

  it('continues where it was interrupted', async () => {
    grafana.beforeWrite = () => {
      if (grafana.writes.length === 3) {
        grafana.hasAlerting = false;
      }
    };
    expect(await importing('--alerts --apply')).toMatchObject({ exitCode: 1 });
    grafana.hasAlerting = true;
    grafana.beforeWrite = () => undefined;
    await importing('--alerts --apply');
    expect((await importing('--alerts')).text).toContain(messages.NOTHING_TO_DO);
  });
});

describe('dashboards', () => {
  it('open with the given data sources, and keep later selections of users', async () => {
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
    expect((await importing('')).text).toContain(messages.NOTHING_TO_DO);
    await importing('--apply', { dashboards: [NEWER] });
    expect(stored().panels).toHaveLength(2);
    expect(stored().time).toEqual({ from: 'now-3h', to: 'now' });
    expect(chosen()?.[0]).toEqual({ value: 'prom-1' });
  });

  it('are updated in the folder to which they were moved', async () => {
    await importing('--apply');
    Object.assign(grafana.dashboards.get(OVERVIEW.uid) ?? {}, { folderUid: 'elsewhere' });
    const { text } = await importing('--apply', { dashboards: [NEWER, NODE] });
    expect(text).toContain(
      [messages.isChanged('Overview'), `    ${messages.added('panel', 'Read me')}`, messages.isUnchanged('Node')].join(
        '\n  '
      )
    );
    expect(grafana.dashboards.get(OVERVIEW.uid)?.folderUid).toBe('elsewhere');
    expect(grafana.writes.filter((write) => write === 'POST /api/folders')).toHaveLength(1);
  });

  it.each(['12.4.0', '10.4.1'])(
    'that were changed in Grafana are kept without --overwrite (Grafana %s)',
    async (version) => {
      grafana.version = version;
      await importing('--apply');
      await importing('--apply', { dashboards: [NEWER] });
      grafana.save(OVERVIEW.uid, (dashboard) => ({ ...dashboard, panels: [{ ...PANEL, targets: [] }] }));
      grafana.writes = [];
      const quiet = await importing('--apply', { dashboards: [NEWER] });
      expect(quiet.text).toContain(messages.isHeld('Overview', messages.changedBy('admin', '2026-11-25T02:29:38Z')));
      expect(quiet.text).toContain(messages.KEPT);
      expect(quiet.exitCode).toBe(0);

      const held = await importing('--apply');
      expect(held.text).toContain(
        [
          messages.changed('panel', 'Nodes', messages.changedMembers([messages.removed('query', 'A')])),
          `      ${messages.removed('panel', 'Read me')}`,
          `    ${messages.KEPT_DESPITE_UPDATE}`,
        ].join('\n')
      );
      expect(held.text.endsWith(messages.heldBack(1, true))).toBe(true);
      expect([held.exitCode, grafana.writes]).toEqual([1, []]);

      await importing('--apply --overwrite');
      expect(stored().panels).toEqual([PANEL]);
      expect((await importing('')).text).toContain(messages.NOTHING_TO_DO);
    }
  );

  it('that already exist and were not imported are kept', async () => {
    grafana.save(OVERVIEW.uid, () => ({ ...OVERVIEW, panels: [] }));
    const { text, exitCode } = await importing('--apply', { dashboards: [OVERVIEW] });
    expect(text).toContain(messages.isHeld('Overview', messages.NOT_IMPORTED));
    expect([exitCode, grafana.writes]).toEqual([1, []]);
  });

  it('that are provisioned from a file are not changed', async () => {
    grafana.save(OVERVIEW.uid, () => ({ ...OVERVIEW, panels: [] }));
    Object.assign(grafana.dashboards.get(OVERVIEW.uid) ?? {}, { isProvisioned: true });
    const { text, exitCode } = await importing('--apply --overwrite', { dashboards: [OVERVIEW] });
    expect(text).toContain(messages.isHeld('Overview', messages.PROVISIONED_FROM_FILE));
    expect([exitCode, grafana.writes]).toEqual([1, []]);
  });

  it('are not overwritten if they change during the import', async () => {
    await importing('--apply');
    grafana.beforeWrite = () => grafana.save(OVERVIEW.uid, (dashboard) => ({ ...dashboard, title: 'Mine' }));
    const { text, exitCode } = await importing('--apply', { dashboards: [NEWER] });
    expect(text).toContain(`The dashboard has been changed by someone else\n    ${messages.CONFLICT}`);
    expect([exitCode, stored().title]).toEqual([1, 'Mine']);
  });
});

describe('alert rules', () => {
  const expressionOf = ({ data }: GrafanaRule) => data[0]?.datasourceUid;

  it('query the only Prometheus data source, also if it is that of Amazon', async () => {
    grafana.dataSources = [AMAZON_PROMETHEUS, CLOUDWATCH];
    await importing('--alerts --apply');
    expect(expressionOf(rule())).toBe('amp-1');
  });

  it('require a choice if there are several data sources, or none', async () => {
    grafana.dataSources = [PROMETHEUS, AMAZON_PROMETHEUS];
    const several = await importing('--alerts --apply');
    expect(several.text).toContain(textOf(messages.undecidedDataSource('prometheus', [PROMETHEUS, AMAZON_PROMETHEUS])));
    grafana.dataSources = [];
    expect((await importing('--alerts')).text).toContain(textOf(messages.undecidedDataSource('prometheus', [])));
    const unknown = await importing('--prometheus-uid cw-1');
    expect(unknown.text).toContain(textOf(messages.unknownDataSource('prometheus', 'cw-1', [])));
    expect(grafana.writes).toEqual([]);
  });

  it('link to their own Grafana, and to the given runbooks', async () => {
    await importing('--alerts --apply --runbooks https://wiki/net');
    expect(rule('eastwest-agent-silent').annotations).toMatchObject({
      runbook_url: 'https://wiki/net/agents.md',
      dashboard_url:
        '{{ reReplaceAll "/+$" "" externalURL }}/d/eastwest-core-network-overview?var-node={{ $labels.node }}{{ with $labels.cluster }}&var-cluster={{ . }}{{ end }}',
    });
  });

  it('link to the dashboards of the app if they exist, and otherwise to none', async () => {
    const link = async () => {
      await importing('--alerts --apply', { dashboards: [NODE] });
      return rule('eastwest-agent-silent').annotations?.dashboard_url;
    };
    expect(await link()).toBeUndefined();
    grafana.save('eastwest-network-overview', () => ({ title: 'Network overview' }));
    expect(await link()).toContain('/d/eastwest-network-overview?');
  });

  it('link to the page of the app if the app is enabled', async () => {
    await importing('--alerts --apply');
    expect(rule().annotations).not.toHaveProperty('investigate_url');
    grafana.plugins = [manifest.id];
    grafana.enabledApps = [manifest.id];
    await importing('--alerts --apply');
    expect(rule().annotations?.investigate_url).toContain(`externalURL }}/a/${manifest.id}/alert?rule=`);
  });

  it('keep the settings of users: pause, receiver, labels, folder, and group', async () => {
    await importing('--alerts --apply');
    const own = {
      ...{ isPaused: true, notification_settings: { receiver: 'ops' }, folderUID: 'mine', ruleGroup: 'my group' },
      labels: { severity: 'warning', team: 'net' },
    };
    changeRule(own);
    expect((await importing('--alerts')).text).toContain(messages.NOTHING_TO_DO);
    const { text } = await importing('--alerts --apply --runbooks https://wiki/net');
    expect(text).toContain(
      `${messages.isChanged(NO_DATA)}\n      ${messages.ruleTextChanged('annotation runbook_url')}`
    );
    expect(rule()).toMatchObject({ ...own, annotations: { runbook_url: 'https://wiki/net/no-data.md' } });
  });

  it('that were changed in Grafana are kept without --overwrite', async () => {
    await importing('--alerts --apply');
    changeRule({ for: '30m' });
    grafana.writes = [];
    const quiet = await importing('--alerts --apply');
    expect(quiet.text).toContain(`${messages.isHeld(NO_DATA, messages.CHANGED_SINCE_IMPORT)}\n    ${messages.KEPT}`);
    expect([quiet.exitCode, grafana.writes]).toEqual([0, []]);
    const held = await importing('--alerts --apply --runbooks https://wiki/net');
    expect(held.text).toContain(messages.heldBack(1, true));
    expect([held.exitCode, rule().for]).toEqual([1, '30m']);
    await importing('--alerts --apply --runbooks https://wiki/net --overwrite');
    expect(rule().for).toBe('5m');
  });

  it('that are provisioned from a file are not changed, and those that Eastwest no longer has are listed', async () => {
    await importing('--alerts --apply');
    changeRule({ for: '30m', provenance: 'file' });
    grafana.rules.set('old', { ...rule(), uid: 'old', title: 'Old one' });
    const { text, exitCode } = await importing('--alerts --apply --overwrite');
    expect(text).toContain(messages.isHeld(NO_DATA, messages.managedElsewhere('file')));
    expect(text).toContain(messages.isOrphaned('Old one'));
    expect([exitCode, grafana.rules.has('old')]).toEqual([1, true]);
  });
});

describe('the importer', () => {
  it.each<[string, string, ImportEnvironment, () => void, string]>([
    [
      'an unknown token',
      '',
      { token: 'glsa_x' },
      () => undefined,
      `HTTP 401, Invalid API key\n${messages.INVALID_TOKEN}`,
    ],
    ['a missing token', '', { token: '' }, () => undefined, textOf(messages.TOKEN_MISSING)],
    [
      'a service account with the role Viewer',
      '--apply',
      { token: TOKENS.viewer },
      () => undefined,
      [
        messages.failedTitles(['Overview', 'Node']),
        messages.refused('POST /api/folders', 403, NEEDS_FOLDERS, 1),
        messages.MISSING_PERMISSION,
      ].join('\n    '),
    ],
    ['an old Grafana', '', {}, () => (grafana.version = '9.5.2'), textOf(messages.grafanaTooOld('9.5.2', '10.4'))],
    ['disabled alerting', '--alerts', {}, () => (grafana.hasAlerting = false), messages.ALERTING_IS_OFF],
    ['a missing plugin for the app set', '--set app', {}, () => undefined, textOf(messages.pluginMissing(manifest.id))],
    ['missing dashboards', '', { dashboards: [] }, () => undefined, textOf(messages.dashboardsMissing('core'))],
    ['an unknown set', '--set all', {}, () => undefined, textOf(messages.unknownSet('all', ['core', 'app', 'none']))],
    ['an unknown option', '--token x', {}, () => undefined, messages.USAGE],
    [
      'an invalid URL',
      '',
      { url: 'grafana:3000' },
      () => undefined,
      textOf(invalidUrl('--url', 'grafana:3000', 'https://grafana.example.com')),
    ],
    [
      'a blocked port',
      '',
      { url: 'http://127.0.0.1:9' },
      () => undefined,
      textOf(messages.noConnection('http://127.0.0.1:9', 'bad port')),
    ],
  ])('reports %s with a remedy, and writes nothing', async (_, args, environment, prepare, text) => {
    prepare();
    const result = await importing(args, environment);
    expect(result.text).toContain(text);
    expect([result.exitCode, grafana.writes.length]).toEqual([1, 0]);
  });

  it('explains an https URL of a server without TLS', async () => {
    const url = grafana.url.replace('http:', 'https:');
    const { text } = await importing('', { url });
    const [code = ''] = /(?<=\().*(?=\))/.exec(text) ?? [];
    expect(text).toBe(textOf(messages.noTls(url, code)));
  });

  it('requires a uid if several folders have the same title', async () => {
    grafana.folders = ['a', 'b'].map((uid) => ({ uid, title: 'Eastwest' }));
    const { text } = await importing('--apply');
    const choices = ['a', 'b'].map((uid) => ({ uid, eastwestItems: 0 }));
    expect(text).toContain(messages.ambiguousFolder('Eastwest', choices).remedy.replaceAll('\n', '\n    '));
    await importing('--apply --folder b');
    expect(grafana.dashboards.get(NODE.uid)?.folderUid).toBe('b');
  });

  it.each<[string, number, Record<string, string>, string, (url: string) => FailureText]>([
    ['a web page', 200, {}, '<!doctype html><title>Sign in</title>', (url) => messages.notGrafana(url, 200, true)],
    [
      'a redirect',
      302,
      { Location: 'https://sso.example/login' },
      '',
      (url) => messages.redirected(url, 'https://sso.example/login'),
    ],
    ['another server', 404, {}, 'not found', (url) => messages.notGrafana(url, 404, false)],
  ])('recognizes that %s is not a Grafana', async (_, status, headers, body, explained) => {
    const other = await listen((_req, res) => void res.writeHead(status, headers).end(body), '127.0.0.1', 0);
    const result = await importing('', { url: other.url });
    await other.close();
    expect(result.text).toBe(textOf(explained(other.url)));
    expect(result.exitCode).toBe(1);
  });
});

describe('the released importer', () => {
  it('imports with Node only, outside of this repository', async () => {
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
