import { AgentFleet } from '../../simulator/agent/agentFleet';
import { SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { AGENT_METRICS } from '../../src/core/prometheus/agent/catalog';
import { inWindow, perSecond } from '../../src/core/prometheus/agent/deltaGauge';
import { queriesOf } from '../../src/core/prometheus/testQueries';
import { type BothEngines, ENGINES, startBothEngines } from '../support/bothEngines';
import { panelQueries } from '../support/dashboardQueries';
import { type Line, promQueryRange } from '../support/promQuery';

/** A small cluster in which an agent restarts, an allowance is exceeded, a driver is reset, and pods come and go. */
const START_MS = Date.parse('2026-11-21T10:00:00Z');
const MINUTE_MS = 60_000;
const END_MS = START_MS + 36 * MINUTE_MS;
const INTERVAL_MS = 30_000;
/**
 * Not at a scrape of an agent or of kube-state-metrics, because Prometheus 2 counts the samples at both ends of a
 * window.
 */
const AT_MS = END_MS - 50_000;
const STEP_MS = MINUTE_MS;

let engines: BothEngines;
let names: { node: string; cluster: string };

beforeAll(async () => {
  const options = { seed: 3, nodes: 6, epochMs: START_MS - 6 * 60 * MINUTE_MS, clusterName: 'demo' };
  const world = new SimulatedWorld(options, (nodes) => {
    const node = (index: number) => nodes[index]?.name ?? '';
    const at = (minutes: number) => START_MS + minutes * MINUTE_MS;
    const packetsPerSecond = 40;
    return [
      { id: 'restart', kind: 'agent-outage', node: node(1), startMs: at(20), endMs: at(20) + 9_000 },
      { id: 'exceeded', kind: 'inbound-bandwidth', node: node(2), packetsPerSecond, startMs: at(-30) },
      { id: 'reset', kind: 'driver-reset', node: node(2), startMs: at(25), endMs: at(26) },
    ];
  });
  names = { node: world.nodes[1]?.name ?? '', cluster: '.*' };
  engines = await startBothEngines({
    world,
    fleet: new AgentFleet(world, START_MS - INTERVAL_MS),
    startMs: START_MS,
    endMs: END_MS,
    intervalMs: INTERVAL_MS,
    kubeState: { intervalMs: MINUTE_MS, afterMs: 20_000 },
    flowSeriesSinceMs: START_MS,
  });
});

afterAll(() => engines.close());

/** The sums over time, by labels. */
async function sumsOf(url: string, query: string, isInstant: boolean): Promise<Map<string, number>> {
  const range = { startMs: isInstant ? AT_MS : AT_MS - 10 * MINUTE_MS, endMs: AT_MS, stepMs: STEP_MS };
  const lines = await promQueryRange(url, query, range);
  const sum = ({ values }: Line) => values.reduce((all, value) => all + value, 0);
  // An empty label is equivalent to a missing one. VictoriaMetrics returns some of them.
  const key = ({ labels }: Line) =>
    JSON.stringify(
      Object.entries(labels)
        .filter(([, value]) => value !== '')
        .sort()
    );
  return new Map(lines.map((line) => [key(line), sum(line)]));
}

/** Series that only one response contains, or whose values differ by more than 2 %. */
async function differences(query: string, isInstant: boolean): Promise<string[]> {
  const [ours, theirs] = await Promise.all(ENGINES.map((engine) => sumsOf(engines.urls[engine], query, isInstant)));
  const all = [...new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])];
  return all.flatMap((key) => {
    const [a, b] = [ours?.get(key) ?? 0, theirs?.get(key) ?? 0];
    const isClose = Math.abs(a - b) <= 0.02 * Math.max(Math.abs(a), Math.abs(b)) + 1e-6;
    return isClose ? [] : [`${key}: ${a}, ${b}`];
  });
}

/** One metric of each kind. The queries for the others differ only by the name. */
const KINDS = ['ingress_bytes', 'egress_flow', 'bw_in_allowance_exceeded', 'efa_tx_bytes'];

it.each(AGENT_METRICS.filter(({ name }) => KINDS.includes(name)).map((metric) => [metric.name, metric] as const))(
  'every query of %s returns the same values in VictoriaMetrics',
  async (_, metric) => {
    const queries = queriesOf(metric).filter(({ filters = [] }) => filters.length === 0);
    for (const query of queries) {
      expect(await differences(inWindow({ ...query, window: '15m', windowSeconds: '900' }), true)).toEqual([]);
      expect(await differences(perSecond({ ...query, window: '2m', windowSeconds: '120' }), false)).toEqual([]);
    }
  }
);

it('every query of the dashboards without plugins returns the same values in VictoriaMetrics', async () => {
  const values = { cluster: '.*', namespace: 'ecommerce', workload: 'products', pod: '.*', node: names.node };
  const different = [];
  // Counts of the current state. A generated history has no staleness markers, and without them, the engines look back
  // differently.
  const isCountOfNow = (panel: string) => panel === 'Pods in kube-state-metrics';
  for (const { dashboard, panel, refId, expr, isInstant } of panelQueries(values)) {
    if (isCountOfNow(panel)) {
      continue;
    }
    const found = await differences(expr, isInstant);
    different.push(...found.map((one) => `${dashboard}, ${panel}, ${refId}: ${one}`));
  }
  expect(different).toEqual([]);
});
