import { type Pod } from '../../simulator/world/pods';
import {
  agentsUp,
  frozenPods,
  nodesWithoutAgent,
  scrapeIntervalSeconds,
  scrapersPerAgent,
  silentAgents,
} from '../../src/core/prometheus/agent/agents';
import { AGENT_METRICS, type AgentMetric } from '../../src/core/prometheus/agent/catalog';
import {
  type DeltaGaugeQuery,
  type MetricGrouping,
  inWindow,
  perSecond,
} from '../../src/core/prometheus/agent/deltaGauge';
import { counterInWindow, counterPerSecond } from '../../src/core/prometheus/agent/nodeExporter';
import {
  INCIDENTS_END_MS,
  INCIDENTS_INTERVAL_MS,
  INCIDENTS_START_MS,
  type HoursWithIncidents,
  nodeWithIncident,
  startHoursWithIncidents,
} from '../support/hoursWithIncidents';
import { metricOf } from '../support/metricOf';
import { promInstant } from '../support/promInstant';
import { promQueryRange } from '../support/promQuery';
import { errorOver, largest, type Sums, sumsBy } from '../support/sums';
import { truthsOf } from '../support/metricTruths';

const WINDOW_MS = 2 * 3_600_000;
const LAST_SCRAPE_MS = INCIDENTS_END_MS - INCIDENTS_INTERVAL_MS;
const FROM_MS = LAST_SCRAPE_MS - WINDOW_MS;
/**
 * The evaluation time lies between two scrapes, as it does for real targets, whose scrapes Prometheus spreads over the
 * interval. Exactly at a scrape, a query would count one sample too many, because ranges of Prometheus 2 include both
 * ends.
 */
const AT_MS = LAST_SCRAPE_MS + INCIDENTS_INTERVAL_MS / 2;
const GUARDED = { runningPods: 'kube-state-metrics', spikes: 'kube-state-metrics' } as const;
/** A bandwidth of 10 Gbit/s, which most of the simulated nodes have. */
const LINE_RATE = { bytesPerSecond: 1.25e9, scrapeIntervalSeconds: INCIDENTS_INTERVAL_MS / 1_000 };

const LABELS: Record<MetricGrouping, readonly string[]> = {
  pod: ['namespace', 'pod'],
  namespace: ['namespace'],
  workload: ['namespace', 'workload'],
  node: ['node'],
  interface: ['node', 'eni'],
  device: ['node', 'device'],
};

type Calculation = 'total' | 'rate';
type GuardedQuery = Omit<DeltaGaugeQuery, 'window' | 'windowSeconds'>;

let hours: HoursWithIncidents;
let url: string;

beforeAll(async () => {
  hours = await startHoursWithIncidents();
  url = hours.prometheus.url;
});

afterAll(() => hours.prometheus.close());

/** Returns the value of the table at the end, or the area under the lines of the chart, with one point per scrape. */
async function valuesOf(query: string, calculation: Calculation, labels: readonly string[]): Promise<Sums> {
  const isTotal = calculation === 'total';
  const startMs = isTotal ? AT_MS : AT_MS - WINDOW_MS + INCIDENTS_INTERVAL_MS;
  const lines = await promQueryRange(url, query, { startMs, endMs: AT_MS, stepMs: INCIDENTS_INTERVAL_MS });
  const amountOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const seconds = isTotal ? 1 : INCIDENTS_INTERVAL_MS / 1_000;
  return sumsBy(
    lines.map((line) => ({ labels: line.labels, amount: amountOf(line.values) * seconds })),
    labels
  );
}

/** Measures with the windows that Grafana gives a table and a chart here. */
function measured(wanted: GuardedQuery, calculation: Calculation): Promise<Sums> {
  const query =
    calculation === 'total'
      ? inWindow({ ...wanted, window: '2h', windowSeconds: '7200' })
      : perSecond({ ...wanted, window: '2m', windowSeconds: '120' });
  return valuesOf(query, calculation, LABELS[wanted.groupBy]);
}

/** Measures with the query that most users write first. */
function naive({ name, subject }: AgentMetric, calculation: Calculation): Promise<Sums> {
  const change = calculation === 'total' ? `increase(${name}[2h])` : `rate(${name}[2m])`;
  return valuesOf(`sum by (${LABELS[subject].join(', ')}) (${change})`, calculation, LABELS[subject]);
}

function truthsBy(metric: AgentMetric, groupBy: MetricGrouping): Sums {
  return sumsBy(truthsOf(metric, hours.world, FROM_MS, LAST_SCRAPE_MS), LABELS[groupBy]);
}

/**
 * Whether a value is off by more than 5 % and by more than two events. Of thirty events, the two at the ends of a chart
 * are already more than 5 %.
 */
