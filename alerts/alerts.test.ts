/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { alertGroups } from './all';
import { alertFiles } from './files';
import { PANELS } from './panels';
import { type AlertRule, COMMITTED_OPTIONS, isPromQl } from './rule';

const ROOT = path.join(__dirname, '..');
const FILES = alertFiles(COMMITTED_OPTIONS);
const PROMETHEUS = 'provisioning/prometheus/eastwest.rules.yaml';
const GRAFANA = 'provisioning/alerting/eastwest.yaml';
const OWN_ADDRESS = '{{ reReplaceAll "/+$" "" externalURL }}';
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
  dashboardUid?: string;
  panelId?: number;
  data: Array<{
    refId: string;
    datasourceUid: string;
    relativeTimeRange?: { from: number };
    model: { refId: string; expr?: string; type?: string; expression?: string; namespace?: string };
  }>;
}

function rulesOf<Kind extends Rule>(file: string): Kind[] {
  const { groups }: { groups: Array<{ rules: Kind[] }> } = parse(FILES[file] ?? '');
  return groups.flatMap(({ rules }) => rules);
}

const SOURCE = alertGroups(COMMITTED_OPTIONS).flatMap(({ rules }) => rules);
const PROMQL = SOURCE.filter(isPromQl);
const PROMETHEUS_RULES = rulesOf<PrometheusRule>(PROMETHEUS);
const GRAFANA_RULES = rulesOf<GrafanaRule>(GRAFANA);

describe('alert rules', () => {
  it.each(Object.entries(FILES))('generate %s as committed (run npm run alerts after a change)', (file, text) => {
    expect(read(file)).toBe(text);
  });

  it('have valid PromQL expressions', () => {
    const strict = parser.configure({ strict: true });
    expect(() => strict.parse('sum by (pod (up)')).toThrow();
    const expressions = [
      ...PROMETHEUS_RULES.map(({ expr }) => expr),
      ...GRAFANA_RULES.flatMap(({ data }) => data.flatMap(({ model }) => model.expr ?? [])),
    ];
    expect(expressions).toHaveLength(2 * PROMQL.length);
    expressions.forEach((expression) => expect(() => strict.parse(expression)).not.toThrow());
  });

  it('apply rate functions only to the counters of the gateway and the policy agent: other metrics are already differences', () => {
    const wrong = PROMQL.filter(({ query }) =>
      /\b(i?rate|increase|deriv|i?delta)\((?!envoy_|network_policy_drop_)/.test(query.expr)
    );
    expect(wrong).toEqual([]);
  });

  it('link to existing runbooks, each of which names the rules that link to it', () => {
    const pages = [...new Set(SOURCE.map(({ runbook }) => `${runbook}.md`))].sort();
    expect(fs.readdirSync(path.join(ROOT, 'docs/runbooks')).sort()).toEqual(pages);
    const unnamed = SOURCE.filter(({ name, runbook }) => !read(`docs/runbooks/${runbook}.md`).includes(`\`${name}\``));
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });

  it('use only labels that their queries return', () => {
    const texts = ({ summary, description, links }: AlertRule) =>
      [summary, description, ...Object.values(links).flatMap(({ variables }) => Object.values(variables))].join(' ');
    const labelsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, label]) => label ?? '');
    const given = ({ query }: AlertRule) => (query.language === 'promql' ? query.expr : 'monitor MonitorId');
    const missing = SOURCE.flatMap((rule) =>
      labelsOf(texts(rule)).filter((label) => label !== 'value' && !given(rule).includes(label))
    );
    expect(missing).toEqual([]);
  });

  it('link to dashboards with the cluster of the alert, if the alert has a cluster label', () => {
    const link = (alert: string) => PROMETHEUS_RULES.find((rule) => rule.alert === alert)?.annotations.dashboard_url;
    const overview = '/d/eastwest-network-overview';
    expect(link('EastwestAgentSilent')).toBe(
      `${overview}?var-node={{ $labels.node }}{{ with $labels.cluster }}&var-cluster={{ . }}{{ end }}`
    );
    expect(link('EastwestTimeouts')).toBe(
      '/d/eastwest-workload?var-namespace={{ $labels.local_namespace }}&var-workload={{ $labels.local_workload }}' +
        '{{ with $labels.cluster }}&var-cluster={{ . }}{{ else }}' +
        '{{ with $labels.k8s_cluster }}&var-cluster={{ . }}{{ end }}{{ end }}'
    );
    expect(link('EastwestCrossZoneBudget')).toBe(
      '/d/eastwest-zones-and-cost?var-namespace={{ reReplaceAll "/.*" "" $labels.server_name }}' +
        '{{ with $labels.cluster }}&var-cluster={{ . }}{{ end }}'
    );
    expect(link('EastwestNoData')).toBe(`${overview}{{ with $labels.cluster }}?var-cluster={{ . }}{{ end }}`);
  });

  it('link to the page of the app about their alert, with its name and its labels', () => {
    const labels =
      '{{ range $name, $text := $labels }}{{ if not (match "^(__.*|alertname|grafana_folder)$" $name) }}' +
      '{{ with $text }}&{{ urlquery $name }}={{ urlquery . }}{{ end }}{{ end }}{{ end }}';
    const page = '/a/eastwest-networkflow-app/alert?rule=';
    expect(PROMETHEUS_RULES.map(({ annotations }) => annotations.investigate_url)).toEqual(
      PROMQL.map(({ name }) => `${page}${name}${labels}`)
    );
    expect(new Set(GRAFANA_RULES.map(({ annotations }) => annotations.investigate_url))).toEqual(
      new Set([`${OWN_ADDRESS}${page}{{ urlquery $labels.alertname }}${labels}`])
    );
  });

  it('can be generated with another cluster label and other URLs', () => {
    const files = alertFiles({
      ...COMMITTED_OPTIONS,
      clusterLabel: 'eks',
      runbooks: 'https://wiki/net',
      grafana: 'https://grafana.example',
    });
    const text = files[PROMETHEUS] ?? '';
    expect(text).toContain('sum by (eks, node, eni)');
    expect(text).not.toContain('by (cluster, node');
    expect(text).toContain('runbook_url: https://wiki/net/allowances.md');
    expect(text).toContain(
      'dashboard_url: https://grafana.example/d/eastwest-network-overview?var-node={{ $labels.node }}'
    );
    expect(text).toContain('investigate_url: https://grafana.example/a/eastwest-networkflow-app/alert?rule=');
  });
});

