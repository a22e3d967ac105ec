/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { alertGroups } from './all';
import { alertFiles } from './files';
import { COMMITTED_OPTIONS } from './rule';

const ROOT = path.join(__dirname, '..');
const FILES = alertFiles(COMMITTED_OPTIONS);
const PROMETHEUS = 'provisioning/prometheus/eastwest.rules.yaml';
const GRAFANA = 'provisioning/alerting/eastwest.yaml';
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

interface Rule {
  annotations: Record<string, string>;
}
interface PrometheusRule extends Rule {
  alert: string;
  expr: string;
}
interface GrafanaRule extends Rule {
  uid: string;
  title: string;
  condition: string;
  for: string;
  noDataState: string;
  execErrState: string;
  labels: Record<string, string>;
  data: Array<{ refId: string; datasourceUid: string; model: { refId: string; expr?: string; expression?: string } }>;
}

function rulesOf<Kind extends Rule>(file: string): Kind[] {
  const { groups }: { groups: Array<{ rules: Kind[] }> } = parse(FILES[file] ?? '');
  return groups.flatMap(({ rules }) => rules);
}

const SOURCE = alertGroups(COMMITTED_OPTIONS).flatMap(({ rules }) => rules);
const PROMETHEUS_RULES = rulesOf<PrometheusRule>(PROMETHEUS);
const GRAFANA_RULES = rulesOf<GrafanaRule>(GRAFANA);

describe('the alert rules', () => {
  it.each(Object.entries(FILES))('%s is committed as it is made (npm run alerts writes it)', (file, text) => {
    expect(read(file)).toBe(text);
  });

  it('are what the PromQL grammar knows', () => {
    const strict = parser.configure({ strict: true });
    expect(() => strict.parse('sum by (pod (up)')).toThrow();
    const expressions = [
      ...PROMETHEUS_RULES.map(({ expr }) => expr),
      ...GRAFANA_RULES.flatMap(({ data }) => data.flatMap(({ model }) => model.expr ?? [])),
    ];
    expect(expressions).toHaveLength(2 * SOURCE.length);
    expressions.forEach((expression) => expect(() => strict.parse(expression)).not.toThrow());
  });

  it('do not difference what the agents tell as differences', () => {
    const wrong = SOURCE.filter(({ expr }) => /\b(i?rate|increase|deriv|i?delta)\(/.test(expr));
    expect(wrong).toEqual([]);
  });

  it('lead to runbooks that are there, each to the rules that lead to it', () => {
    const pages = [...new Set(SOURCE.map(({ runbook }) => `${runbook}.md`))].sort();
    expect(fs.readdirSync(path.join(ROOT, 'docs/runbooks')).sort()).toEqual(pages);
    const untold = SOURCE.filter(({ name, runbook }) => !read(`docs/runbooks/${runbook}.md`).includes(`\`${name}\``));
    expect(untold.map(({ name }) => name)).toEqual([]);
  });

  it('fill in labels that their expressions give', () => {
    const texts = ({ summary, description, dashboardVariables }: (typeof SOURCE)[number]) =>
      [summary, description, ...Object.values(dashboardVariables).map((label) => `{${label}}`)].join(' ');
    const labelsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, label]) => label ?? '');
    const missing = SOURCE.flatMap((rule) =>
      labelsOf(texts(rule)).filter((label) => label !== 'value' && !rule.expr.includes(label))
    );
    expect(missing).toEqual([]);
  });

  it('can be written for another place', () => {
    const files = alertFiles({ clusterLabel: 'eks', runbooks: 'https://wiki/net', grafana: 'https://grafana.example' });
    const text = files[PROMETHEUS] ?? '';
    expect(text).toContain('sum by (eks, node, eni)');
    expect(text).not.toContain('by (cluster, node');
    expect(text).toContain('runbook_url: https://wiki/net/allowances.md');
    expect(text).toContain(
      'dashboard_url: https://grafana.example/d/eastwest-network-overview?var-node={{ $labels.node }}'
    );
  });
});

describe('the rules of Prometheus', () => {
  it('write values in its own way', () => {
    expect(PROMETHEUS_RULES[0]?.annotations.summary).toBe(
      'Inbound bandwidth exceeded on {{ $labels.node }}, {{ $labels.eni }}: {{ $value | humanize }} packets in five minutes'
    );
  });
});

describe('the rules of Grafana', () => {
  const { datasources } = parse(read('provisioning/datasources/eastwest.yaml'));

  it('have ids and titles of their own, of the kind that Grafana takes', () => {
    const uids = GRAFANA_RULES.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(SOURCE.length);
    expect(uids.filter((uid) => !/^[A-Za-z0-9-_]{1,40}$/.test(uid))).toEqual([]);
    expect(new Set(GRAFANA_RULES.map(({ title }) => title)).size).toBe(SOURCE.length);
  });

  it('ask the provisioned Prometheus and compare what it says', () => {
    const uids = datasources.map(({ uid }: { uid: string }) => uid);
    for (const { condition, data } of GRAFANA_RULES) {
      expect(data.map(({ refId, model }) => [refId, model.refId])).toEqual([
        ['A', 'A'],
        ['C', 'C'],
      ]);
      expect(uids).toContain(data[0]?.datasourceUid);
      expect(data[1]).toMatchObject({ datasourceUid: '__expr__', model: { expression: 'A' } });
      expect(condition).toBe('C');
    }
  });

  it('say what happens without data and without Prometheus', () => {
    expect(new Set(GRAFANA_RULES.map((rule) => `${rule.noDataState} ${rule.execErrState}`))).toEqual(
      new Set(['OK Error'])
    );
  });

  it('have a $ only where Grafana does not look for the environment’s', () => {
    const elsewhere = GRAFANA_RULES.map(({ annotations: _, data: __, ...rest }) => JSON.stringify(rest));
    expect(elsewhere.filter((text) => text.includes('$'))).toEqual([]);
  });

  it('write values in its own way', () => {
    expect(GRAFANA_RULES[0]?.annotations.summary).toBe(
      'Inbound bandwidth exceeded on {{ $labels.node }}, {{ $labels.eni }}: {{ with $values.A }}{{ humanize .Value }}{{ end }} packets in five minutes'
    );
  });
});