function isOff(values: Sums, truths: Sums, group: string): boolean {
  const truth = truths.get(group) ?? 0;
  return Math.abs((values.get(group) ?? 0) - truth) > Math.max(0.05 * truth, 2);
}

function offBy(values: Sums, truths: Sums, groups: readonly string[]): string[] {
  return groups
    .filter((group) => isOff(values, truths, group))
    .map((group) => `${group} ${(100 * errorOver(values, truths, [group])).toFixed(1)} %`);
}

/** Events so rare that no two consecutive scrapes have one: the difference from zero is then the event itself. */
const RIGHT_BY_LUCK = [
  'efa_rx_drops total',
  'efa_rdma_write_wr_err total',
  'efa_impaired_remote_conn_events total',
  'efa_unresponsive_remote_events total',
];

describe('every metric during two hours with many incidents', () => {
  const cases = AGENT_METRICS.flatMap(({ name }) => [[name, 'total'] as const, [name, 'rate'] as const]);

  it.each(cases)('is within 5 %% of the simulated truth, unlike rate(): %s, %s', async (name, calculation) => {
    const metric = metricOf(name);
    const truths = truthsBy(metric, metric.subject);
    const groups = [...truths.keys()].filter((group) => !isDetached(group) || calculation === 'total');
    const ours = await measured({ metric, groupBy: metric.subject, ...GUARDED }, calculation);
    expect(offBy(ours, truths, comparedOf(truths, groups))).toEqual([]);
    expect(Math.abs(errorOver(ours, truths, groups))).toBeLessThan(0.05);
    expect([...ours.keys()].filter((group) => !truths.has(group))).toEqual([]);

    const wrong = await naive(metric, calculation);
    const isWrong = Math.abs(errorOver(wrong, truths, truths.keys())) > 0.05;
    expect(isWrong).toBe(!RIGHT_BY_LUCK.includes(`${name} ${calculation}`));
  });

  function comparedOf(truths: Sums, groups: readonly string[]): string[] {
    const compared = largest(truths).filter((group) => groups.includes(group));
    expect(compared.length).toBeGreaterThan(0);
    return compared;
  }

  /**
   * The rate of a detached interface continues for a quarter of an hour, until it is certain that the value repeats.
   */
  function isDetached(group: string): boolean {
    const node = hours.world.nodes.find(({ name }) => name === nodeWithIncident(hours.world, 'detached'));
    return group === `${node?.name}/${node?.networkInterfaces[1]?.eniId}`;
  }
});

describe('a grouping', () => {
  it.each<[MetricGrouping, string]>([
    ['namespace', 'ingress_bytes'],
    ['workload', 'egress_bytes'],
    ['workload', 'ingress_flow'],
    ['node', 'egress_packets'],
    ['node', 'bw_out_allowance_exceeded'],
    ['node', 'efa_rdma_write_bytes'],
  ])('by %s gives %s within 5 %% of the truth for each of the largest groups', async (groupBy, name) => {
    const metric = metricOf(name);
    const truths = truthsBy(metric, groupBy);
    const totals = await measured({ metric, groupBy, ...GUARDED }, 'total');
    // Pods that run for minutes are right to within a sample or two, which is more than 5 % of their total.
    const compared = largest(truths).filter((group) => !group.startsWith('batch') && !group.endsWith('/thumbnailer'));
    expect(compared.length).toBeGreaterThan(0);
    expect(offBy(totals, truths, compared)).toEqual([]);
  });

  it.each(['kube-state-metrics', 'by-change'] as const)(
    'by node, filtered to one workload (%s), adds up to the total of that workload',
    async (runningPods) => {
      const wanted = { metric: metricOf('egress_bytes'), runningPods } as const;
      const filters = [{ label: 'workload', operator: '=', value: 'products' }] as const;
      const byWorkload = await measured({ ...wanted, groupBy: 'workload' }, 'total');
      const byNode = await measured({ ...wanted, groupBy: 'node', filters }, 'total');
      expect(byNode.size).toBeGreaterThan(1);
      expect(sumOf(byNode) / (byWorkload.get('ecommerce/products') ?? 0)).toBeCloseTo(1, 9);
    }
  );

  it('by workload without kube-state-metrics uses pod names and loses no bytes', async () => {
    const wanted = { metric: metricOf('egress_bytes'), runningPods: 'by-change' } as const;
    const byPod = await measured({ ...wanted, groupBy: 'pod' }, 'total');
    const byWorkload = await measured({ ...wanted, groupBy: 'workload' }, 'total');
    const truths = truthsBy(wanted.metric, 'workload');
    expect(largest(truths, Infinity).filter((workload) => !byWorkload.has(workload))).toEqual([]);
    expect(sumOf(byWorkload) / sumOf(byPod)).toBeCloseTo(1, 9);
  });

  it('by workload shows the five largest workloads in a chart of the top five', async () => {
    const metric = metricOf('ingress_bytes');
    const top = { k: 5, over: '2h', overSeconds: '7200' };
    const shown = await measured({ metric, groupBy: 'workload', ...GUARDED, top }, 'rate');
    expect([...shown.keys()].sort()).toEqual(largest(truthsBy(metric, 'workload'), 5).sort());
  });
});

