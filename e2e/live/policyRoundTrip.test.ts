import { timer } from 'rxjs';
import { parseAllDocuments } from 'yaml';
import { forbiddenConversation } from '../../simulator/incidents/forbiddenConversation';
import { pairTruths } from '../../simulator/server/truth';
import { PolicyCluster } from '../support/policyCluster';

const HOUR_MS = 3_600_000;
const APPLIED_MS = Date.parse('2026-11-22T12:00:00Z');

/**
 * The story of the product: policies are generated from two hours of flows, applied with a default deny, and then a conversation
 * begins that was never observed.
 */
describe.each(['coredns', 'auto-mode'] as const)('generated policies that are applied to a cluster with %s', (dns) => {
  let cluster: PolicyCluster;

  beforeAll(async () => {
    cluster = await PolicyCluster.start(dns, APPLIED_MS);
  });

  afterAll(() => cluster.close());

  const put = async (policies: unknown[]) => {
    const response = await fetch(`${cluster.simulator.url}/kubernetes/policies`, {
      method: 'PUT',
      body: JSON.stringify(policies),
    });
    expect(await response.text()).not.toContain('not found');
    expect(response.status).toBe(200);
  };

  /** Pairs of workloads between which payload arrives, according to the simulated world itself. */
  const talking = (fromMs: number) =>
    pairTruths(cluster.simulator.world, fromMs, fromMs + HOUR_MS)
      .filter(({ bytesToServer }) => bytesToServer > 0)
      .map(({ client, server, port }) => `${client} -> ${server}:${port}`);

  const denied = (text: string) => text.split('\n').filter((line) => line.includes('Denied:'));

  it('keep everything that was observed, and deny the conversation that begins later', async () => {
    const range = ['--from', '2026-11-22T10:00Z', '--to', '2026-11-22T12:00Z'];
    await cluster.run(...range, ...cluster.networks, '--out', cluster.file('out'));
    await put(cluster.objectsIn('out'));
    cluster.simulator.world.incidents.add(forbiddenConversation(APPLIED_MS + 60_000), APPLIED_MS);
    await cluster.time.lastValueFrom(timer(HOUR_MS, cluster.time.scheduler));

    await cluster.readObjects();
    const after = await cluster.run('--check', '--from', '2026-11-22T12:00Z', '--to', '2026-11-22T13:00Z');
    expect(after.text.split('\n').find((line) => line.startsWith('Policies of the inventory'))).toMatch(
      /: \d{3,} flows allowed, \d+ denied, 0 not known\./
    );
    const sentences = denied(after.text);
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
    expect(talking(APPLIED_MS - HOUR_MS).length).toBeGreaterThan(30);
    expect(talking(APPLIED_MS)).toEqual(talking(APPLIED_MS - HOUR_MS));
  });

  it('do not allow what they denied when they are generated again', async () => {
    const range = ['--from', '2026-11-22T12:00Z', '--to', '2026-11-22T13:00Z'];
    await cluster.run(...range, ...cluster.networks, '--out', cluster.file('again'));
    const rulesIn = (directory: string) =>
      parseAllDocuments(cluster.written(directory)['batch/report-export-allow-observed.yaml'] ?? '').map(
        (document) => document.toJS().spec
      );
    expect(rulesIn('again')).toHaveLength(1);
    expect(rulesIn('again')).toEqual(rulesIn('out'));
  });
});
