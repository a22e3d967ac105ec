import { type Pod } from '../../simulator/world/pods';
import { type ClusterFacts } from '../../src/core/kubernetes/clusterFacts';
import { joinReports } from '../../src/core/flow/joinReports';
import { aggregateFlows } from '../../src/core/graph/aggregate';
import { lossLevel } from '../../src/core/graph/loss';
import { flowsInWindow, flowsOverTime, HAS_FLOW_SERIES } from '../../src/core/prometheus/flowSeries/flowSeries';
import { kubeStateQueries } from '../../src/core/prometheus/kubernetes/kubeState';
import { promInstant } from '../support/promInstant';
import {
  HOUR_END_MS,
  HOUR_INTERVAL_MS,
  type HourWithoutIncidents,
  startHourWithoutIncidents,
} from '../support/hourWithoutIncidents';
import { SERIES_START_MS, startPrometheusWith } from '../support/syntheticSeries';
import { clusterFactsIn, seriesReports, substituteMacros } from '../support/seriesFlows';

const FLOW_SERIES_SECONDS = 300;
/** Half an interval after the last scrape. */
const AT_MS = HOUR_END_MS - HOUR_INTERVAL_MS / 2;
const METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS'] as const;

let hour: HourWithoutIncidents;

beforeAll(async () => {
  hour = await startHourWithoutIncidents({ flowSeriesMs: FLOW_SERIES_SECONDS * 1_000 });
});

afterAll(() => hour.close());

describe('the queries for flows and names', () => {
  const window = `${FLOW_SERIES_SECONDS}s`;
  const macros = { rateSeconds: 120, rangeSeconds: FLOW_SERIES_SECONDS };
  const flowExpressions = METRICS.flatMap((metric) => [
    [`${metric} of a window`, flowsInWindow(metric, window, 10)],
    [`${metric} over time`, substituteMacros(flowsOverTime(metric, 10), macros)],
  ]);
  const nameExpressions = Object.entries(kubeStateQueries(window)).map(([name, query]) => [`names of ${name}`, query]);

  it.each(flowExpressions)('return at most the requested number of flows: %s', async (_, query = '') => {
    const points = await promInstant(hour.prometheus.url, query, AT_MS);
    expect(points.length).toBeGreaterThan(0);
    expect(points.length).toBeLessThanOrEqual(10);
    expect(points.filter(({ value }) => !(value >= 0))).toEqual([]);
  });

  it.each(nameExpressions)('return each name once: %s', async (_, query = '') => {
    const points = await promInstant(hour.prometheus.url, query, AT_MS);
    expect(points.length).toBeGreaterThan(0);
    expect(points.filter(({ value }) => value !== 1)).toEqual([]);
    expect(new Set(points.map(({ labels }) => JSON.stringify(labels))).size).toBe(points.length);
  });

  it('detect flow series for ten minutes after the last report', async () => {
    const answer = (atMs: number) => promInstant(hour.prometheus.url, HAS_FLOW_SERIES, atMs);
    expect(await answer(AT_MS + 9 * 60_000)).toHaveLength(1);
    expect(await answer(AT_MS + 11 * 60_000)).toEqual([]);
    expect(await answer(HOUR_END_MS - 10 * 60_000)).toEqual([]);
  });
});