function sumOf(sums: Sums): number {
  return [...sums.values()].reduce((sum, amount) => sum + amount, 0);
}

describe('the bytes of pods', () => {
  const metric = metricOf('ingress_bytes');
  const byPod = { metric, groupBy: 'pod' } as const;
  let truths: Sums;
  let values: Record<string, Sums>;

  beforeAll(async () => {
    truths = truthsBy(metric, 'pod');
    values = {
      total: await measured({ ...byPod, ...GUARDED }, 'total'),
      rate: await measured({ ...byPod, ...GUARDED }, 'rate'),
      spiky: await measured({ ...byPod, runningPods: 'kube-state-metrics' }, 'total'),
      byChange: await measured({ ...byPod, runningPods: 'by-change', spikes: LINE_RATE }, 'total'),
      unguarded: await measured({ ...byPod, runningPods: 'unguarded' }, 'total'),
      naive: await naive(metric, 'total'),
    };
  });

  const ranThroughout = ({ startMs, endMs }: Pod) => startMs < FROM_MS && endMs > LAST_SCRAPE_MS;
  const isOn = (pod: Pod, ...nodes: Array<Parameters<typeof nodeWithIncident>[1]>) =>
    nodes.some((what) => nodeWithIncident(hours.world, what) === pod.node.name);
  const isOf = (pod: Pod, workload: string) => `${pod.namespace}/${pod.spec.workload}` === workload;
  const troubled = ['restarted', 'away', 'flaky', 'partitioned'] as const;

  /** Percent by which a query may be off. A negative number means that the query must be off by at least that much. */
  interface Row {
    what: string;
    isIn: (pod: Pod) => boolean;
    total: number;
    rate: number;
    byChange: number;
    unguarded: number;
    naive: number;
  }

  it.each<Row>([
    {
      what: 'run throughout',
      isIn: (pod) => ranThroughout(pod) && !isOn(pod, ...troubled),
      ...{ total: 1, rate: 1, byChange: 1, unguarded: 1, naive: -40 },
    },
    {
      what: 'have a burst of traffic',
      isIn: (pod) => isOf(pod, 'ecommerce/orders-db'),
      ...{ total: 1, rate: 1, byChange: 1, unguarded: 1, naive: -40 },
    },
    {
      what: 'have a ramp of traffic',
      isIn: (pod) => isOf(pod, 'kube-system/coredns'),
      ...{ total: 1, rate: 1, byChange: 1, unguarded: 1, naive: -40 },
    },
    {
      what: 'miss scrapes',
      isIn: (pod) => ranThroughout(pod) && isOn(pod, 'flaky', 'partitioned'),
      ...{ total: 1, rate: 1, byChange: 1, unguarded: 1, naive: -40 },
    },
    {
      what: 'have two interfaces',
      isIn: (pod) => isOf(pod, 'ml-training/feature-cache'),
      ...{ total: 1, rate: 1, byChange: 1, unguarded: 1, naive: -40 },
    },
    {
      what: 'run where the agent restarts (what passed while it was away is lost)',
      isIn: (pod) => ranThroughout(pod) && isOn(pod, 'restarted', 'away'),
      ...{ total: 5, rate: 5, byChange: -50, unguarded: -400, naive: -50 },
    },
    {
      what: 'are replaced by a rollout',
      isIn: (pod) => pod.spec.kind === 'Deployment' && !ranThroughout(pod),
      ...{ total: 2, rate: 2, byChange: 10, unguarded: -100, naive: -40 },
    },
    {
      what: 'come back on another node',
      isIn: (pod) => isOf(pod, 'retail-store/orders-rabbitmq'),
      ...{ total: 5, rate: 5, byChange: 10, unguarded: -300, naive: -250 },
    },
    {
      what: 'run for 2 to 15 minutes (each is right to within a sample or two)',
      isIn: (pod) => pod.spec.kind === 'CronJob',
      ...{ total: 12, rate: 12, byChange: 20, unguarded: -500, naive: -50 },
    },
  ])('have the expected error if the pods $what', ({ isIn, what: _, ...bounds }) => {
    const pods = hours.world.cells.flatMap((cell) => cell.pods(FROM_MS, LAST_SCRAPE_MS)).filter(isIn);
    const groups = new Set(pods.map(({ namespace, name }) => `${namespace}/${name}`));
    expect(groups.size).toBeGreaterThan(0);
    const off = Object.entries(bounds).map(([form, bound]) => {
      const error = 100 * errorOver(values[form] ?? new Map(), truths, groups);
      const isWithin = Math.abs(error) <= Math.abs(bound);
      return { form, error, bound, isAsExpected: bound > 0 === isWithin };
    });
    expect(off.filter(({ isAsExpected }) => !isAsExpected)).toEqual([]);
  });

  it('exclude pods that did not run, although agents keep exporting them', () => {
    const gone = (form: string) => [...(values[form]?.keys() ?? [])].filter((group) => !truths.has(group));
    expect(gone('unguarded').length).toBeGreaterThan(5);
    expect([...gone('total'), ...gone('rate')]).toEqual([]);
  });

  it('need the guard against spikes', () => {
    const error = (form: string) => Math.abs(errorOver(values[form] ?? new Map(), truths, truths.keys()));
    expect(error('spiky')).toBeGreaterThan(0.2);
    expect(error('total')).toBeLessThan(0.01);
  });
});

