/** @jest-environment node */
import { type Simulator, startSimulator } from '../index';
import { ManualClock } from '../world/clock';
import { EPOCH_MS, NOON_MS, podsOf, required } from '../testing/testWorld';
import { MINUTE_MS } from '../world/time';

const clock = new ManualClock(NOON_MS);
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ clock, epochMs: EPOCH_MS, scenario: () => [] });
});

afterAll(() => simulator.close());

const get = (path: string) => fetch(`${simulator.url}${path}`);
const json = async (path: string) => (await get(path)).json();
const post = (path: string, body: unknown) =>
  fetch(`${simulator.url}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });
const firstNode = () => required(simulator.world.nodes[0], 'node').name;

async function valueOf(path: string, series: string): Promise<number | undefined> {
  const line = (await (await get(path)).text()).split('\n').find((candidate) => candidate.startsWith(series));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('an agent', () => {
  it('serves metrics as plain text without version and character set', async () => {
    const response = await get(`/agents/${firstNode()}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toMatch(/^# HELP bw_in_allowance_exceeded /);
  });

  it('serves a help text on its root and nothing else', async () => {
    expect(await (await get(`/agents/${firstNode()}/`)).text()).toBe(
      'Network Flow Monitor Agent Metrics Server\n\nAvailable endpoints:\n- /metrics - Prometheus metrics\n'
    );
    expect((await get(`/agents/${firstNode()}/health`)).status).toBe(404);
    expect((await get('/agents/no-such-node/metrics')).status).toBe(404);
  });

  it('returns the change to the first client that scrapes', async () => {
    const pod = required(podsOf(simulator.world, 'ecommerce/products', NOON_MS)[0], 'pod');
    const path = `/agents/${pod.node.name}/metrics`;
    const all = async () =>
      [...(await (await get(path)).text()).matchAll(/^ingress_bytes.* (\d+)$/gm)].map((match) => Number(match[1]));
    await all();
    clock.advanceTo(clock.nowMs() + 15_000);
    expect(Math.max(...(await all()))).toBeGreaterThan(0);
    expect(Math.max(...(await all()))).toBe(0);
  });

  it('hangs up while it is stopped, and starts without state', async () => {
    expect((await post('agents/stop', { node: firstNode() })).status).toBe(200);
    await expect(get(`/agents/${firstNode()}/metrics`)).rejects.toThrow();
    expect((await json('/control')).stoppedAgents).toEqual([firstNode()]);
    clock.advanceTo(clock.nowMs() + MINUTE_MS);
    await post('agents/start', { node: firstNode() });
    const spike = await valueOf(`/agents/${firstNode()}/metrics`, 'ingress_bytes');
    clock.advanceTo(clock.nowMs() + 15_000);
    const usual = await valueOf(`/agents/${firstNode()}/metrics`, 'ingress_bytes');
    expect(spike).toBeGreaterThan(100 * (usual ?? 0));
    await post('agents/restart', { node: firstNode() });
    clock.advanceTo(clock.nowMs() + 15_000);
    const restarts = `kube_pod_container_status_restarts_total{container="aws-network-flow-monitor-agent"`;
    const text = await (await get('/kube-state-metrics/metrics')).text();
    expect(text.split('\n').filter((line) => line.startsWith(restarts) && line.endsWith(' 2'))).toHaveLength(1);
  });
});

describe('discovery', () => {
  it("finds every agent, with labels that do not collide with the agent's own", async () => {
    const groups: Array<{ targets: string[]; labels: Record<string, string> }> = await json('/discovery/agents');
    expect(groups).toHaveLength(12);
    expect(groups[0]?.targets).toEqual([new URL(simulator.url).host]);
    expect(Object.keys(groups[0]?.labels ?? {}).sort()).toEqual([
      '__metrics_path__',
      'cluster',
      'instance',
      'job',
      'scrape_node',
    ]);
  });

  it.each(['agents', 'flow-series', 'node-exporters', 'kube-state-metrics'])('finds metrics of %s', async (what) => {
    const groups: Array<{ targets: string[]; labels: Record<string, string> }> = await json(`/discovery/${what}`);
    const [group] = groups.slice(-1);
    const response = await fetch(`http://${group?.targets[0]}${group?.labels.__metrics_path__}`);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toBe('');
  });
});

