import { metricOf } from '../support/metricOf';
import { type Line, promQueryRange } from '../support/promQuery';
import { promInstant } from '../support/promInstant';
import {
  annotationQueries,
  type DashboardQuery,
  panelQueries,
  rangeUntil,
  variableQueries,
} from '../support/dashboardQueries';
import {
  HOUR_END_MS,
  HOUR_INTERVAL_MS,
  type HourWithoutIncidents,
  startHourWithoutIncidents,
} from '../support/hourWithoutIncidents';
import { truthsOf } from '../support/metricTruths';
import { type PodTraffic, podTraffic } from '../support/podTraffic';
import { largest, type Sums, sumsBy } from '../support/sums';
import { truthByPair } from '../support/flowTruth';
import { LIST_PRICES } from '../../src/core/transfer/charges';

const MINUTE_MS = 60_000;
const RANGE_MS = 30 * MINUTE_MS;
/** Half an interval after a scrape. What the agents report for the last half minute is scraped after it. */
const END_MS = HOUR_END_MS - 30_000 + HOUR_INTERVAL_MS / 2;
const NAMESPACE = 'ecommerce';
/** The start of the range in which traffic is compared. */
const START_MS = END_MS - RANGE_MS;
/** Charts look back one minute further than they show, and flows are reported every half minute. */
const TOLERANCE = 0.05;

let hour: HourWithoutIncidents;
let node: string;

beforeAll(async () => {
  hour = await startHourWithoutIncidents({ flowSeriesMs: 40 * MINUTE_MS });
  const { world } = hour.simulator;
  node = truthsOf(metricOf('ingress_bytes'), world, START_MS, END_MS)[0]?.labels.node ?? '';
});

afterAll(() => hour.close());

const ALL = { cluster: '.*', namespace: '.*', workload: '.*', pod: '.*', node: '.*', zone: '.*' };

/** The values that users select: one node, one namespace, and all if that is the default of a dashboard. */
function valuesOf(dashboard: string): Record<string, string> {
  switch (dashboard) {
    case 'node':
      return { ...ALL, node };
    case 'workload':
      return { ...ALL, namespace: NAMESPACE };
    default:
      return ALL;
  }
}

const NAMES = ['network-overview', 'node', 'workload', 'zones-and-cost', 'efa', 'collection-health'];
/** Shows agents that miss interfaces, of which there are none here. */
const INTERFACES_NOT_READ = 'Agents by node, unread';
/** The cluster has no gateway: `gatewayMetrics.test.ts` tests these panels' queries with a real one. */
const ABOUT_GATEWAY = ['Requests of the gateway', 'Response time of AWS to the gateway'];
const queriesOf = (dashboard: string) =>
  panelQueries(valuesOf(dashboard)).filter(
    (query) => query.dashboard === dashboard && !ABOUT_GATEWAY.includes(query.panel)
  );

async function runQuery({ expr, isInstant, stepSeconds }: DashboardQuery): Promise<Line[]> {
  if (!isInstant) {
    return promQueryRange(hour.prometheus.url, expr, rangeUntil(END_MS, stepSeconds));
  }
  const points = await promInstant(hour.prometheus.url, expr, END_MS);
  return points.map(({ labels, value }) => ({ labels, timesMs: [END_MS], values: [value] }));
}

async function resultOf(dashboard: string, panel: string): Promise<Line[]> {
  const [query] = queriesOf(dashboard).filter((one) => one.panel === panel);
  if (!query) {
    throw new Error(`${dashboard} has no panel "${panel}".`);
  }
  return runQuery(query);
}

