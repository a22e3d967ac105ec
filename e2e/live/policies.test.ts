import fs from 'node:fs';
import { type Manifest } from '../../gateway/kubernetes/manifests';
import { kubernetesProblems } from '../../gateway/testing/kubernetesProblems';
import { lintPolicies } from '../../src/core/policy/lint/lintPolicies';
import { parseObjects } from '../../src/core/policy/read/parseObjects';
import { readInventory } from '../../src/core/policy/read/readInventory';
import { PolicyCluster } from '../support/policyCluster';

const END_MS = Date.parse('2026-11-22T12:00:00Z');
const RANGE = ['--from', '2026-11-22T10:00Z', '--to', '2026-11-22T12:00Z'];

describe.each(['coredns', 'node-local-dns', 'auto-mode'] as const)('npm run policies in a cluster with %s', (dns) => {
  let cluster: PolicyCluster;

  beforeAll(async () => {
    cluster = await PolicyCluster.start(dns, END_MS);
  });

  afterAll(() => cluster.close());

  beforeEach(() => fs.rmSync(cluster.file('out'), { recursive: true, force: true }));

  it('writes policies that allow every observed flow, also with the default deny, and the same ones again', async () => {
    const args = [...RANGE, ...cluster.networks, '--out', cluster.file('out')];
    const { exitCode, text } = await cluster.run(...args);
    expect(text).toMatch(
      /With the generated policies and the default deny: \d{3,} flows allowed, 0 denied, 0 not known\./
    );
    expect(text).toContain('Agents ran on 12 of 12 nodes.');
    expect(exitCode).toBe(0);
    const first = cluster.written('out');
    expect(Object.keys(first).length).toBeGreaterThan(30);
    expect(kubernetesProblems(cluster.objectsIn('out') as Manifest[])).toEqual([]);
    await cluster.run(...args);
    expect(cluster.written('out')).toEqual(first);
  });

  it('writes policies in which no check finds a mistake', async () => {
    await cluster.run(...RANGE, '--out', cluster.file('out'));
    const { inventory } = readInventory([
      ...parseObjects(fs.readFileSync(cluster.file('inventory.json'), 'utf8')),
      ...cluster.objectsIn('out'),
    ]);
    const findings = lintPolicies(inventory, dns === 'auto-mode' ? 'auto-mode' : 'vpc-cni-standard');
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('judges the policies of the inventory in a pipeline, and names what they would deny and why', async () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'ecommerce', name: 'closed' },
      spec: { podSelector: { matchLabels: { app: 'orders-db' } } },
    };
    const deny = cluster.write('deny.json', JSON.stringify(policy));
    expect(await cluster.run(...RANGE, '--check')).toMatchObject({ exitCode: 0 });
    const metrics = cluster.file('policies.prom');
    const { exitCode, text } = await cluster.run(...RANGE, '--check', '--inventory', deny, '--metrics-file', metrics);
    expect(exitCode).toBe(3);
    const samples = fs.readFileSync(metrics, 'utf8').split('\n');
    const denied = samples.filter((line) => /^eastwest_policy_check_flows\{.*verdict="denied"\} [1-9]/.test(line));
    expect(denied).toEqual([expect.stringContaining('namespace="ecommerce",workload="orders-db",direction="ingress"')]);
    const times = samples.flatMap((line) => /^eastwest_policy_check_timestamp_seconds ([\d.]+)$/.exec(line)?.[1] ?? []);
    const [, end] = /^Observed from \S+ to (\S+): /m.exec(text) ?? [];
    expect(times.map((seconds) => `${new Date(Number(seconds) * 1_000).toISOString().slice(0, 16)}Z`)).toEqual([end]);
    expect(text).toContain('error: NetworkPolicy ecommerce/closed, spec.policyTypes: ');
    expect(text).toMatch(
      /ecommerce\/orders → ecommerce\/orders-db TCP 5432 \(\d+ flows, [\d.]+ GB\): Denied: no ingress rule of NetworkPolicy ecommerce\/closed allows/
    );
  });
});