describe('Prometheus rules', () => {
  it('are the rules that Prometheus can evaluate', () => {
    expect(PROMETHEUS_RULES.map(({ alert }) => alert)).toEqual(PROMQL.map(({ name }) => name));
    expect(PROMQL.length).toBeLessThan(SOURCE.length);
  });

  it('use the value template of Prometheus', () => {
    expect(PROMETHEUS_RULES[0]?.annotations.summary).toBe(
      'Inbound bandwidth exceeded on {{ $labels.node }}, {{ $labels.eni }}: {{ $value | humanize }} packets in 5 minutes'
    );
  });
});

describe('Grafana rules', () => {
  const { datasources } = parse(read('provisioning/datasources/eastwest.yaml'));

  it('have unique titles and unique, valid uids', () => {
    const uids = GRAFANA_RULES.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(SOURCE.length);
    expect(uids.filter((uid) => !/^[A-Za-z0-9-_]{1,40}$/.test(uid))).toEqual([]);
    expect(new Set(GRAFANA_RULES.map(({ title }) => title)).size).toBe(SOURCE.length);
  });

  it('query the provisioned data sources and compare the last expression', () => {
    const types = new Map(datasources.map(({ uid, type }: { uid: string; type: string }) => [uid, type]));
    for (const { condition, data } of GRAFANA_RULES) {
      expect(data.map(({ refId, model }) => [refId, model.refId])).toEqual(data.map(({ refId }) => [refId, refId]));
      const queries = data.filter(({ datasourceUid }) => datasourceUid !== '__expr__');
      const expected = queries.map(({ model }) => (model.expr === undefined ? 'cloudwatch' : 'prometheus'));
      expect(queries.map(({ datasourceUid }) => types.get(datasourceUid))).toEqual(expected);
      expect(data.at(-1)).toMatchObject({
        refId: condition,
        model: { type: 'threshold', expression: data.at(-2)?.refId },
      });
    }
  });

  it('use every query in expressions, and no missing one', () => {
    for (const { data } of GRAFANA_RULES) {
      const used = data.flatMap(({ model: { type, expression = '' } }) =>
        type === 'math' ? [...expression.matchAll(/\$(\w+)/g)].map(([, name]) => name) : type ? [expression] : []
      );
      expect(new Set(used)).toEqual(new Set(data.slice(0, -1).map(({ refId }) => refId)));
    }
  });

  it('report an error if Prometheus fails, and keep the last state if CloudWatch fails', () => {
    const states = GRAFANA_RULES.map(({ data, noDataState, execErrState }) =>
      [data[0]?.model.expr === undefined ? 'cloudwatch' : 'promql', noDataState, execErrState].join(' ')
    );
    expect(new Set(states)).toEqual(new Set(['promql OK Error', 'cloudwatch OK KeepLast']));
  });

  it('contain a $ only where Grafana does not expand environment variables', () => {
    const elsewhere = GRAFANA_RULES.map(({ annotations: _, data: __, ...rest }) => JSON.stringify(rest));
    expect(elsewhere.filter((text) => text.includes('$'))).toEqual([]);
  });

  it('use the value template of Grafana', () => {
    expect(GRAFANA_RULES[0]?.annotations.summary).toBe(
      'Inbound bandwidth exceeded on {{ $labels.node }}, {{ $labels.eni }}: {{ with $values.A }}{{ humanize .Value }}{{ end }} packets in 5 minutes'
    );
  });

  it('name the monitor, and link to its dashboard and its flow graph', () => {
    const degraded = GRAFANA_RULES.find(({ uid }) => uid === 'eastwest-monitor-degraded');
    expect(degraded?.annotations).toMatchObject({
      summary:
        '{{ reReplaceAll ".*:monitor/" "" $labels.MonitorId }}: the AWS network was degraded for ' +
        '{{ with $values.value }}{{ humanizePercentage .Value }}{{ end }} of the last 15 minutes',
      dashboard_url: `${OWN_ADDRESS}/d/eastwest-monitors?var-monitor={{ $labels.MonitorId }}`,
      flow_graph_url: `${OWN_ADDRESS}/d/eastwest-network-overview?var-monitor={{ reReplaceAll ".*:monitor/" "" $labels.MonitorId }}`,
    });
  });

  it('link to the Grafana that evaluates them, or to a given Grafana URL', () => {
    const linksOf = (rules: GrafanaRule[]) =>
      rules.flatMap(({ annotations: { dashboard_url = '', flow_graph_url } }) =>
        [dashboard_url, flow_graph_url ?? []].flat()
      );
    const own = linksOf(GRAFANA_RULES);
    expect(own.length).toBeGreaterThan(SOURCE.length);
    expect(own.filter((link) => !link.startsWith(`${OWN_ADDRESS}/d/eastwest-`))).toEqual([]);
    const files = alertFiles({ ...COMMITTED_OPTIONS, grafana: 'https://h/grafana/' });
    const named: { groups: Array<{ rules: GrafanaRule[] }> } = parse(files[GRAFANA] ?? '');
    const links = linksOf(named.groups.flatMap(({ rules }) => rules));
    expect(links.filter((link) => !link.startsWith('https://h/grafana/d/eastwest-'))).toEqual([]);
  });

  it('link from losses to the sending workload, and to its namespace in the flow graph', () => {
    const losses = GRAFANA_RULES.find(({ uid }) => uid === 'eastwest-timeouts');
    expect(losses?.annotations.dashboard_url).toContain(
      '/d/eastwest-workload?var-namespace={{ $labels.local_namespace }}&var-workload={{ $labels.local_workload }}'
    );
    expect(losses?.annotations.flow_graph_url).toContain(
      '/d/eastwest-network-overview?var-namespace={{ $labels.local_namespace }}'
    );
  });

  it('link from cross-zone traffic to the namespace of the service', () => {
    const budget = GRAFANA_RULES.find(({ uid }) => uid === 'eastwest-cross-zone-budget');
    expect(budget?.annotations.dashboard_url).toContain(
      '/d/eastwest-zones-and-cost?var-namespace={{ reReplaceAll "/.*" "" $labels.server_name }}'
    );
  });

  it('set only variables that the dashboards of both sets have', () => {
    const variablesOf = (uid: string, set: string) => {
      const file = uid.replace(/^eastwest-/, `dashboards/${set}`);
      const { templating }: { templating: { list: Array<{ name: string }> } } = JSON.parse(read(`${file}.json`));
      return templating.list.map(({ name }) => name);
    };
    const filled = SOURCE.flatMap(({ links }) => Object.values(links)).flatMap(({ uid, variables }) =>
      Object.keys(variables).map((name) => ({ uid, name }))
    );
    expect(filled.length).toBeGreaterThan(15);
    // The flows of a monitor come from the flow API, which the dashboards without the plugins do not query.
    const ofBoth = filled.filter(({ name }) => name !== 'monitor');
    expect(ofBoth.filter(({ uid, name }) => !variablesOf(uid, 'core/').includes(name))).toEqual([]);
    expect(filled.filter(({ uid, name }) => !variablesOf(uid, '').includes(name))).toEqual([]);
  });

  it('name the panel of their subject, for provisioning files and for the API', () => {
    const named = GRAFANA_RULES.filter(({ panelId }) => panelId !== undefined);
    expect(named.length).toBeGreaterThan(15);
    for (const { dashboardUid, panelId, annotations } of GRAFANA_RULES) {
      expect([annotations.__dashboardUid__, annotations.__panelId__]).toEqual([
        dashboardUid,
        panelId === undefined ? undefined : String(panelId),
      ]);
    }
    const all = alertGroups({ ...COMMITTED_OPTIONS, eksCluster: 'shop' }).flatMap(({ rules }) => rules);
    expect(Object.keys(PANELS).filter((name) => !all.some((rule) => rule.name === name))).toEqual([]);
  });

  it.each(['', 'core/'])('name panels that exist with these ids in dashboards/%s*.json', (set) => {
    const wrong = Object.values(PANELS).filter(({ dashboardUid, id, title }) => {
      const file = dashboardUid.replace(/^eastwest-/, `dashboards/${set}`);
      const { panels }: { panels: Array<{ id: number; title: string }> } = JSON.parse(read(`${file}.json`));
      return panels.find((panel) => panel.id === id)?.title !== title;
    });
    expect(wrong).toEqual([]);
  });
});

