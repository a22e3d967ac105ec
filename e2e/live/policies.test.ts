import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { from } from 'rxjs';
import { type Manifest } from '../../gateway/kubernetes/manifests';
import { kubernetesProblems } from '../../gateway/testing/kubernetesProblems';
import { runPoliciesCommand } from '../../scripts/policies/run';
import { type Simulator, startSimulator } from '../../simulator';
import { lintPolicies } from '../../src/core/policy/lint/lintPolicies';
import { parseObjects } from '../../src/core/policy/read/parseObjects';
import { readInventory } from '../../src/core/policy/read/readInventory';
import { flowApiClient } from '../support/flowApi';
import { VirtualTime } from '../support/virtualTime';

const HOUR_MS = 3_600_000;
const END_MS = Date.parse('2026-11-22T12:00:00Z');

/** The subnets of the nodes, which a policy for Prometheus needs. */
const NETWORKS = ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'].map((cidr) => `${cidr} nodes`).join('\n');

describe.each(['coredns', 'node-local-dns', 'auto-mode'] as const)('npm run policies in a cluster with %s', (dns) => {
  const time = new VirtualTime(END_MS);
  let simulator: Simulator;
  let directory: string;

  beforeAll(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-policies-'));
    simulator = await startSimulator({
      clock: time.clock,
      dns,
      epochMs: END_MS - 24 * HOUR_MS,
      flowApi: { queryLatencyMs: 300, ingestionLagMs: 0 },
    });
    const objects = await fetch(`${simulator.url}/kubernetes/objects`);
    fs.writeFileSync(path.join(directory, 'inventory.json'), await objects.text());
    fs.writeFileSync(path.join(directory, 'networks.txt'), NETWORKS);
  });

  afterAll(async () => {
    fs.rmSync(directory, { recursive: true });
    await simulator.close();
  });

  async function run(...args: string[]) {
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    const running = runPoliciesCommand(
      [
        ...['--inventory', path.join(directory, 'inventory.json')],
        ...['--flow-api', simulator.flowApiUrl, '--monitor', 'demo-monitor'],
        ...['--from', '2026-11-22T10:00Z', '--to', '2026-11-22T12:00Z'],
        ...args,
      ],
      { print, printError: print, connect: (url) => flowApiClient(url, time) }
    );
    const exitCode = await time.lastValueFrom(from(running));
    return { exitCode, text: printed.join('\n') };
  }

  beforeEach(() => fs.rmSync(out(), { recursive: true, force: true }));

  const out = () => path.join(directory, 'out');
  const written = () =>
    fs
      .readdirSync(out(), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => ({ file, text: fs.readFileSync(path.join(out(), file), 'utf8') }));

  it('writes policies that allow every observed flow, also with the default deny, and the same ones again', async () => {
    const args = ['--networks', path.join(directory, 'networks.txt'), '--out', out()];
    const { exitCode, text } = await run(...args);
    expect(text).toMatch(
      /With the generated policies and the default deny: \d{3,} flows allowed, 0 denied, 0 not known\./
    );
    expect(text).toContain('Agents ran on 12 of 12 nodes.');
    expect(exitCode).toBe(0);
    const first = written();
    expect(first.length).toBeGreaterThan(30);
    expect(kubernetesProblems(first.flatMap((each) => parseObjects(each.text) as Manifest[]))).toEqual([]);
    await run(...args);
    expect(written()).toEqual(first);
  });

  it('writes policies in which no check finds a mistake', async () => {
    await run('--out', out());
    const { inventory } = readInventory([
      ...parseObjects(fs.readFileSync(path.join(directory, 'inventory.json'), 'utf8')),
      ...written().flatMap(({ text }) => parseObjects(text)),
    ]);
    const findings = lintPolicies(inventory, dns === 'auto-mode' ? 'auto-mode' : 'vpc-cni-standard');
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('judges the policies of the inventory in a pipeline, and names what they would deny and why', async () => {
    const deny = path.join(directory, 'deny.json');
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'ecommerce', name: 'closed' },
      spec: { podSelector: { matchLabels: { app: 'orders-db' } } },
    };
    fs.writeFileSync(deny, JSON.stringify(policy));
    expect(await run('--check')).toMatchObject({ exitCode: 0 });
    const { exitCode, text } = await run('--check', '--inventory', deny);
    expect(exitCode).toBe(3);
    expect(text).toContain('error: NetworkPolicy ecommerce/closed, spec.policyTypes: ');
    expect(text).toMatch(
      /ecommerce\/orders → ecommerce\/orders-db TCP 5432 \(\d+ flows, [\d.]+ GB\): Denied: no ingress rule of NetworkPolicy ecommerce\/closed allows/
    );
  });
});
