/** @jest-environment node */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runAlertsCommand } from './alertsCommand';
import { type FailureText } from './failure';
import {
  ALERTS_USAGE,
  credentialsInUrl,
  invalidBudget,
  invalidLabelName,
  invalidOption,
  invalidUrl,
  queryInUrl,
  RELATIVE_LINKS,
  strayArgument,
} from './messages';

let directory: string;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-alerts-'));
});

afterEach(() => fs.rmSync(directory, { recursive: true }));

function alerts(...args: string[]) {
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const exitCode = runAlertsCommand(['--to', directory, ...args], { print, printError: print });
  return { exitCode, text: lines.join('\n') };
}

const written = (name: string) => fs.readFileSync(path.join(directory, 'provisioning', name), 'utf8');
const linksIn = (text: string) =>
  [...text.matchAll(/(?:dashboard|flow_graph)_url: (.*)/g)].map(([, link = '']) => link);

describe('npm run alerts', () => {
  it('prints its help', () => {
    expect(alerts('--help')).toEqual({ exitCode: 0, text: ALERTS_USAGE });
    expect(fs.readdirSync(directory)).toEqual([]);
  });

  it.each(['https://h/grafana', 'https://h/grafana/', 'https://h/grafana//'])(
    'links to the dashboards of the given Grafana URL in both files: %s',
    (grafana) => {
      expect(alerts('--grafana', grafana, '--runbooks', 'https://wiki/net/')).toEqual({ exitCode: 0, text: '' });
      for (const file of ['prometheus/eastwest.rules.yaml', 'alerting/eastwest.yaml']) {
        const links = linksIn(written(file));
        expect(links.length).toBeGreaterThan(15);
        expect(links.filter((link) => !link.includes('https://h/grafana/d/eastwest-'))).toEqual([]);
        expect(written(file)).toContain('https://wiki/net/allowances.md');
      }
    }
  );

  it('accepts a runbook URL with an @ in its path', () => {
    expect(alerts('--runbooks', 'https://wiki/@net/runbooks').exitCode).toBe(0);
    expect(written('prometheus/eastwest.rules.yaml')).toContain('https://wiki/@net/runbooks/allowances.md');
  });

  it('reports that the links of Prometheus rules are relative without a Grafana URL, and uses the evaluating Grafana in its own rules', () => {
    const { text, exitCode } = alerts();
    expect(text).toBe(RELATIVE_LINKS);
    expect(exitCode).toBe(0);
    const relative = linksIn(written('prometheus/eastwest.rules.yaml'));
    expect(relative.filter((link) => !/^"?\/d\/eastwest-/.test(link))).toEqual([]);
    const absolute = linksIn(written('alerting/eastwest.yaml'));
    expect(absolute.filter((link) => !link.includes('externalURL }}/d/eastwest-'))).toEqual([]);
  });

  const GRAFANA = 'https://grafana.example.com';
  const RUNBOOKS = 'https://wiki.example.com/runbooks';

  it.each<[string, string[], FailureText]>([
    ['an argument without an option', ['glsa_secret'], strayArgument(ALERTS_USAGE)],
    ['a URL without a protocol', ['--grafana', 'h.example.com'], invalidUrl('--grafana', 'h.example.com', GRAFANA)],
    ['a URL with a password', ['--grafana', 'https://a:s3cret@h'], credentialsInUrl('--grafana', GRAFANA)],
    ['a URL with a query', ['--grafana', 'https://h/?orgId=2'], queryInUrl('--grafana', GRAFANA)],
    ['runbooks with a password', ['--runbooks', 'https://a:s3cret@h'], credentialsInUrl('--runbooks', RUNBOOKS)],
    ['an invalid label name', ['--cluster-label', 'my-cluster'], invalidLabelName('--cluster-label', 'my-cluster')],
    ['a budget that is not a number', ['--cross-zone-budget', 'lots'], invalidBudget('lots')],
    ['a budget of zero', ['--cross-zone-budget', '0'], invalidBudget('0')],
    ['an infinite budget', ['--cross-zone-budget', 'Infinity'], invalidBudget('Infinity')],
  ])('reports %s with a remedy, and writes nothing', (_, args, { what, remedy }) => {
    const result = alerts(...args);
    expect(result.text).toBe(`${what}\n${remedy}`);
    expect(result.text).not.toMatch(/s3cret|glsa_secret/);
    expect(result.exitCode).toBe(1);
    expect(fs.readdirSync(directory)).toEqual([]);
  });

  it('reports an unknown option with its usage', () => {
    const { text, exitCode } = alerts('--url', 'x');
    const { what, remedy } = invalidOption("Unknown option '--url'", ALERTS_USAGE);
    expect(text.startsWith(what)).toBe(true);
    expect(text.endsWith(remedy)).toBe(true);
    expect([exitCode, fs.readdirSync(directory)]).toEqual([1, []]);
  });
});
