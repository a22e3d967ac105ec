import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { agentMetric } from '../../src/core/prometheus/agent/catalog';
import { type DeltaGaugeQuery, inWindow, perSecond } from '../../src/core/prometheus/agent/deltaGauge';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { promQueryRange } from '../support/promQuery';

const SCRAPE_MS = 30_000;
const SCRAPES = 81;

/** A sample of 0 at every scrape except for these, by their numbers. */
const samples = (others: Record<number, number>) => Array.from({ length: SCRAPES }, (_, index) => others[index] ?? 0);

interface Interface {
  what: string;
  node: string;
  eni: string;
  exposed: number[];
  /** Packets by which the interface really exceeded its allowance since the previous scrape. */
  exceeded: number[];
}

const INTERFACES: Interface[] = [
  {
    what: 'one failed read',
    node: 'n1',
    eni: 'eni-1',
    exposed: samples({ 40: -5_000, 41: 5_000 }),
    exceeded: samples({}),
  },
  {
    what: 'two failed reads in a row, and a breach later',
    node: 'n1',
    eni: 'eni-2',
    exposed: samples({ 40: -5_000, 42: 5_000, 50: 7, 51: 70 }),
    exceeded: samples({ 50: 7, 51: 70 }),
  },
  {
    what: 'failed reads during a breach',
    node: 'n1',
    eni: 'eni-3',
    exposed: samples({ 38: 20, 39: 30, 40: -9_050, 41: 9_110, 42: 40 }),
    exceeded: samples({ 38: 20, 39: 30, 41: 60, 42: 40 }),
  },
  {
    what: 'a driver reset during a breach',
    node: 'n2',
    eni: 'eni-4',
    exposed: samples({ 38: 20, 39: 30, 40: -9_050, 41: 60, 42: 40 }),
    exceeded: samples({ 38: 20, 39: 30, 41: 60, 42: 40 }),
  },
];

const metric = agentMetric('linklocal_allowance_exceeded');
const BY_INTERFACE: Pick<DeltaGaugeQuery, 'groupBy' | 'runningPods'> = {
  groupBy: 'interface',
  runningPods: 'unguarded',
};

let prometheus: RunningPrometheus;

beforeAll(async () => {
  const series = INTERFACES.map(({ node, eni, exposed }): SyntheticSeries => {
    return { name: 'linklocal_allowance_exceeded', labels: { node, eni, instance_id: node }, values: exposed };
  });
  prometheus = await startPrometheusWith(series);
});

afterAll(() => prometheus.close());

function queryOf(minutes: number): DeltaGaugeQuery {
  if (!metric) {
    throw new Error('There is no such metric.');
  }
  return { ...BY_INTERFACE, metric, window: `${minutes}m`, windowSeconds: String(minutes * 60) };
}

/** The values of the query at many times, by interface. */
async function valuesOf(query: string, startMs: number, stepMs: number): Promise<Map<string, Map<number, number>>> {
  const range = { startMs, endMs: SERIES_START_MS + (SCRAPES - 1) * SCRAPE_MS, stepMs };
  const lines = await promQueryRange(prometheus.url, query, range);
  return new Map(
    lines.map(({ labels, timesMs, values }) => [
      labels.eni ?? '',
      new Map(timesMs.map((timeMs, index) => [timeMs, values[index] ?? NaN])),
    ])
  );
}

/** The packets beyond the allowance in a window. Prometheus 2 counts the samples at both of its ends. */
function exceededIn({ exceeded }: Interface, endMs: number, minutes: number): number {
  const timeOf = (index: number) => SERIES_START_MS + index * SCRAPE_MS;
  return exceeded
    .filter((_, index) => endMs - minutes * 60_000 <= timeOf(index) && timeOf(index) <= endMs)
    .reduce((sum, packets) => sum + packets, 0);
}

describe.each([
  ['between two scrapes', 15_000],
  ['exactly at scrapes', 0],
])('packets beyond an allowance, with windows that end %s', (_, afterMs) => {
  const startMs = SERIES_START_MS + 10 * 60_000 + afterMs;

  it.each(INTERFACES.map((one) => [one.what, one] as const))('are right in a chart with %s', async (__, one) => {
    const lines = await valuesOf(perSecond(queryOf(2)), startMs, SCRAPE_MS);
    const line = [...(lines.get(one.eni) ?? [])];
    expect(line.length).toBeGreaterThan(50);
    const wrong = line.filter(([timeMs, value]) => Math.abs(value * 120 - exceededIn(one, timeMs, 2)) > 1e-6);
    expect(wrong).toEqual([]);
  });

  it.each(INTERFACES.map((one) => [one.what, one] as const))('are right in a total with %s', async (__, one) => {
    const lines = await valuesOf(inWindow(queryOf(10)), startMs, SCRAPE_MS);
    const line = [...(lines.get(one.eni) ?? [])];
    expect(line.length).toBeGreaterThan(50);
    const wrong = line.filter(([timeMs, value]) => Math.abs(value - exceededIn(one, timeMs, 10)) > 1e-6);
    expect(wrong).toEqual([]);
  });
});

it('a node has the packets of all its interfaces', async () => {
  const lines = await promQueryRange(prometheus.url, inWindow({ ...queryOf(30), groupBy: 'node' }), {
    startMs: SERIES_START_MS + 80 * SCRAPE_MS + 15_000,
    endMs: SERIES_START_MS + 80 * SCRAPE_MS + 15_000,
    stepMs: SCRAPE_MS,
  });
  expect(lines.map(({ labels, values }) => [labels.node, values[0]])).toEqual([
    ['n1', 227],
    ['n2', 150],
  ]);
});
