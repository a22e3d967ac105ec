import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { DEFAULT_FOLDER } from '../../scripts/import/plan/folder';
import { HAS_TERRAFORM, moduleLocals } from '../support/terraform';

const ROOT = path.join(__dirname, '../..');
const RULES_FILE = path.join(ROOT, 'provisioning/alerting/eastwest.yaml');
const BOTH = { prometheus_uid: 'prom-1', cloudwatch_uid: 'cw-1', alert_rules_file: RULES_FILE };

interface Rule {
  uid: string;
  annotations: Record<string, string>;
  data: Array<{ datasourceUid: string }>;
}

type Rules = Record<string, Rule[]>;

const committed: { groups: Array<{ name: string; rules: Rule[] }> } = parse(fs.readFileSync(RULES_FILE, 'utf8'));
const jsonIn = (folder: string) => fs.readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.json'));

/**
 * Tests the locals of the module, on which its resources depend. What the provider creates from them is not tested
 * here.
 */
(HAS_TERRAFORM ? describe : describe.skip)('the Terraform module', () => {
  it('has every committed alert rule with its data source, in groups with their intervals', () => {
    const { rules, interval_seconds, data_source_uids } = moduleLocals(BOTH, [
      'rules',
      'interval_seconds',
      'data_source_uids',
    ]);
    const uids = Object.entries(rules as Rules).map(([name, list]) => [name, list.map(({ uid }) => uid)]);
    const expected = committed.groups.map(({ name, rules: list }) => [name, list.map(({ uid }) => uid)]);
    expect(new Map(uids as Array<[string, string[]]>)).toEqual(new Map(expected as Array<[string, string[]]>));
    expect(interval_seconds).toEqual({
      'eastwest-allowances': 60,
      'eastwest-gateway': 60,
      'eastwest-losses': 60,
      'eastwest-agents': 60,
      'eastwest-policies': 60,
      'eastwest-zones': 300,
      'eastwest-monitors': 300,
    });
    expect(data_source_uids).toEqual({
      'eastwest-prometheus': 'prom-1',
      'eastwest-cloudwatch': 'cw-1',
      __expr__: '__expr__',
    });
  });

  it('excludes the rules whose data source has no UID', () => {
    const { rules } = moduleLocals({ ...BOTH, cloudwatch_uid: null }, ['rules']);
    const { 'eastwest-monitors': monitors, ...others } = rules as Rules;
    expect(monitors).toEqual([]);
    expect(Object.values(others).filter((list) => list.length === 0)).toEqual([]);
  });

  it.each([
    ['core', 'dashboards/core'],
    ['app', 'dashboards'],
  ])('has the dashboards of the set "%s", and no rules without a file', (set, folder) => {
    const { dashboards, rules } = moduleLocals({ set }, ['dashboards', 'rules']);
    expect((dashboards as string[]).sort()).toEqual(jsonIn(folder).sort());
    expect(rules).toEqual({});
  });

  it('has no dashboards in the set "none"', () => {
    expect(moduleLocals({ ...BOTH, set: 'none' }, ['dashboards', 'directory'])).toEqual({ dashboards: [] });
  });

  it.each([
    ['core', /eastwest-core-[\w-]+/],
    ['app', /eastwest-(?!core-)[\w-]+/],
    ['none', /eastwest-(?!core-)[\w-]+/],
  ])('links rules to dashboards that exist in the set "%s"', (set, uid) => {
    const { rules } = moduleLocals({ ...BOTH, set }, ['rules']);
    const annotations = Object.values(rules as Rules).flatMap((list) => list.map((rule) => rule.annotations));
    const links = annotations.flatMap(({ dashboard_url, flow_graph_url, __dashboardUid__ }) => [
      dashboard_url ?? '',
      ...(flow_graph_url === undefined ? [] : [flow_graph_url]),
      ...(__dashboardUid__ === undefined ? [] : [`/d/${__dashboardUid__}`]),
    ]);
    expect(links.length).toBeGreaterThan(annotations.length);
    expect(links.filter((link) => !new RegExp(`/d/${uid.source}`).test(link))).toEqual([]);
    const summaries = committed.groups.flatMap(({ rules: list }) => list.map((rule) => rule.annotations.summary));
    expect(annotations.map(({ summary }) => summary).sort()).toEqual(summaries.sort());
  });

  it.each([
    ['core', false],
    ['app', false],
    ['none', true],
  ])('links rules to the page of the app in the set "%s": %s', (set, isLinked) => {
    const { rules } = moduleLocals({ ...BOTH, set }, ['rules']);
    const links = Object.values(rules as Rules).flatMap((list) => list.map((rule) => rule.annotations.investigate_url));
    expect(links.length).toBeGreaterThan(15);
    expect(links.filter((link) => (link !== undefined) !== isLinked)).toEqual([]);
  });

  it('reads intervals in seconds, minutes, and hours', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-rules-'));
    const file = path.join(directory, 'rules.yaml');
    const groups = ['90s', '5m', '1h'].map((interval) => ({ name: interval, interval, rules: [] }));
    fs.writeFileSync(file, JSON.stringify({ groups }));
    const { interval_seconds } = moduleLocals({ ...BOTH, alert_rules_file: file }, ['interval_seconds']);
    fs.rmSync(directory, { recursive: true });
    expect(interval_seconds).toEqual({ '90s': 90, '5m': 300, '1h': 3_600 });
  });

  it('supports the data sources that the importer supports', () => {
    const { data_sources } = moduleLocals(BOTH, ['data_sources']);
    const plugins = Object.values(data_sources as Record<string, { plugins: string }>).map((one) => one.plugins);
    const importer = fs.readFileSync(path.join(ROOT, 'scripts/import/plan/dataSources.ts'), 'utf8');
    expect(plugins.filter((pattern) => !importer.includes(`/${pattern}/`))).toEqual([]);
  });

  it('gives its folder the same UID as the importer', () => {
    const variables = fs.readFileSync(path.join(ROOT, 'terraform/variables.tf'), 'utf8');
    expect(variables).toMatch(new RegExp(`variable "folder_uid" {[^}]*default +=  *"${DEFAULT_FOLDER.uid}"`));
    expect(variables).toMatch(new RegExp(`variable "folder" {[^}]*default +=  *"${DEFAULT_FOLDER.title}"`));
  });

  it('rejects an unknown set', () => {
    expect(() => moduleLocals({ set: 'all' }, ['dashboards'])).toThrow(/Choose "core", "app" or "none"/);
  });
});
