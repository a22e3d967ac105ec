/** @jest-environment node */
import { type Simulator, startSimulator } from '../index';
import { EPOCH_MS, NOON_MS, podsOf, required } from '../testing/testWorld';
import { ManualClock } from '../world/clock';
import { MINUTE_MS } from '../world/time';

const clock = new ManualClock(NOON_MS);
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ clock, epochMs: EPOCH_MS, scenario: () => [], forbiddenConversation: true });
});
afterAll(() => simulator.close());

const get = (path: string) => fetch(`${simulator.url}${path}`);
const json = async (path: string) => (await get(path)).json();
const put = (body: string, query = '') =>
  fetch(`${simulator.url}/kubernetes/policies${query}`, { method: 'PUT', body });
const remove = () => fetch(`${simulator.url}/kubernetes/policies`, { method: 'DELETE' });
const iso = (timeMs: number) => new Date(timeMs).toISOString();

const POLICY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny', namespace: 'retail-store' },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
};

/** The sum of a metric of the flow series of the node of the database, over the flows with its pod as the server. */
async function ofDatabase(metric: string): Promise<number> {
  const [database] = podsOf(simulator.world, 'retail-store/orders-postgresql', clock.nowMs());
  const { ip } = required(database, 'pod');
  const texts = await Promise.all(
    simulator.world.nodes.map(async ({ name }) => (await get(`/flow-series/${name}/metrics`)).text())
  );
  const lines = texts.join('').split('\n');
  return lines
    .filter((line) => line.startsWith(metric) && line.includes(`remote_address="${ip}"`))
    .reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
}

/** Moves the clock, so that the next scrape has the flows of five minutes. */
async function fiveMinutes(metric: string): Promise<number> {
  await ofDatabase(metric);
  clock.advanceTo(clock.nowMs() + 5 * MINUTE_MS);
  return ofDatabase(metric);
}

async function drops(): Promise<number> {
  const groups: Array<{ labels: Record<string, string> }> = await json('/discovery/network-policy-agents');
  const texts = await Promise.all(groups.map(async ({ labels }) => (await get(labels.__metrics_path__ ?? '')).text()));
  const values = [...texts.join('').matchAll(/^network_policy_drop_count_total\{.*\} (\d+)$/gm)];
  return values.reduce((total, [, value]) => total + Number(value), 0);
}

describe('policies over HTTP', () => {
  it('stop flows from the time of the request on, and until they are removed', async () => {
    expect(await fiveMinutes('nfm_bytes_received')).toBeGreaterThan(1e6);
    expect(await drops()).toBe(0);

    const applied = await put(JSON.stringify([POLICY]));
    const startMs = clock.nowMs();
    expect([applied.status, await applied.json()]).toEqual([
      200,
      { enforcement: 'vpc-cni-standard', since: iso(startMs), policies: [POLICY] },
    ]);
    const series = await (await get('/kube-state-metrics/metrics')).text();
    const labels = '{namespace="retail-store",networkpolicy="default-deny"}';
    expect(series).toContain(`kube_networkpolicy_created${labels} ${startMs / 1000}\n`);
    expect(series).toContain(`kube_networkpolicy_spec_ingress_rules${labels} 0\n`);
    expect(await fiveMinutes('nfm_bytes_received')).toBe(0);
    expect(await fiveMinutes('nfm_retrans_syn')).toBeGreaterThan(100);
    const { items } = await json('/apis/networking.k8s.io/v1/networkpolicies');
    expect(items).toEqual([
      {
        metadata: expect.objectContaining({
          name: 'default-deny',
          creationTimestamp: iso(startMs).replace('.000', ''),
        }),
        spec: POLICY.spec,
      },
    ]);

    const logs = await get(`/kubernetes/policy-logs?from=${iso(startMs)}&to=${iso(clock.nowMs())}`);
    const events = (await logs.text()).trimEnd().split('\n');
    expect(logs.headers.get('content-type')).toBe('application/x-ndjson');
    expect(JSON.parse(events[0] ?? '')).toEqual({
      timestamp: expect.any(Number),
      message: expect.stringMatching(/^Node: ip-.*;PolicyVerdict: DENY;Tier: NETWORK_POLICY$/),
      logStreamName: expect.stringMatching(/^aws-network-policy-agent-audit-[\da-f-]{36}$/),
    });
    expect(await drops()).toBe(events.length);

    expect(await (await get('/kube-state-metrics/metrics')).text()).toContain('kube_networkpolicy_spec_egress_rules');
    expect(await (await remove()).json()).toEqual({ enforcement: 'vpc-cni-standard', policies: [] });
    expect(await fiveMinutes('nfm_bytes_received')).toBeGreaterThan(1e6);
    expect(await drops()).toBe(events.length);
    expect(await (await get('/kube-state-metrics/metrics')).text()).not.toContain('kube_networkpolicy');
  });

  it('can be applied later, and in another mode', async () => {
    const fromMs = clock.nowMs() + 30 * MINUTE_MS;
    const response = await put(JSON.stringify([POLICY]), `?enforcement=vpc-cni-strict&from=${iso(fromMs)}`);
    expect(await response.json()).toMatchObject({ enforcement: 'vpc-cni-strict', since: iso(fromMs) });
    expect(await json('/kubernetes/policies')).toMatchObject({ policies: [] });
    expect((await json(`/kubernetes/objects?time=${iso(fromMs)}`)).items.at(-1)).toMatchObject(POLICY);
    await remove();
    expect((await json(`/kubernetes/objects?time=${iso(fromMs)}`)).items.at(-1).kind).toBe('Service');
  });

  it.each([
    ['no list', '{}', '', 'The policies must be a JSON list'],
    ['no JSON', '[', '', 'The policies must be a JSON list'],
    ['an unknown mode', '[]', '?enforcement=cilium', 'enforcement must be one of'],
    ['an invalid time', '[]', '?from=tomorrow', 'from must be an ISO 8601 time'],
    [
      'an unknown namespace',
      JSON.stringify([{ ...POLICY, metadata: { name: 'a', namespace: 'nowhere' } }]),
      '',
      'namespaces "nowhere" not found',
    ],
  ])('are refused if there is %s', async (_, body, query, message) => {
    const response = await put(body, query);
    expect([response.status, await response.json()]).toEqual([400, { message: expect.stringContaining(message) }]);
  });

  it('have no other methods', async () => {
    const response = await fetch(`${simulator.url}/kubernetes/policies`, { method: 'POST' });
    expect(response.status).toBe(405);
    expect((await get('/kubernetes/policy-logs')).status).toBe(400);
  });
});

describe('the forbidden conversation', () => {
  it('is listed as an incident', async () => {
    const { incidents } = await json('/control');
    expect(incidents).toContainEqual(
      expect.objectContaining({ id: 'forbidden-conversation', kind: 'unexpected-conversation', isActive: true })
    );
  });
});