describe('the Kubernetes API', () => {
  it('returns all objects of the current time, or of another', async () => {
    const list = await json('/kubernetes/objects');
    expect(list).toMatchObject({ kind: 'List', apiVersion: 'v1' });
    const lastRun = (objects: typeof list) =>
      objects.items.find(
        ({ kind, metadata }: { kind: string; metadata: { name: string } }) =>
          kind === 'CronJob' && metadata.name === 'report-export'
      ).status.lastScheduleTime;
    expect(Date.parse(lastRun(list))).toBeGreaterThanOrEqual(NOON_MS);
    const before = await json(`/kubernetes/objects?time=${new Date(NOON_MS - 1).toISOString()}`);
    expect(Date.parse(lastRun(before))).toBe(NOON_MS - 5 * MINUTE_MS);
    expect((await get('/kubernetes/objects?time=yesterday')).status).toBe(400);
    expect((await get('/kubernetes/secrets')).status).toBe(404);
  });

  it('returns lists of one kind, and a status for other paths', async () => {
    expect(await json('/apis/apps/v1/deployments')).toMatchObject({ kind: 'DeploymentList' });
    const response = await get('/api/v1/secrets');
    expect([response.status, await response.json()]).toEqual([
      404,
      expect.objectContaining({ kind: 'Status', reason: 'NotFound', code: 404 }),
    ]);
  });
});

describe('truth', () => {
  it('equals what the agents count', async () => {
    const fromMs = clock.nowMs();
    const pod = required(podsOf(simulator.world, 'retail-store/orders-postgresql', fromMs)[0], 'pod');
    const path = `/agents/${pod.node.name}/metrics`;
    await get(path);
    clock.advanceTo(fromMs + MINUTE_MS);
    const lines = (await (await get(path)).text()).split('\n');
    const line = required(
      lines.find((item) => item.startsWith('ingress_bytes') && item.includes(pod.name)),
      'series'
    );
    const window = `from=${new Date(fromMs).toISOString()}&to=${new Date(fromMs + MINUTE_MS).toISOString()}`;
    const { pods } = await json(`/truth/pods?${window}`);
    expect(pods.find((item: { uid: string }) => item.uid === pod.uid).bytesIn).toBe(Number(line.split(' ').at(-1)));
    const { pairs } = await json(`/truth/pairs?${window}`);
    const pair = pairs.find(
      (item: { client: string; port: number }) => item.client === 'retail-store/orders' && item.port === 5432
    );
    expect(pair).toMatchObject({ server: 'retail-store/orders-postgresql', bytesToServer: expect.any(Number) });
    expect(pair.bytesToServer).toBeGreaterThan(0);
    expect(pair.bytesToServer).toBeLessThan(Number(line.split(' ').at(-1)));
  });

  it('requires a time window', async () => {
    expect((await get('/truth/pods?from=yesterday')).status).toBe(400);
    expect((await get('/truth/pods')).status).toBe(400);
  });
});

describe('control', () => {
  it('adds and ends incidents', async () => {
    const added = await (await post('incidents/add', { kind: 'dns-overload', loadFactor: 3 })).json();
    clock.advanceTo(clock.nowMs() + MINUTE_MS);
    const active = async () =>
      (await json('/control')).incidents.filter(
        (incident: { id: string; isActive: boolean }) => incident.id === added.id && incident.isActive
      );
    expect(await active()).toHaveLength(1);
    expect((await post('incidents/remove', { id: added.id })).status).toBe(200);
    clock.advanceTo(clock.nowMs() + MINUTE_MS);
    expect(await active()).toHaveLength(0);
    expect((await post('incidents/remove', { id: added.id })).status).toBe(400);
  });

  it('reports what is wrong', async () => {
    const response = await post('agents/stop', { node: 'nowhere' });
    expect([response.status, await response.json()]).toEqual([
      400,
      { message: 'node must be the name of a node; GET /control lists them' },
    ]);
    expect((await post('incidents/add', { kind: 'earthquake' })).status).toBe(400);
    expect((await get('/control/agents/stop')).status).toBe(405);
  });
});

describe('random incidents', () => {
  it('are added to those of the scenario and listed with them', async () => {
    const options = { clock: new ManualClock(NOON_MS), epochMs: EPOCH_MS, scenario: () => [] };
    const random = await startSimulator({ ...options, randomIncidents: ['ethtool-failure', 'unknown-pods'] });
    const { incidents } = await (await fetch(`${random.url}/control`)).json();
    await random.close();
    expect(new Set(incidents.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['ethtool-failure', 'unknown-pods'])
    );
    expect((await json('/control')).incidents.filter(({ id }: { id: string }) => id.startsWith('random'))).toEqual([]);
  });
});

describe('the network-flow API', () => {
  it('serves the same cluster', async () => {
    const response = await fetch(`${simulator.flowApiUrl}/monitors`);
    expect(response.status).toBe(200);
    expect((await get('/control/flow-api')).status).toBe(200);
  });
});