describe('the rule about the logs of the policy agents', () => {
  const files = alertFiles({ ...COMMITTED_OPTIONS, eksCluster: 'arn:aws:eks:eu-west-1:123456789012:cluster/shop' });

  it('is only in the Grafana file of a named cluster, and queries its log group', () => {
    const { groups }: { groups: Array<{ name: string; rules: GrafanaRule[] }> } = parse(files[GRAFANA] ?? '');
    const [rule] = groups.find(({ name }) => name === 'eastwest-policy-logs')?.rules ?? [];
    expect(rule).toMatchObject({ uid: 'eastwest-denied-connections', noDataState: 'OK', execErrState: 'KeepLast' });
    expect(rule?.data).toMatchObject([
      {
        datasourceUid: 'eastwest-cloudwatch',
        model: { queryMode: 'Logs', region: 'eu-west-1', logGroups: [{ name: '/aws/eks/shop/cluster' }] },
      },
      { model: { type: 'threshold', expression: 'A' } },
    ]);
    expect(rule?.annotations.summary).toContain(
      '{{ reReplaceAll ";DPORT: ([0-9]+);PROTOCOL: (.+)" " port $1 ($2)" $labels.destination }}'
    );
    expect(files[PROMETHEUS]).toBe(FILES[PROMETHEUS]);
    expect(read('docs/runbooks/policies.md')).toContain('`EastwestDeniedConnections`');
  });
});