describe('the queries of the dashboards', () => {
  it.each(NAMES)('return numbers on the %s dashboard', async (dashboard) => {
    const queries = queriesOf(dashboard);
    expect(queries.length).toBeGreaterThan(3);
    const empty: string[] = [];
    for (const query of queries) {
      const lines = await runQuery(query);
      const values = lines.flatMap((line) => line.values);
      expect(values.filter((value) => Number.isNaN(value))).toEqual([]);
      if (values.length === 0) {
        empty.push(`${query.panel}, ${query.refId}`);
      }
    }
    expect(empty).toEqual(dashboard === 'collection-health' ? [INTERFACES_NOT_READ] : []);
  });

  it('return no problem on a healthy cluster, and nothing without data, on the collection-health dashboard', async () => {
    const counts = queriesOf('collection-health').filter(
      ({ isInstant, panel }) => isInstant && panel !== 'Agents by node'
    );
    const valuesAt = (timeMs: number) =>
      Promise.all(
        counts.map(async ({ panel, expr }) => {
          const points = await promInstant(hour.prometheus.url, expr, timeMs);
          return [panel, points.map(({ value }) => value)] as const;
        })
      );
    const problems = ['Unresponsive agents', 'Nodes without an agent', 'Multiple scrapers'];
    const healthy = (await valuesAt(END_MS)).filter(([panel]) => problems.includes(panel));
    expect(healthy).toEqual(problems.map((panel) => [panel, [0]]));
    const beforeAnySample = await valuesAt(END_MS - 30 * 24 * 60 * MINUTE_MS);
    expect(beforeAnySample.filter(([, values]) => values.length > 0)).toEqual([]);
  });

  it.each(NAMES)('return names for the variables of the %s dashboard', async (dashboard) => {
    const queries = variableQueries(valuesOf(dashboard)).filter(([name]) => name.startsWith(`${dashboard}:`));
    const counts = await Promise.all(
      queries.map(
        async ([name, expr]) => [name, (await promInstant(hour.prometheus.url, expr, END_MS)).length] as const
      )
    );
    expect(counts.filter(([, count]) => count === 0)).toEqual([]);
  });

  it('are valid in Prometheus for all annotations', async () => {
    for (const [, expr] of annotationQueries({ ...ALL, node, namespace: NAMESPACE })) {
      await expect(promQueryRange(hour.prometheus.url, expr, rangeUntil(END_MS, 60))).resolves.toBeDefined();
    }
    expect(annotationQueries(ALL).length).toBeGreaterThan(3);
  });
});

/** The area under each line of a chart. */
async function amounts(dashboard: string, panel: string, labels: readonly string[]): Promise<Sums> {
  const lines = await resultOf(dashboard, panel);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const share = (line: Line) => line.values.length / Math.max(...lines.map(({ values }) => values.length));
  return sumsBy(
    lines.map((line) => ({ labels: line.labels, amount: mean(line.values) * share(line) * (RANGE_MS / 1_000) })),
    labels
  );
}

/** The values of a table's rows, or a single number. */
async function rows(dashboard: string, panel: string, labels: readonly string[], refId?: string): Promise<Sums> {
  const query = queriesOf(dashboard).find((one) => one.panel === panel && (refId ?? one.refId) === one.refId);
  const lines = query ? await runQuery(query) : [];
  return sumsBy(
    lines.map((line) => ({ labels: line.labels, amount: line.values[0] ?? NaN })),
    labels
  );
}

function truths(metric: string, labels: readonly string[]): Sums {
  return sumsBy(truthsOf(metricOf(metric), hour.simulator.world, START_MS, END_MS), labels);
}

function off(shown: Sums, passed: Sums, groups: readonly string[]): string[] {
  return groups.filter((group) => !(Math.abs((shown.get(group) ?? 0) / (passed.get(group) ?? 0) - 1) < TOLERANCE));
}

