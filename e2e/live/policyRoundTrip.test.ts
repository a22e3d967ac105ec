import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { from, timer } from 'rxjs';
import { runPoliciesCommand } from '../../scripts/policies/run';
import { type Simulator, startSimulator } from '../../simulator';
import { forbiddenConversation } from '../../simulator/incidents/forbiddenConversation';
import { parseObjects } from '../../src/core/policy/read/parseObjects';
import { flowApiClient } from '../support/flowApi';
import { VirtualTime } from '../support/virtualTime';

const HOUR_MS = 3_600_000;
const APPLIED_MS = Date.parse('2026-11-22T12:00:00Z');

/** The subnets of the nodes, which a policy for Prometheus needs. */
const NETWORKS = ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'].map((cidr) => `${cidr} nodes`).join('\n');

/**
 * The story of the product: policies are generated from two hours of flows, applied with a default deny, and then a conversation
 * begins that was never observed.
 */
describe.each(['coredns', 'auto-mode'] as const)('generated policies that are applied to a cluster with %s', (dns) => {
  const time = new VirtualTime(APPLIED_MS);
  let simulator: Simulator;
  let directory: string;

  beforeAll(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-round-trip-'));
    simulator = await startSimulator({
      clock: time.clock,
      dns,
      epochMs: APPLIED_MS - 24 * HOUR_MS,
      flowApi: { queryLatencyMs: 300, ingestionLagMs: 0 },
    });
    fs.writeFileSync(path.join(directory, 'networks.txt'), NETWORKS);
  });

  afterAll(async () => {
    fs.rmSync(directory, { recursive: true });
    await simulator.close();
  });

  async function run(...args: string[]) {
    const objects = await fetch(`${simulator.url}/kubernetes/objects`);
    const inventory = path.join(directory, 'inventory.json');
    fs.writeFileSync(inventory, await objects.text());
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    const connect = (url: string) => flowApiClient(url, time);
    const api = ['--inventory', inventory, '--flow-api', simulator.flowApiUrl, '--monitor', 'demo-monitor'];
    const exitCode = await time.lastValueFrom(
      from(runPoliciesCommand([...api, ...args], { print, printError: print, connect }))
    );
    return { exitCode, lines: printed };
  }

  const put = async (policies: unknown[]) => {
    const response = await fetch(`${simulator.url}/kubernetes/policies`, {
      method: 'PUT',
      body: JSON.stringify(policies),
    });
    expect(await response.text()).not.toContain('not found');
    expect(response.status).toBe(200);
  };

  const denied = (lines: readonly string[]) => lines.filter((line) => line.includes('Denied:'));

  it('keep everything that was observed, and deny the conversation that begins later', async () => {
    const out = path.join(directory, 'out');
    const range = ['--from', '2026-11-22T10:00Z', '--to', '2026-11-22T12:00Z'];
    await run(...range, '--networks', path.join(directory, 'networks.txt'), '--out', out);
    const files = fs.readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    await put(files.flatMap((file) => parseObjects(fs.readFileSync(path.join(out, file), 'utf8'))));
    simulator.world.incidents.add(forbiddenConversation(APPLIED_MS + 60_000), APPLIED_MS);
    await time.lastValueFrom(timer(HOUR_MS, time.scheduler));

    const after = await run('--check', '--from', '2026-11-22T12:00Z', '--to', '2026-11-22T13:00Z');
    expect(after.lines.find((line) => line.startsWith('Policies of the inventory'))).toMatch(
      /: \d{3,} flows allowed, \d+ denied, 0 not known\./
    );
    const sentences = denied(after.lines);
    expect(sentences.length).toBeGreaterThan(0);
    expect(
      sentences.filter(
        (line) =>
          !/batch\/report-export → retail-store\/orders-postgresql TCP 5432 \(1 flow, 0 B\): Denied: no egress rule/.test(
            line
          )
      )
    ).toEqual([]);
    expect(after.exitCode).toBe(3);
  });

  it('do not allow what they denied when they are generated again', async () => {
    const again = path.join(directory, 'again');
    const range = ['--from', '2026-11-22T12:00Z', '--to', '2026-11-22T13:00Z'];
    await run(...range, '--networks', path.join(directory, 'networks.txt'), '--out', again);
    const rulesOf = (folder: string) =>
      Object.fromEntries(
        fs
          .readdirSync(path.join(directory, folder), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.yaml'))
          .map((file) => [
            file,
            parseObjects(fs.readFileSync(path.join(directory, folder, file), 'utf8')).map(
              (object) => (object as { spec: object }).spec
            ),
          ])
      );
    const file = 'batch/report-export-allow-observed.yaml';
    expect(rulesOf('again')[file]).toEqual(rulesOf('out')[file]);
  });
});