describe('the allowance counters of node_exporter', () => {
  const allowances = AGENT_METRICS.filter(({ subject }) => subject === 'interface').map(({ name }) => name);

  it.each(allowances)('match the truth for %s, including a reset of the driver', async (name) => {
    const metric = metricOf(name);
    const truths = truthsBy(metric, 'node');
    const wanted = { metric, groupBy: 'node', nodeName: 'kube-state-metrics' } as const;
    const totals = await valuesOf(counterInWindow({ ...wanted, window: '2h' }), 'total', ['node']);
    const rates = await valuesOf(counterPerSecond({ ...wanted, window: '2m' }), 'rate', ['node']);
    expect(offBy(totals, truths, largest(truths))).toEqual([]);
    expect(offBy(rates, truths, largest(truths))).toEqual([]);
  });
});

describe('the agent inventory', () => {
  const nodesOf = async (query: string) =>
    (await promInstant(url, query, AT_MS)).map(({ labels }) => labels.node).sort();

  it('reports which agents respond', async () => {
    expect(await nodesOf(silentAgents())).toEqual([nodeWithIncident(hours.world, 'silent')]);
    const up = await promInstant(url, agentsUp(), AT_MS);
    expect(up).toHaveLength(12);
    expect(up.filter(({ value }) => value === 0).map(({ labels }) => labels.node)).toEqual([
      nodeWithIncident(hours.world, 'silent'),
    ]);
    expect(await nodesOf(nodesWithoutAgent())).toEqual([]);
  });

  it('reports how many targets scrape each agent, and how often', async () => {
    const scrapers = await promInstant(url, scrapersPerAgent(), AT_MS);
    expect(scrapers.map(({ value }) => value)).toEqual(Array(12).fill(1));
    const [interval] = await promInstant(url, scrapeIntervalSeconds(), AT_MS);
    expect(interval?.value).toBeCloseTo(INCIDENTS_INTERVAL_MS / 1_000, 0);
  });

  it('counts the pods that agents still export although the pods are gone', async () => {
    const [known] = await promInstant(url, frozenPods('kube-state-metrics'), AT_MS);
    const [guessed] = await promInstant(url, frozenPods('by-change'), AT_MS);
    const gone = goneAndExported();
    expect(known?.value).toBe(gone.size);
    expect(guessed?.value).toBeGreaterThan(gone.size / 2);
    expect(guessed?.value).toBeLessThanOrEqual(gone.size);
  });

  /**
   * Pods that ended more than five minutes ago, after a scrape and after the last restart of their agent, with their
   * nodes.
   */
  function goneAndExported(): Set<string> {
    const { world } = hours;
    const key = ({ namespace, name, node }: Pod) => `${namespace}/${name}/${node.name}`;
    const isNewest = (atMs: number) => atMs < AT_MS - 5 * 60_000;
    const all = world.cells
      .flatMap((cell) => cell.pods(INCIDENTS_START_MS, AT_MS))
      .filter((pod) => !pod.spec.hostNetwork);
    const running = new Set(all.filter(({ endMs }) => !isNewest(endMs)).map(key));
    const restartedMs = (pod: Pod) =>
      Math.max(
        ...world.incidents.ofKind('agent-outage').map(({ node, endMs }) => (node === pod.node.name ? (endMs ?? 0) : 0)),
        INCIDENTS_START_MS
      );
    const ended = all.filter((pod) => isNewest(pod.endMs) && pod.endMs > restartedMs(pod) + INCIDENTS_INTERVAL_MS);
    return new Set(ended.map(key).filter((pod) => !running.has(pod)));
  }
});
