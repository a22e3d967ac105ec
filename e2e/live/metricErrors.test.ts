import fs from 'node:fs';
import path from 'node:path';
import { type AgentMetric } from '../../src/core/prometheus/agent/catalog';
import { type DeltaGaugeQuery, inWindow, perSecond } from '../../src/core/prometheus/agent/deltaGauge';
import { selector } from '../../src/core/prometheus/selector';
import { podsWithWholeLives, wholeLifeCandidates, wholeLifeSigns } from '../../src/core/prometheus/agent/wholeLives';
import { type Engine } from '../support/bothEngines';
import { metricOf } from '../support/metricOf';
import { promInstant } from '../support/promInstant';
import { promQueryRange } from '../support/promQuery';
import {
  END_MS,
  INTERVAL_MS,
  nodesWith,
  type HoursWithAgentFaults,
  startHoursWithAgentFaults,
  type NodeFault,
} from '../support/hoursWithAgentFaults';
import { type Labeled, type Sums, sumsBy } from '../support/sums';
import { truthsOf } from '../support/metricTruths';

const WINDOW_MS = 2 * 3_600_000;
const LAST_SCRAPE_MS = END_MS - INTERVAL_MS;
const FROM_MS = LAST_SCRAPE_MS - WINDOW_MS;
/** Between two scrapes, because ranges of Prometheus 2 include both ends. */
const AT_MS = LAST_SCRAPE_MS + INTERVAL_MS / 2;
const TOTAL = { window: '2h', windowSeconds: '7200' };
const CHART = { window: '2m', windowSeconds: '120' };
/** Percentage points by which a cell of the table may differ, because engines of other versions round differently. */
const ROUNDING = 0.11;

type Calculation = 'total' | 'chart';
const CALCULATIONS: readonly Calculation[] = ['total', 'chart'];
const KEYS = { pod: ['namespace', 'pod'], interface: ['node', 'eni'], device: ['node', 'device'], node: ['node'] };

interface Row {
  what: NodeFault;
  metric: string;
  /**
   * Restricts the row to pods that declare a TCP port, or to pods that declare none. By default, it is about all pods.
   */
  pods?: 'with a port' | 'without a port';
  /** Maximum errors in percent that exceed the goal. The documentation explains why. */
  most?: { withKubeState?: number; without?: number };
}

/** The maximum mean errors in percent. */
const GOAL = { withKubeState: 1, without: 5 };

const ROWS: readonly Row[] = [
  { what: 'Nothing happens', metric: 'ingress_bytes' },
  { what: 'Pods are unknown for a scrape, three times', metric: 'ingress_bytes', most: { without: 50 } },
  {
    ...{ what: 'Pods are unknown for a scrape, three times', metric: 'egress_flow' },
    most: { withKubeState: 1.5, without: 20 },
  },
  { what: 'An agent restarts and shows whole lives', metric: 'ingress_bytes', most: { without: 12 } },
  { what: 'Another client blocks the endpoint for ten minutes', metric: 'ingress_bytes' },
  {
    ...{ what: 'nstat fails twice', metric: 'ingress_flow' },
    most: { withKubeState: 1.6, without: 15 },
  },
  { what: 'ethtool fails twice', metric: 'bw_in_allowance_exceeded' },
  { what: 'The driver is reset', metric: 'bw_in_allowance_exceeded' },
  { what: 'An EFA device comes back after five minutes', metric: 'efa_rx_bytes', most: { withKubeState: 1.5 } },
  {
    ...{ what: 'Pods are mixed up all the time', metric: 'ingress_bytes', pods: 'with a port' },
    most: { withKubeState: 4, without: 18 },
  },
  {
    ...{ what: 'Pods are mixed up all the time', metric: 'ingress_flow', pods: 'with a port' },
    most: { withKubeState: 2.5, without: 410 },
  },
  {
    ...{ what: 'Pods are mixed up all the time', metric: 'ingress_bytes', pods: 'without a port' },
    most: { withKubeState: 100, without: 18 },
  },
  {
    ...{ what: 'An interface is attached later', metric: 'bw_in_allowance_exceeded' },
    most: { withKubeState: 100, without: 100 },
  },
];

let hours: HoursWithAgentFaults;

beforeAll(async () => {
  hours = await startHoursWithAgentFaults();
});

afterAll(() => hours.close());

/** The pods that the data source finds once for all panels. */
async function returnedPods(url: string, metric: AgentMetric): Promise<string[]> {
  const range = { window: TOTAL.window };
  const namesOf = async (query: string) => (await promInstant(url, query, AT_MS)).map(({ labels }) => labels.pod ?? '');
  const found = wholeLifeSigns(metric).map(async (sign) =>
    namesOf(podsWithWholeLives(sign, await namesOf(wholeLifeCandidates(sign, range)), range))
  );
  return [...new Set((await Promise.all(found)).flat())];
}

type GuardedQuery = Omit<DeltaGaugeQuery, 'window' | 'windowSeconds'>;

type Expressions = Record<Calculation, string>;

/** The values of the data source's queries. */
async function guarded(url: string, wanted: GuardedQuery, calculation: Calculation): Promise<Labeled[]> {
  const query = { ...wanted, returnedPods: await returnedPods(url, wanted.metric) };
  const expressions = { total: inWindow({ ...query, ...TOTAL }), chart: perSecond({ ...query, ...CHART }) };
  return shown(url, expressions, calculation);
}

