import { lastValueFrom } from 'rxjs';
import { pairTruths, podTruths } from '../../simulator/server/truth';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { bytesOf, type Flow } from '../../src/core/flow/flow';
import { joinReports } from '../../src/core/flow/joinReports';
import { foldFlows } from '../../src/core/graph/fold';
import { type FlowGraph, type GraphEdge } from '../../src/core/graph/graph';
import { agentMetric } from '../../src/core/promql/catalogue';
import { inWindow } from '../../src/core/promql/deltaGauge';
import { flowQueries } from '../../src/flowapi/flowQueries';
import { reportsOf, sharedQueries } from '../support/flowApi';
import { promQueryRange } from '../support/promQuery';
import { QUIET_END_MS, type QuietHour, startQuietHour } from '../support/quietHour';

const WINDOW = { startMs: QUIET_END_MS - 30 * 60_000, endMs: QUIET_END_MS };

/**
 * What an interface counts of a packet beyond its TCP payload: Ethernet, IP and TCP headers are 54 to
 * 86 bytes. Retransmitted segments and DNS over UDP, which flows do not see, come on top.
 */
const HEADER_BYTES = { least: 54, most: 100 };

describe('the graph against the world and against the agents', () => {
  let hour: QuietHour;
  let flows: Flow[];
  let graph: FlowGraph;

  beforeAll(async () => {
    hour = await startQuietHour();
    const request = {
      monitorName: 'demo-monitor',
      windows: [WINDOW],
      metrics: ['DATA_TRANSFERRED'] as const,
      categories: DEFAULT_CATEGORIES,
      optionalCategories: OPTIONAL_CATEGORIES,
      limit: 500,
    };
    const { windows } = await lastValueFrom(flowQueries(sharedQueries(hour.simulator.flowApiUrl), request));
    flows = joinReports(reportsOf(windows));
    graph = foldFlows(flows, { level: 'workload', maxEdges: Infinity });
  });

  afterAll(() => hour.close());

  it('draws between two workloads the payload that passed between them', () => {
    const truths = pairTruths(hour.simulator.world, WINDOW.startMs, WINDOW.endMs);
    const passed = new Map<string, number>();
    for (const { client, server, bytesToServer, bytesToClient } of truths) {
      const pair = `${client} > ${server}`;
      passed.set(pair, (passed.get(pair) ?? 0) + bytesToServer + bytesToClient);
    }
    const compared = graph.edges.flatMap((edge) => {
      const truth = passed.get(pairOf(graph, edge));
      return truth === undefined
        ? []
        : [{ pair: pairOf(graph, edge), error: ((edge.bytes ?? 0) - truth) / truth, truth }];
    });
    const heavy = compared.filter(({ truth }) => truth > 1e8);
    expect(heavy.length).toBeGreaterThan(15);
    expect(heavy.filter(({ error }) => Math.abs(error) > 0.02)).toEqual([]);
  });

  it('counts for a pod what its agent counts, within headers, acknowledgements and DNS', async () => {
    const bytes = await totals(hour.prometheus.url, ['ingress_bytes', 'egress_bytes']);
    const packets = await totals(hour.prometheus.url, ['ingress_packets', 'egress_packets']);
    const compared = steadyPods(hour)
      .map((pod) => ({ pod, payload: payloadOf(pod, flows) }))
      .filter(({ payload }) => payload > 1e8)
      .map(({ pod, payload }) => ({ pod, header: ((bytes.get(pod) ?? 0) - payload) / (packets.get(pod) ?? 0) }));
    expect(compared.length).toBeGreaterThan(20);
    const { least, most } = HEADER_BYTES;
    expect(compared.filter(({ header }) => !(header >= least && header <= most))).toEqual([]);
  });
});

function pairOf({ nodes }: FlowGraph, { source, target }: GraphEdge): string {
  const name = (id: string) => {
    const node = nodes.find((candidate) => candidate.id === id);
    return node?.namespace === undefined ? (node?.label ?? id) : `${node.namespace}/${node.label}`;
  };
  return `${name(source)} > ${name(target)}`;
}

/** The sum of some metrics by "namespace/pod" over the window, as our own queries tell it. */
async function totals(url: string, metricNames: string[]): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  // Half an interval after the last scrape: ranges of Prometheus 2 include both their ends.
  const atMs = QUIET_END_MS + 7_500;
  for (const metric of metricNames.flatMap((name) => agentMetric(name) ?? [])) {
    const window = { window: '30m', windowSeconds: '1800' };
    const query = inWindow({ metric, groupBy: 'pod', runningPods: 'kube-state-metrics', ...window });
    for (const { labels, values } of await promQueryRange(url, query, { startMs: atMs, endMs: atMs, stepMs: 1_000 })) {
      const pod = `${labels.namespace}/${labels.pod}`;
      sums.set(pod, (sums.get(pod) ?? 0) + (values[0] ?? 0));
    }
  }
  return sums;
}

/** Pods that ran all the time: of others, agents go on printing the last value. */
function steadyPods({ simulator: { world } }: QuietHour): string[] {
  const names = (fromMs: number, toMs: number) =>
    podTruths(world, fromMs, toMs).map(({ namespace, pod }) => `${namespace}/${pod}`);
  const atStart = new Set(names(WINDOW.startMs, WINDOW.startMs + 1_000));
  return names(WINDOW.endMs - 1_000, WINDOW.endMs).filter((pod) => atStart.has(pod));
}

function payloadOf(pod: string, flows: readonly Flow[]): number {
  const touches = ({ client, server }: Flow) =>
    [client, server].filter((end) => `${end.namespace}/${end.pod}` === pod).length;
  return flows.reduce((sum, flow) => sum + touches(flow) * (bytesOf(flow) ?? 0), 0);
}
