import { lastValueFrom } from 'rxjs';
import { podTruths } from '../../simulator/server/truth';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { groupSeries } from '../../src/core/flow/timeSeries';
import { type NameLookup } from '../../src/core/flow/endpointOf';
import { bytesOf, type Flow } from '../../src/core/flow/flow';
import { joinReports } from '../../src/core/flow/joinReports';
import { type FlowMetricName } from '../../src/core/flow/metric';
import { NO_NAMED_NETWORKS } from '../../src/core/flow/namedNetworks';
import { type Report } from '../../src/core/flow/report';
import { aggregateFlows } from '../../src/core/graph/aggregate';
import { type FlowGraph, type GraphEdge } from '../../src/core/graph/graph';
import { agentMetric } from '../../src/core/prometheus/agent/catalog';
import { inWindow } from '../../src/core/prometheus/agent/deltaGauge';
import { flowQueries } from '../../src/flowapi/flowQueries';
import { type ByPair, flowsByPair, type PairAmounts, truthByPair } from '../support/flowTruth';
import { reportsOf, sharedQueries } from '../support/flowApi';
import { promInstant } from '../support/promInstant';
import { HOUR_END_MS, type HourWithoutIncidents, startHourWithoutIncidents } from '../support/hourWithoutIncidents';
import { clusterFactsIn, largestFlowSeries, seriesReports } from '../support/seriesFlows';

const WINDOW_SECONDS = 1_800;
/** The report for the half minute that ends on the hour is scraped later, so it is not in this history. */
const WINDOW = { startMs: HOUR_END_MS - 30_000 - WINDOW_SECONDS * 1_000, endMs: HOUR_END_MS - 30_000 };
/** Half an interval after the last scrape of the window, because ranges of Prometheus 2 include both ends. */
const LOOKBACK = { atMs: WINDOW.endMs + 7_500, seconds: WINDOW_SECONDS };
const METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS'] as const;

/**
 * What an interface counts per packet in addition to the TCP payload: Ethernet, IP, and TCP headers are 54 to 86 bytes.
 * Retransmitted segments and DNS over UDP, which flows do not include, are counted too.
 */
const HEADER_BYTES = { least: 54, most: 100 };

const HEAVY_BYTES = 1e8;
const INTERNET_PAIR = 'external/internet-clients > istio-ingress/istio-ingressgateway';

const SOURCES = ['the flow API', 'the flow series'] as const;
type Source = (typeof SOURCES)[number];

let hour: HourWithoutIncidents;
let lookup: NameLookup;
let reports: Record<Source, Report[]>;
let flows: Record<Source, Flow[]>;
let truths: ByPair;

beforeAll(async () => {
  hour = await startHourWithoutIncidents({ flowSeriesMs: 35 * 60_000 });
  const { url } = hour.prometheus;
  lookup = { cluster: await clusterFactsIn(url, LOOKBACK), networks: NO_NAMED_NETWORKS };
  reports = {
    'the flow API': await apiReports(METRICS, 500),
    'the flow series': await seriesReports(url, METRICS, LOOKBACK),
  };
  const joined = (source: Source) => joinReports(reports[source], lookup);
  flows = { 'the flow API': joined('the flow API'), 'the flow series': joined('the flow series') };
  truths = truthByPair(hour.simulator.world, WINDOW);
});

afterAll(() => hour.close());