describe('the main panels', () => {
  it.each([
    ['network-overview', 'Top 10 pods by ingress bandwidth', 'ingress_bytes', ['namespace', 'pod']],
    ['network-overview', 'Top 10 pods by egress bandwidth', 'egress_bytes', ['namespace', 'pod']],
    ['network-overview', 'Top 10 pods by TCP connections opened', 'egress_flow', ['namespace', 'pod']],
    ['node', 'Top 10 pods by ingress packets', 'ingress_packets', ['namespace', 'pod']],
    ['workload', 'Egress bandwidth by pod', 'egress_bytes', ['namespace', 'pod']],
    ['efa', 'EFA bytes sent', 'efa_tx_bytes', ['node', 'device']],
  ])('show the simulated traffic on the %s dashboard: %s', async (dashboard, panel, metric, labels) => {
    const shown = await amounts(dashboard, panel, labels);
    const passed = truths(metric, labels);
    // For pods that end in the range, a chart shows values until the window has passed.
    const steady = [...shown.keys()].filter((group) => !group.startsWith('batch/'));
    expect(steady.length).toBeGreaterThan(2);
    expect(off(shown, passed, steady)).toEqual([]);
  });

  it('show the ten largest pods on the network-overview dashboard', async () => {
    const shown = await amounts('network-overview', 'Top 10 pods by ingress bandwidth', ['namespace', 'pod']);
    const nine = largest(truths('ingress_bytes', ['namespace', 'pod']), 9);
    expect(shown.size).toBe(10);
    expect(nine.filter((pod) => !shown.has(pod))).toEqual([]);
  });

  it.each(['bw_in', 'bw_out', 'pps', 'conntrack', 'linklocal'])(
    'show the packets beyond the %s allowance on the node dashboard',
    async (allowance) => {
      const metric = `${allowance}_allowance_exceeded`;
      const { title } = metricOf(metric);
      const shown = await amounts('node', `${title} by interface`, ['node', 'eni']);
      const passed = truths(metric, ['node', 'eni']);
      expect(shown.size).toBeGreaterThan(0);
      expect([...shown].filter(([group, packets]) => packets !== (passed.get(group) ?? NaN))).toEqual([]);
    }
  );

  it('show all payload, the payload across zones, its share, and its cost on the zones-and-cost dashboard', async () => {
    const number = async (panel: string) => (await rows('zones-and-cost', panel, [])).get('') ?? NaN;
    const pods = podTraffic(hour.simulator.world, START_MS, END_MS);
    const sum = (traffic: readonly PodTraffic[]) => traffic.reduce((all, { bytes }) => all + bytes, 0);
    const crossed = sum(pods.filter(({ clientZone, serverZone }) => clientZone !== serverZone));
    const pairs = [...truthByPair(hour.simulator.world, { startMs: START_MS, endMs: END_MS }).values()];
    const passed = pairs.reduce((all, { bytes }) => all + bytes, 0);
    expect((await number('Total payload')) / passed).toBeCloseTo(1, 1);
    expect((await number('Cross-zone payload')) / crossed).toBeCloseTo(1, 1);
    expect((await number('Cross-zone share')) / (crossed / sum(pods))).toBeCloseTo(1, 1);
    const halfHoursPerMonth = 30 * 24 * 2;
    const costUsd = (crossed / 1e9) * LIST_PRICES.acrossZones * halfHoursPerMonth;
    expect((await number('Est. monthly cost')) / costUsd).toBeCloseTo(1, 1);
  });

  it('show the payload from zone to zone on the zones-and-cost dashboard', async () => {
    const shown = await rows('zones-and-cost', 'Zone matrix', ['client_zone', 'server_zone']);
    const passed = sumsBy(
      podTraffic(hour.simulator.world, START_MS, END_MS).map(({ clientZone, serverZone, bytes }) => ({
        labels: { clientZone, serverZone },
        amount: bytes,
      })),
      ['clientZone', 'serverZone']
    );
    expect(shown.size).toBe(9);
    expect(off(shown, passed, [...shown.keys()])).toEqual([]);
  });

  it('show clients and losses on the workload dashboard', async () => {
    const pair = ['client_name', 'server_name'];
    const bytes = await rows('workload', 'Clients', pair, 'A');
    const losses = await rows('workload', 'Clients', pair, 'B');
    const passed = new Map(
      [...truthByPair(hour.simulator.world, { startMs: START_MS, endMs: END_MS })].map(([names, amounts]) => [
        names.replace(' > ', '/'),
        amounts,
      ])
    );
    // If two pods had an address one after the other, some of its traffic counts for the wrong pod.
    const sum = (names: readonly string[]) => names.reduce((all, name) => all + (bytes.get(name) ?? 0), 0);
    const shown = [...bytes.keys()].filter((names) => !/outside|batch\//.test(names));
    const inside = shown.filter((names) => passed.has(names));
    expect(inside.length).toBeGreaterThan(4);
    expect(sum(inside) / sum(shown)).toBeGreaterThan(0.99);
    const bytesPassed = new Map([...passed].map(([names, amounts]) => [names, amounts.bytes]));
    expect(off(bytes, bytesPassed, inside)).toEqual([]);
    const lost = inside.map((names) =>
      Math.abs((losses.get(names) ?? 0) - (passed.get(names)?.retransmissions ?? NaN))
    );
    // The difference comes from the half minutes at both ends.
    expect(Math.max(...lost)).toBeLessThanOrEqual(3);
    expect([...losses.values()].reduce((all, one) => all + one, 0)).toBeGreaterThan(50);
  });
});
