import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { alertGroups } from '../../alerts/all';
import { annotationsOf } from '../../alerts/annotations';
import { type AlertRule, COMMITTED_OPTIONS, isPromQl } from '../../alerts/rule';
import { AGENT_CASES } from '../../alerts/tests/agentCases';
import { type AlertCase, constant, type Firing } from '../../alerts/tests/alertCase';
import { ALLOWANCE_CASES } from '../../alerts/tests/allowanceCases';
import { GATEWAY_CASES } from '../../alerts/tests/gatewayCases';
import { INTERFACE_CASES } from '../../alerts/tests/interfaceCases';
import { LOSS_CASES } from '../../alerts/tests/lossCases';
import { POD_NAME_CASES } from '../../alerts/tests/podNameCases';
import { POLICY_CASES } from '../../alerts/tests/policyCases';
import { ZONE_CASES } from '../../alerts/tests/zoneCases';

const RULE_FILE = path.join(__dirname, '../../provisioning/prometheus/eastwest.rules.yaml');
const RULES = alertGroups(COMMITTED_OPTIONS)
  .flatMap(({ rules }) => rules)
  .filter(isPromQl);
const NAMES = [...new Set(RULES.map(({ name }) => name))];
const CASES = [
  ...ALLOWANCE_CASES,
  ...LOSS_CASES,
  ...POD_NAME_CASES,
  ...AGENT_CASES,
  ...INTERFACE_CASES,
  ...ZONE_CASES,
  ...GATEWAY_CASES,
  ...POLICY_CASES,
];

/** An agent without problems, so that the tests have data. */
const HEALTHY = {
  'bw_in_allowance_exceeded{job="nfm", instance="n0:9109", node="n0", eni="eni-0"}': constant('0', 120),
  'up{job="nfm", instance="n0:9109"}': constant('1', 120),
};

let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-alerts-'));
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

function ruleOf({ uid }: Firing): AlertRule {
  const rule = RULES.find((one) => one.uid === uid);
  if (!rule) {
    throw new Error(`No such rule: ${uid}`);
  }
  return rule;
}

/** A condition without a nested condition: the text if the label exists, and the text if it does not. */
const CONDITION =
  /\{\{ with \$labels\.(\w+) \}\}((?:(?!\{\{ with ).)*?)(?:\{\{ else \}\}((?:(?!\{\{ with ).)*?))?\{\{ end \}\}/;

function filledTemplate(text: string, labels: Record<string, string>): string {
  const chosen = text.replace(CONDITION, (_, name: string, then: string, otherwise = '') =>
    labels[name] === undefined ? otherwise : then.replaceAll('{{ . }}', labels[name])
  );
  return chosen === text
    ? text.replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? '')
    : filledTemplate(chosen, labels);
}

/** The alert as promtool prints it, with all labels and annotations. */
function expectedAlert(firing: Firing) {
  const rule = ruleOf(firing);
  const interpolateQuery = (text: string) => filledTemplate(text, firing.labels);
  const annotations = Object.entries(annotationsOf(rule, COMMITTED_OPTIONS, { value: () => '', name: '' })).map(
    ([name, text]) => [name, withServerNamespace(interpolateQuery(text), firing)] as const
  );
  return {
    exp_labels: { severity: rule.severity, ...firing.labels },
    exp_annotations: {
      ...Object.fromEntries(annotations),
      summary: firing.summary,
      investigate_url: `/a/eastwest-networkflow-app/alert?${parametersOf(rule.name, firing.labels)}`,
    },
  };
}

/** The parameters of a link, as browsers write them: the rule, then the labels by name. */
function parametersOf(name: string, labels: Firing['labels']): string {
  const parameters = new URLSearchParams(labels);
  parameters.sort();
  return [`rule=${name}`, ...`${parameters}`.split('&').filter((one) => one !== '')].join('&');
}

/** Resolves the template function to the namespace: "shop" of "shop/orders-db". */
function withServerNamespace(text: string, { labels }: Firing): string {
  const [namespace = ''] = (labels.server_name ?? '').split('/');
  return text.replace('{{ reReplaceAll "/.*" "" $labels.server_name }}', namespace);
}

/** The expected state of all alerts at a minute: the given alerts fire, and no others do. */
function alertsAt(minute: string, firing: readonly Firing[]) {
  return NAMES.map((alertname) => ({
    eval_time: `${minute}m`,
    alertname,
    exp_alerts: firing.filter((one) => ruleOf(one).name === alertname).map(expectedAlert),
  }));
}

function promtoolTest({ series, firing, isAlone }: AlertCase) {
  const all = { ...(isAlone ? {} : HEALTHY), ...series };
  return {
    interval: '30s',
    input_series: Object.entries(all).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: Object.entries(firing).flatMap(([minute, alerts]) => alertsAt(minute, alerts)),
  };
}

const promtool = (...args: string[]) => promisify(execFile)('promtool', args);

/** The output of promtool if the case fails, and an empty text otherwise. */
async function promtoolErrors(one: AlertCase): Promise<string> {
  const file = path.join(directory, 'case.yaml');
  const tests = { rule_files: [RULE_FILE], evaluation_interval: '1m', tests: [promtoolTest(one)] };
  fs.writeFileSync(file, stringify(tests, { aliasDuplicateObjects: false }));
  return promtool('test', 'rules', file).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr
  );
}

describe('the alert rules', () => {
  it('are a valid rule file for Prometheus', async () => {
    const { stdout } = await promtool('check', 'rules', RULE_FILE);
    expect(stdout).toContain(`${RULES.length} rules found`);
  });

  it.each(CASES.map((one) => [one.what, one] as const))('behave as expected: %s', async (_, one) => {
    expect(await promtoolErrors(one)).toBe('');
  });

  it('all fire in at least one of these cases', () => {
    const fired = CASES.flatMap(({ firing }) => Object.values(firing).flat()).map(({ uid }) => uid);
    expect([...new Set(fired)].sort()).toEqual(RULES.map(({ uid }) => uid).sort());
  });

  it('fail a case in which an expected alert does not fire or another alert does', async () => {
    const [steady] = ALLOWANCE_CASES;
    const expecting = (firing: AlertCase['firing']) =>
      promtoolErrors({ what: '', series: steady?.series ?? {}, firing });
    expect(await expecting({ 16: [] })).toContain('FAILED');
    expect(await expecting({ 0: steady?.firing[1] ?? [] })).toContain('FAILED');
  });
});