describe.each(SOURCES)('flows from %s', (source) => {
  it('report the payload between two workloads within 2 %', () => {
    expect(heavyPairs().length).toBeGreaterThan(30);
    const off = offBy(pairsOf(flows[source]), truths, 0.02);
    expect(off).toEqual(source === 'the flow API' ? [INTERNET_PAIR] : []);
  });

  it('are drawn with the payload between two workloads within 2 %', () => {
    const graph = aggregateFlows(flows[source], { level: 'workload', maxEdges: Infinity });
    const drawn = graph.edges.map((edge) => ({ truth: truths.get(nameOf(graph, edge))?.bytes ?? 0, ...edge }));
    const heavy = drawn.filter(({ truth }) => truth > HEAVY_BYTES);
    expect(heavy.length).toBeGreaterThan(15);
    expect(heavy.filter(({ truth, bytes = 0 }) => Math.abs(bytes / truth - 1) > 0.02)).toEqual([]);
  });

  it('never report more bytes than passed, and miss only internet flows outside the top rows', () => {
    const reported = pairsOf(flows[source]).get(INTERNET_PAIR)?.bytes ?? 0;
    const passed = truths.get(INTERNET_PAIR)?.bytes ?? 0;
    // Each agent reports the top 500 flows of its node. The API returns the top 500 of all nodes.
    expect(reported / passed).toBeGreaterThan(source === 'the flow API' ? 0.8 : 0.98);
    const over = [...pairsOf(flows[source])].filter(([pair, { bytes }]) => bytes > (truths.get(pair)?.bytes ?? 0));
    expect(over).toEqual([]);
  });

  it('would have twice the bytes if the reports of both ends were added', () => {
    const added = pairsOf(reports[source].flatMap((report) => joinReports([report], lookup)));
    const inside = heavyPairs().filter((pair) => isInside(pair));
    const factors = inside.map((pair) => (added.get(pair)?.bytes ?? 0) / (truths.get(pair)?.bytes ?? 0));
    expect(inside.length).toBeGreaterThan(15);
    expect(factors.filter((factor) => Math.abs(factor - 2) > 0.04)).toEqual([]);
  });

  it('report the losses of both ends of a pair, but not the losses of what external endpoints sent', () => {
    const reported = pairsOf(flows[source]);
    const losses = (of: PairAmounts | undefined) => [of?.retransmissions, of?.timeouts];
    const inside = [...truths].filter(([pair, truth]) => isInside(pair) && truth.retransmissions > 0);
    expect(inside.reduce((sum, [, { retransmissions }]) => sum + retransmissions, 0)).toBeGreaterThan(100);
    inside.forEach(([pair, truth]) => expect([pair, ...losses(reported.get(pair))]).toEqual([pair, ...losses(truth)]));
    const over = [...reported].filter(([pair, { retransmissions, timeouts }]) => {
      const truth = truths.get(pair);
      return retransmissions > (truth?.retransmissions ?? 0) || timeouts > (truth?.timeouts ?? 0);
    });
    expect(over).toEqual([]);
  });

  it('match the interface counters of each pod, apart from headers, acknowledgments, and DNS', async () => {
    const bytes = await totals(['ingress_bytes', 'egress_bytes']);
    const packets = await totals(['ingress_packets', 'egress_packets']);
    const compared = steadyPods()
      .map((pod) => ({ pod, payload: payloadOf(pod, flows[source]) }))
      .filter(({ payload }) => payload > HEAVY_BYTES)
      .map(({ pod, payload }) => ({ pod, header: ((bytes.get(pod) ?? 0) - payload) / (packets.get(pod) ?? 0) }));
    expect(compared.length).toBeGreaterThan(20);
    const { least, most } = HEADER_BYTES;
    expect(compared.filter(({ header }) => !(header >= least && header <= most))).toEqual([]);
  });
});

describe('the flow API and the flow series', () => {
  it('report the same bytes for the same pairs', () => {
    const off = offBy(pairsOf(flows['the flow API']), pairsOf(flows['the flow series']), 0.02);
    expect(off).toEqual([INTERNET_PAIR]);
  });

  it('report no value, and never 0, for flows that are not in the top rows', async () => {
    const few = joinReports(await apiReports(['DATA_TRANSFERRED', 'RETRANSMISSIONS'], 20), lookup);
    const outside = few.filter((flow) => bytesOf(flow) === undefined);
    expect(outside.length).toBeGreaterThan(20);
    expect(outside.map(({ metrics }) => metrics.bytes)).toEqual(outside.map(() => ({})));
    const all = new Map(flows['the flow series'].map((flow) => [addressesOf(flow), bytesOf(flow) ?? 0]));
    expect(outside.filter((flow) => !((all.get(addressesOf(flow)) ?? 0) > 0))).toEqual([]);
    const { edges } = aggregateFlows(few, { level: 'pod', maxEdges: Infinity });
    expect(edges.some(({ bytes, retransmissions = 0 }) => bytes === undefined && retransmissions > 0)).toBe(true);
    expect(edges.filter(({ bytes }) => bytes === 0)).toEqual([]);
  });
});

