import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { alertGroups } from '../../alerts/all';
import { COMMITTED_OPTIONS, isPromQl } from '../../alerts/rule';
import { MATRIX_MINUTES, MATRIX_WORLDS, type MatrixWorld, QUIET_WORLD } from '../../alerts/tests/matrixWorlds';

const ROOT = path.join(__dirname, '../..');
const RULE_FILE = path.join(ROOT, 'provisioning/prometheus/eastwest.rules.yaml');
/** The rules about the gateway have a table of their own, which gatewayMetrics.test.ts makes with a real one. */
const RULES = alertGroups(COMMITTED_OPTIONS)
  .filter(({ name }) => name !== 'eastwest-gateway')
  .flatMap(({ rules }) => rules)
  .filter(isPromQl);
const NAMES = [...new Set(RULES.map(({ name }) => name))];

/** The test expects no samples, so promtool prints each alert that fires. */
const FIRING = 'count by (alertname) (ALERTS{alertstate="firing"})';
const FIRED = /alertname=\\?"(\w+)/g;
const MAX_OUTPUT_BYTES = 16 * 1_024 * 1_024;

let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-matrix-'));
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

/** The names of the alerts that fire at any minute of the scenario, in the order of the rules. */
async function fired({ changes }: MatrixWorld): Promise<string[]> {
  const series = Object.entries<string | null>({ ...QUIET_WORLD, ...changes }).filter(([, values]) => values !== null);
  const minutes = Array.from({ length: MATRIX_MINUTES }, (_, minute) => minute);
  const test = {
    interval: '30s',
    input_series: series.map(([name, values]) => ({ series: name, values })),
    promql_expr_test: minutes.map((minute) => ({ eval_time: `${minute}m`, expr: FIRING, exp_samples: [] })),
  };
  const file = path.join(directory, 'world.yaml');
  const tests = { rule_files: [RULE_FILE], evaluation_interval: '1m', tests: [test] };
  fs.writeFileSync(file, stringify(tests, { aliasDuplicateObjects: false }));
  const output = await promisify(execFile)('promtool', ['test', 'rules', file], { maxBuffer: MAX_OUTPUT_BYTES }).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr
  );
  expect(output).toMatch(/SUCCESS|FAILED:\s+expr: /);
  const names = new Set([...output.matchAll(FIRED)].map(([, name]) => name));
  return NAMES.filter((name) => names.has(name));
}

/** "EastwestAgentSilent" -> "Agent silent" */
function headingOf(name: string): string {
  const words = name
    .replace('Eastwest', '')
    .replace(/Exceeded$/, '')
    .replace(/(?!^)([A-Z])/g, ' $1');
  return words.charAt(0) + words.slice(1).toLowerCase();
}

function tableOf(worlds: readonly MatrixWorld[]): string[] {
  const rows = worlds.map(({ what, origin, fires }) => [
    what,
    origin,
    ...NAMES.map((name) => (fires.includes(name) ? '**fires**' : '–')),
  ]);
  return [['What happens', 'Kind', ...NAMES.map(headingOf)], ...rows].map((cells) => cells.join(' | '));
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
    .join(' | ');

describe('the alert matrix', () => {
  it.each(MATRIX_WORLDS.map((world) => [world.what, world] as const))(
    'is right about the scenario: %s',
    async (_, world) => {
      expect(await fired(world)).toEqual(NAMES.filter((name) => world.fires.includes(name)));
    }
  );

  it('has a scenario in which each alert fires', () => {
    expect(NAMES.filter((name) => !MATRIX_WORLDS.some(({ fires }) => fires.includes(name)))).toEqual([]);
  });

  it('is the table in the documentation', () => {
    const text = fs.readFileSync(path.join(ROOT, 'docs/alerts-matrix.md'), 'utf8');
    const [agents = ''] = text.split('## Gateway');
    const lines = agents.split('\n').filter((line) => line.startsWith('|') && !line.includes('---'));
    expect(lines.map(cellsOf)).toEqual(tableOf(MATRIX_WORLDS));
  });
});
