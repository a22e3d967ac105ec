/** @jest-environment ./e2e/support/browserWithFetch.js */
import { lastValueFrom } from 'rxjs';
import { pairTruths } from '../../simulator/server/truth';
import { HOUR_MS, MINUTE_MS } from '../../simulator/world/time';
import { type Diagnosis } from '../../src/core/diagnosis/diagnose';
import { type Fact, type Sentence } from '../../src/core/diagnosis/sentence';
import { ofKind } from '../../src/core/diagnosis/symptom';
import { type DiagnosisSnapshot } from '../../src/datasource/handlers/diagnosis/observe';
import { DEMO_END_MS, type DemoHours, startDemoHours } from '../support/demoHours';
import { type FakeGrafana, startFakeGrafana } from '../support/fakeGrafana';

/** The path begins to lose packets half an hour before the end, and an agent is silent from an hour before the end on. */
const LOSSY_MS = DEMO_END_MS - HOUR_MS / 2;
const SILENT_MS = DEMO_END_MS - HOUR_MS;
const around = (timeMs: number) => ({ startMs: timeMs - 5 * MINUTE_MS, endMs: timeMs + 10 * MINUTE_MS });
const PATH = {
  client: { kind: 'workload', namespace: 'ecommerce', workload: 'graphql-api' },
  server: { kind: 'workload', namespace: 'ecommerce', workload: 'orders' },
};

describe('a diagnosis from a real Prometheus', () => {
  let hours: DemoHours;
  let grafana: FakeGrafana;

  beforeAll(async () => {
    hours = await startDemoHours();
    grafana = await startFakeGrafana([
      { uid: 'prometheus', name: 'Prometheus', type: 'prometheus', url: hours.prometheus.url },
      { uid: 'down', name: 'Prometheus', type: 'prometheus', url: 'http://127.0.0.1:1' },
    ]);
  });

  afterAll(async () => {
    await grafana.close();
    await hours.prometheus.close();
  });

  const diagnosisOf = (timeMs: number, prometheusUid = 'prometheus'): Promise<DiagnosisSnapshot> =>
    lastValueFrom(grafana.flows({ prometheusUid }).diagnose(undefined, around(timeMs)));

  it('finds the pair that loses packets, since when, and how many, and explains it', async () => {
    const { diagnosis } = await diagnosisOf(LOSSY_MS);
    const found = ofKind(diagnosis?.symptoms ?? [], 'lossyPair').find(({ place }) => isPath(place));
    expect(Math.abs((found?.sinceMs ?? 0) - LOSSY_MS)).toBeLessThanOrEqual(2 * MINUTE_MS);
    const [truth] = pairTruths(hours.world, found?.sinceMs ?? 0, around(LOSSY_MS).endMs).filter(
      ({ client, server }) => client === 'ecommerce/graphql-api' && server === 'ecommerce/orders'
    );
    const lost = (truth?.retransmissions ?? 0) + (truth?.timeouts ?? 0);
    expect(amountIn(found?.sentence, 'events') / lost).toBeCloseTo(1, 1);
    expect(causesOf(diagnosis).some(({ explains }) => found !== undefined && explains.includes(found))).toBe(true);
  });

  it('finds the node whose agent does not respond, and says what it cannot know', async () => {
    const { diagnosis, notices } = await diagnosisOf(SILENT_MS);
    const silent = hours.world.incidents.all().find(({ id }) => id === 'silent');
    expect(ofKind(diagnosis?.symptoms ?? [], 'agentSilent')).toMatchObject([
      { place: { kind: 'node', node: nodeOf(silent) } },
    ]);
    // The flow series begin later.
    expect(diagnosis?.unknown.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['unknownFlows', 'unknownNode', 'unknownNetwork', 'unknownPolicies'])
    );
    expect(notices.length).toBeGreaterThan(0);
  });

  it('knows nothing if Prometheus cannot be reached, and says why once', async () => {
    const { diagnosis, done, total, notices } = await diagnosisOf(LOSSY_MS, 'down');
    expect([diagnosis?.symptoms, diagnosis?.causes, done]).toEqual([[], [], total]);
    expect(diagnosis?.unknown.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['unknownFlows', 'unknownAllowances', 'unknownAgents', 'unknownEvents'])
    );
    expect(notices.filter(({ text }) => text.includes('Prometheus data source')).length).toBeGreaterThan(0);
    expect(new Set(notices.map(({ text }) => text)).size).toBe(notices.length);
  });
});

function isPath({ client, server }: { client: object; server: object }): boolean {
  return JSON.stringify([client, server]) === JSON.stringify([PATH.client, PATH.server]);
}

function nodeOf(incident: object | undefined): unknown {
  return incident && 'node' in incident ? incident.node : undefined;
}

function amountIn(sentence: Sentence | undefined, name: string): number {
  const fact: Fact | undefined = sentence?.facts[name];
  return fact?.kind === 'amount' ? fact.amount : NaN;
}

function causesOf(diagnosis: Diagnosis | undefined): Diagnosis['causes'] {
  return diagnosis?.causes ?? [];
}