describe('the flow series over time', () => {
  it.each([30, 60, 300])(
    'have the payload of the largest pairs as the area under their lines at %d-second steps',
    async (seconds) => {
      const stepMs = seconds * 1_000;
      const range = { startMs: LOOKBACK.atMs - WINDOW_SECONDS * 1_000 + stepMs, endMs: LOOKBACK.atMs, stepMs };
      const seriesList = await largestFlowSeries(hour.prometheus.url, { ...range, metric: 'DATA_TRANSFERRED', k: 500 });
      const groupBy = ['clientNamespace', 'clientWorkload', 'serverNamespace', 'serverWorkload'] as const;
      const groups = groupSeries(seriesList, { metric: 'DATA_TRANSFERRED', groupBy, filters: [], lookup });
      const areas = new Map(
        groups.map(({ group: [clientNamespace, client, serverNamespace, server], values }) => [
          `${clientNamespace}/${client} > ${serverNamespace}/${server}`,
          values.reduce((sum, value) => sum + value * seconds, 0),
        ])
      );
      const largest = heavyPairs().filter(isInside).slice(0, 5);
      const errors = largest.map((pair) => ({
        pair,
        error: (areas.get(pair) ?? 0) / (truths.get(pair)?.bytes ?? 0) - 1,
      }));
      expect(errors.filter(({ error }) => Math.abs(error) > 0.03)).toEqual([]);
    }
  );

  it('are the same in a day that contains nothing else', async () => {
    const { url } = hour.prometheus;
    const [ofHour, ofDay] = await Promise.all(
      [3_600, 86_400].map(async (seconds) => {
        const lookback = { ...LOOKBACK, seconds };
        const cluster = await clusterFactsIn(url, lookback);
        return joinReports(await seriesReports(url, METRICS, lookback), { ...lookup, cluster });
      })
    );
    expect(ofHour?.length).toBeGreaterThan(1_000);
    expect(ofDay).toEqual(ofHour);
  });
});

async function apiReports(metrics: readonly FlowMetricName[], limit: number): Promise<Report[]> {
  const request = {
    monitorName: 'demo-monitor',
    windows: [WINDOW],
    metrics,
    categories: DEFAULT_CATEGORIES,
    optionalCategories: OPTIONAL_CATEGORIES,
    limit,
  };
  const { windows } = await lastValueFrom(flowQueries(sharedQueries(hour.simulator.flowApiUrl), request));
  return reportsOf(windows);
}

function pairsOf(some: readonly Flow[]): ByPair {
  return flowsByPair(hour.simulator.world, some);
}

/** Pairs with heavy traffic, in descending order. */
function heavyPairs(): string[] {
  const heavy = [...truths].filter(([, { bytes }]) => bytes > HEAVY_BYTES);
  return heavy.sort(([, first], [, second]) => second.bytes - first.bytes).map(([pair]) => pair);
}

/** Whether both ends are pods. Agents then see what both ends send. */
function isInside(pair: string): boolean {
  return !/external|nodes/.test(pair);
}

/** The heavy pairs whose bytes differ by more than the tolerance. */
function offBy(reported: ByPair, expected: ByPair, tolerance: number): string[] {
  const bytesIn = (pairs: ByPair, pair: string) => pairs.get(pair)?.bytes ?? 0;
  return heavyPairs().filter((pair) => Math.abs(bytesIn(reported, pair) / bytesIn(expected, pair) - 1) > tolerance);
}

/** The name of the pair as in the truth. External endpoints have other names in a graph. */
function nameOf({ nodes }: FlowGraph, { source, target }: GraphEdge): string {
  const name = (id: string) => {
    const node = nodes.find((candidate) => candidate.id === id);
    return node?.namespace === undefined ? (node?.label ?? id) : `${node.namespace}/${node.label}`;
  };
  return `${name(source)} > ${name(target)}`;
}

function addressesOf({ client, server }: Flow): string {
  return `${client.ip} > ${server.ip}`;
}

/** The sum of some metrics over the window by "namespace/pod", computed with the queries of the data source. */
async function totals(metricNames: string[]): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for (const metric of metricNames.flatMap((name) => agentMetric(name) ?? [])) {
    const window = { window: `${WINDOW_SECONDS}s`, windowSeconds: String(WINDOW_SECONDS) };
    const query = inWindow({ metric, groupBy: 'pod', runningPods: 'kube-state-metrics', ...window });
    for (const { labels, value } of await promInstant(hour.prometheus.url, query, LOOKBACK.atMs)) {
      const pod = `${labels.namespace}/${labels.pod}`;
      sums.set(pod, (sums.get(pod) ?? 0) + value);
    }
  }
  return sums;
}

/** Pods that ran during the whole window. For other pods, agents keep exporting the last value. */
function steadyPods(): string[] {
  const names = (fromMs: number, toMs: number) =>
    podTruths(hour.simulator.world, fromMs, toMs).map(({ namespace, pod }) => `${namespace}/${pod}`);
  const atStart = new Set(names(WINDOW.startMs, WINDOW.startMs + 1_000));
  return names(WINDOW.endMs - 1_000, WINDOW.endMs).filter((pod) => atStart.has(pod));
}

function payloadOf(pod: string, some: readonly Flow[]): number {
  const touches = ({ client, server }: Flow) =>
    [client, server].filter((end) => `${end.namespace}/${end.pod}` === pod).length;
  return some.reduce((sum, flow) => sum + touches(flow) * (bytesOf(flow) ?? 0), 0);
}