/** The values of the query that most users write first. */
function summed(url: string, series: string, labels: readonly string[], calculation: Calculation): Promise<Labeled[]> {
  const sum = (window: string) => `sum by (${labels.join(', ')}) (sum_over_time(${series}[${window}]))`;
  return shown(url, { total: sum(TOTAL.window), chart: `${sum(CHART.window)} / ${CHART.windowSeconds}` }, calculation);
}

/** What a table shows, or the area under the lines of a chart with a point for each scrape. */
async function shown(url: string, { total, chart }: Expressions, calculation: Calculation): Promise<Labeled[]> {
  if (calculation === 'total') {
    return (await promInstant(url, total, AT_MS)).map(({ labels, value }) => ({ labels, amount: value }));
  }
  const range = { startMs: AT_MS - WINDOW_MS + INTERVAL_MS, endMs: AT_MS, stepMs: INTERVAL_MS };
  const lines = await promQueryRange(url, chart, range);
  const seconds = INTERVAL_MS / 1_000;
  return lines.map(({ labels, values }) => ({
    labels,
    amount: seconds * values.reduce((sum, value) => sum + value, 0),
  }));
}

/** The mean error in percent: the sum of all differences from the truth, as a share of the truth. */
function meanError(values: Sums, truths: Sums): number {
  const keys = new Set([...values.keys(), ...truths.keys()]);
  const sum = (amountOf: (key: string) => number) => [...keys].reduce((total, key) => total + amountOf(key), 0);
  const off = sum((key) => Math.abs((values.get(key) ?? 0) - (truths.get(key) ?? 0)));
  return (100 * off) / sum((key) => truths.get(key) ?? 0);
}

/** "namespace/pod" of pods that declare no TCP port. */
function withoutPort(): Set<string> {
  const pods = hours.world.cells.flatMap((cell) => cell.pods(FROM_MS - WINDOW_MS, LAST_SCRAPE_MS));
  return new Set(
    pods.filter(({ spec }) => spec.tcpPorts.length === 0).map(({ namespace, name }) => `${namespace}/${name}`)
  );
}

interface Column {
  engine: Engine;
  /** If missing, the sum of the samples. */
  guards?: keyof typeof GUARDS;
}

const GUARDS = {
  withKubeState: { runningPods: 'kube-state-metrics', spikes: 'kube-state-metrics' },
  without: { runningPods: 'by-change' },
} as const;

const COLUMNS: readonly Column[] = [
  { engine: 'Prometheus' },
  { engine: 'Prometheus', guards: 'withKubeState' },
  { engine: 'VictoriaMetrics', guards: 'withKubeState' },
  { engine: 'Prometheus', guards: 'without' },
];

/**
 * The error by pod, interface, or device. Without kube-state-metrics, it is the error by node, because the agent can
 * count the bytes of one pod for another.
 */
async function errorOf(row: Row, { engine, guards }: Column, calculation: Calculation): Promise<number> {
  const metric = metricOf(row.metric);
  const url = hours.urls[engine];
  const nodes = nodesWith(hours.world, row.what);
  const isByNode = guards === 'without';
  const groupBy = isByNode ? 'node' : metric.subject;
  const labels = KEYS[groupBy];
  const filters = [{ label: 'node', operator: '=~', value: nodes.join('|') }] as const;
  const values = guards
    ? await guarded(url, { metric, groupBy, filters, ...GUARDS[guards] }, calculation)
    : await summed(url, selector(metric.name, filters), labels, calculation);
  const noPort = withoutPort();
  const isIn = (key: string) => row.pods === undefined || noPort.has(key) === (row.pods === 'without a port');
  const ofRow = (sums: Sums) => (isByNode ? sums : new Map([...sums].filter(([key]) => isIn(key))));
  const truths = truthsOf(metric, hours.world, FROM_MS, LAST_SCRAPE_MS).filter(({ labels: { node = '' } }) =>
    nodes.includes(node)
  );
  return meanError(ofRow(sumsBy(values, labels)), ofRow(sumsBy(truths, labels)));
}

const nameOf = ({ what, metric, pods }: Row) => `${what}${pods ? ` (pods ${pods})` : ''}: ${metric}`;

/** The cells of the table in the documentation by row, in percent, each as "total / chart". */
function documented(): Map<string, number[]> {
  const text = fs.readFileSync(path.join(__dirname, '../../docs/metrics.md'), 'utf8');
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const known = new Set(ROWS.map(nameOf));
  const found = rows.map(([, what = '', metric = '', ...cells]) => {
    const numbers = cells.flatMap((cell) => cell.split('/').map(Number)).slice(0, 2 * COLUMNS.length);
    return [`${what}: ${metric.replaceAll('`', '')}`, numbers] as const;
  });
  return new Map(found.filter(([name]) => known.has(name)));
}

describe('the errors of metrics over two hours with agent faults', () => {
  it.each(ROWS.map((row) => [nameOf(row), row] as const))('are as documented: %s', async (name, row) => {
    const errors = [];
    for (const column of COLUMNS) {
      for (const calculation of CALCULATIONS) {
        errors.push(await errorOf(row, column, calculation));
      }
    }
    const most = { ...GOAL, ...row.most };
    expect(Math.max(...errors.slice(2, 6))).toBeLessThanOrEqual(most.withKubeState);
    expect(Math.max(...errors.slice(6))).toBeLessThanOrEqual(most.without);
    const cells = documented().get(name) ?? [];
    const isAsDocumented = errors.every((error, index) => Math.abs(error - (cells[index] ?? NaN)) <= ROUNDING);
    const measured = errors.map((error) => error.toFixed(1)).join(' / ');
    expect({ measured, isAsDocumented }).toEqual({ measured, isAsDocumented: true });
  });
});
