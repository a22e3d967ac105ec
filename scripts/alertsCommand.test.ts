/** @jest-environment node */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runAlertsCommand } from './alertsCommand';

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
    expect(alerts('--help')).toEqual({ exitCode: 0, text: expect.stringContaining('--grafana https://…') });
    expect(fs.readdirSync(directory)).toEqual([]);
  });

  it.each(['https://h/grafana', 'https://h/grafana/', 'https://h/grafana//'])(
    'leads from both files to the dashboards of the Grafana that is named: %s',
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

  it('takes pages whose path has an @ in it', () => {
    expect(alerts('--runbooks', 'https://wiki/@net/runbooks').exitCode).toBe(0);
    expect(written('prometheus/eastwest.rules.yaml')).toContain('https://wiki/@net/runbooks/allowances.md');
  });

  it('says that links for Prometheus are relative where no Grafana is named, and takes Grafana’s own for its rules', () => {
    const { text, exitCode } = alerts();
    expect(text).toMatch(/Without --grafana, the links of the rules for Prometheus begin with \/d\//);
    expect(exitCode).toBe(0);
    const relative = linksIn(written('prometheus/eastwest.rules.yaml'));
    expect(relative.filter((link) => !/^"?\/d\/eastwest-/.test(link))).toEqual([]);
    const absolute = linksIn(written('alerting/eastwest.yaml'));
    expect(absolute.filter((link) => !link.includes('externalURL }}/d/eastwest-'))).toEqual([]);
  });

  it.each<[string, string[], RegExp]>([
    ['an option that is none', ['--url', 'x'], /Unknown option '--url'[^]*--grafana/],
    ['an argument without an option', ['glsa_secret'], /One of the arguments does not belong to an option/],
    [
      'an address without a protocol',
      ['--grafana', 'grafana.example.com'],
      /not the address of a web server\.\nGive it/,
    ],
    ['an address with a password', ['--grafana', 'https://a:s3cret@h'], /user name or password/],
    ['an address with a query', ['--grafana', 'https://h/?orgId=2'], /query or fragment/],
    ['runbooks with a password', ['--runbooks', 'https://a:s3cret@h'], /user name or password/],
    ['a label that PromQL does not take', ['--cluster-label', 'my-cluster'], /not a valid label name/],
    [
      'a budget that is none',
      ['--cross-zone-budget', 'lots'],
      /"lots", which is not a valid budget\.\nWrite US dollars/,
    ],
    ['no budget', ['--cross-zone-budget', '0'], /not a valid budget/],
    ['a budget without an end', ['--cross-zone-budget', 'Infinity'], /not a valid budget/],
  ])('says what to do about %s, and writes nothing', (_, args, text) => {
    const result = alerts(...args);
    expect(result.text).toMatch(text);
    expect(result.text).not.toMatch(/s3cret|glsa_secret/);
    expect(result.exitCode).toBe(1);
    expect(fs.readdirSync(directory)).toEqual([]);
  });
});