describe.each([
  ['an hour', 3_600],
  ['half an hour', 1_800],
])('the facts from kube-state-metrics over %s', (_, seconds) => {
  let cluster: ClusterFacts;
  let pods: Pod[];
  const startMs = AT_MS - seconds * 1_000;

  beforeAll(async () => {
    cluster = await clusterFactsIn(hour.prometheus.url, { atMs: AT_MS, seconds });
    pods = podsSeen(startMs);
  });

  it('name the pod of an address, and no pod if several pods had it', () => {
    const own = pods.filter(({ spec }) => !spec.hostNetwork);
    const podsAt = (address: string) => own.filter(({ ip }) => ip === address).length;
    const shared = own.filter(({ ip }) => podsAt(ip) > 1);
    expect(shared.length).toBeGreaterThan(2);
    expect(shared.filter(({ ip }) => cluster.podAt(ip) !== undefined)).toEqual([]);
    const alone = own.filter(({ ip }) => podsAt(ip) === 1);
    expect(alone.length).toBeGreaterThan(90);
    expect(alone.map(({ ip }) => cluster.podAt(ip))).toEqual(
      alone.map(({ namespace, name, node }) => ({ namespace, pod: name, node: node.name }))
    );
  });

  it('have the exact owner of every pod', () => {
    expect(pods.map(({ namespace, name }) => cluster.workloadOf(namespace, name))).toEqual(
      pods.map(({ spec }) => ({ kind: spec.kind, name: spec.workload, confidence: 'exact' }))
    );
    expect(new Set(pods.map(({ spec }) => spec.kind)).size).toBe(4);
  });

  it('have the node of every pod and the name of its zone, by any identifier of the node', () => {
    const placed = pods.map(({ namespace, name, node }) => ({ of: cluster.pod(namespace, name), node }));
    expect(placed.map(({ of }) => of?.node)).toEqual(placed.map(({ node }) => node.name));
    hour.simulator.world.nodes.forEach(({ name, ip, instanceId, azName }) => {
      const fact = { name, zoneName: azName };
      expect([cluster.node(name), cluster.nodeAt(ip), cluster.nodeOfInstance(instanceId)]).toEqual([fact, fact, fact]);
      expect(cluster.podAt(ip)).toBeUndefined();
    });
  });

  it("do not have the address of a Job's pod that finished before, although Kubernetes still lists it", () => {
    const finished = podsBetween(startMs - 10 * 60_000, startMs).filter(({ endMs }) => endMs <= startMs);
    const jobs = finished.filter(({ owner }) => owner.kind === 'Job');
    const addresses = new Set(pods.map(({ ip }) => ip));
    expect(jobs.filter(({ ip }) => addresses.has(ip)).length).toBeGreaterThan(0);
    expect(jobs.filter(({ ip, name }) => cluster.podAt(ip)?.pod === name)).toEqual([]);
    expect(jobs.filter(({ namespace, name }) => cluster.pod(namespace, name) !== undefined)).toEqual([]);
  });
});

describe('a flow that only has losses', () => {
  const ends = {
    ...{
      k8s_cluster: 'demo',
      local_address: '10.0.1.11',
      local_port: '0',
      local_namespace: 'shop',
      local_pod: 'web-0',
    },
    ...{ remote_address: '10.0.3.11', remote_port: '5432', remote_namespace: 'data', remote_pod: 'orders-db-0' },
  };
  const values = Array<number>(20).fill(4);
  const lost = ['nfm_retrans_syn', 'nfm_rtos_syn'].map((name) => ({ name, labels: ends, values }));
  const bytes = (value: number) => [{ name: 'nfm_bytes_delivered', labels: ends, values: values.map(() => value) }];

  it.each([
    ['has 0 bytes and is severe if the agent reports 0 bytes', bytes(0), 0, 'severe'],
    ['has 0 bytes and is severe if the agent reports no series of bytes', [], 0, 'severe'],
    ['keeps its bytes if it has some', bytes(1e9), 20e9, 'none'],
  ])('%s', async (_, ofBytes, expected, level) => {
    const prometheus = await startPrometheusWith([...lost, ...ofBytes]);
    const window = { atMs: SERIES_START_MS + 20 * 30_000, seconds: 900 };
    const reports = await seriesReports(prometheus.url, METRICS, window);
    await prometheus.close();
    const edges = aggregateFlows(joinReports(reports), { level: 'workload', maxEdges: Infinity }).edges;
    expect(edges.map((edge) => [edge.bytes, lossLevel(edge)])).toEqual([[expected, level]]);
  });
});

function podsBetween(fromMs: number, toMs: number): Pod[] {
  return hour.simulator.world.cells.flatMap((cell) => cell.pods(fromMs, toMs));
}

/** The pods that ran when kube-state-metrics was scraped. */
function podsSeen(fromMs: number): Pod[] {
  const firstScrapeMs = (pod: Pod) => Math.ceil(Math.max(pod.startMs, fromMs) / HOUR_INTERVAL_MS) * HOUR_INTERVAL_MS;
  return podsBetween(fromMs, AT_MS).filter((pod) => firstScrapeMs(pod) < Math.min(pod.endMs, AT_MS));
}
