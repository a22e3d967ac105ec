import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundlePolicies } from '../../scripts/policies/bundle';
import { prometheusApi } from '../../scripts/policies/flows/prometheusApi';
import { runPoliciesCommand } from '../../scripts/policies/run';
import { type Simulator, startSimulator } from '../../simulator';
import { ManualClock } from '../../simulator/world/clock';
import { flowApiClient } from '../support/flowApi';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

let simulator: Simulator;
let directory: string;

beforeAll(async () => {
  simulator = await startSimulator({
    clock: new ManualClock(NOW_MS),
    scenario: () => [],
    flowApi: { queryLatencyMs: 0, notFoundAfterStartMs: 0, ingestionLagMs: 0 },
  });
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-policies-file-'));
  const objects = await fetch(`${simulator.url}/kubernetes/objects`);
  fs.writeFileSync(path.join(directory, 'inventory.json'), await objects.text());
  await bundlePolicies(path.join(directory, 'eastwest-policies.mjs'));
});

afterAll(async () => {
  fs.rmSync(directory, { recursive: true });
  await simulator.close();
});

interface Finished {
  exitCode: number;
  text: string;
}

/** Runs the file with nothing but Node in a folder with nothing but the inventory. */
function runFile(...args: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['eastwest-policies.mjs', ...args],
      { cwd: directory, env: {}, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ exitCode: Number(error?.code ?? 0), text: `${stdout}${stderr}`.trimEnd() })
    );
  });
}

async function runCommand(...args: string[]): Promise<Finished> {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const exitCode = await runPoliciesCommand(args, {
    print,
    printError: print,
    connect: flowApiClient,
    connectPrometheus: prometheusApi,
  });
  return { exitCode, text: printed.join('\n') };
}

it('shows its usage', async () => {
  expect(await runFile('--help')).toEqual(await runCommand('--help'));
});

it('reads flows from the API, and writes the same report and the same policies as the command', async () => {
  const args = (...more: string[]) => [
    ...['--flow-api', simulator.flowApiUrl, '--monitor', 'demo-monitor'],
    ...['--from', '2026-11-22T11:00Z', '--to', '2026-11-22T12:00Z', ...more],
  ];
  const ofFile = await runFile(...args('--inventory', 'inventory.json', '--out', 'out', '--format', 'json'));
  const out = path.join(directory, 'again');
  const inventory = path.join(directory, 'inventory.json');
  const ofCommand = await runCommand(...args('--inventory', inventory, '--out', out, '--format', 'json'));
  const [a, b] = [JSON.parse(ofFile.text), JSON.parse(ofCommand.text)];
  expect(a.generated.length).toBeGreaterThan(20);
  expect({ ...a, written: a.written.files }).toEqual({ ...b, written: b.written.files });
  expect(ofFile.exitCode).toBe(ofCommand.exitCode);
  for (const file of a.written.files) {
    const read = (folder: string) => fs.readFileSync(path.join(directory, folder, file), 'utf8');
    expect(read('out')).toBe(read('again'));
  }
});

it('says what is wrong with a file', async () => {
  fs.writeFileSync(path.join(directory, 'flows.csv'), '"Client pod","Port"\r\nweb-1,80');
  const { exitCode, text } = await runFile('--inventory', 'inventory.json', '--flows', 'flows.csv');
  expect(text).toContain('The file flows.csv lacks the columns "Client namespace", "Client address"');
  expect(exitCode).toBe(1);
});
