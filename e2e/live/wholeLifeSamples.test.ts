import { type DeltaGaugeQuery, inWindow, perSecond } from '../../src/core/prometheus/agent/deltaGauge';
import {
  SERIES_START_MS,
  type SyntheticSeries,
  startPrometheusWith,
  startVictoriaMetricsWith,
} from '../support/syntheticSeries';
import { metricOf } from '../support/metricOf';
import { type ExposedValues, exposedOfInterface } from '../support/mixedUpAgent';
import { promInstant } from '../support/promInstant';
import { promQueryRange } from '../support/promQuery';

/** One scrape before the window, and 318 in it. The query runs half an interval after the last one. */
const SCRAPES = 319;
const SECONDS = 30 * (SCRAPES - 1);
const END_MS = SERIES_START_MS + SECONDS * 1_000 + 15_000;
const WINDOW = { window: `${SECONDS}s`, windowSeconds: String(SECONDS) };
const HOUR_MS = 3_600_000;

const perScrape = (amount: (scrape: number) => number) =>
  Array.from({ length: SCRAPES }, (_, scrape) => amount(scrape));
const always = perScrape(() => 1);
const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
const inTheWindow = (moved: readonly number[]) => sumOf(moved.slice(1));

/** When a pod runs: from one scrape (inclusive) to another (exclusive). */
type Span = readonly [from: number, to: number];
const NEVER: Span = [0, 0];
const ALWAYS: Span = [0, SCRAPES];

interface ScrapedInterface {
  node: string;
  iface?: string;
  /** What the agent exposes, by "namespace/pod". */
  exposed: ExposedValues;
  /** When each pod runs according to kube-state-metrics, which lists it throughout, by "namespace/pod". */
  runs: Record<string, Span>;
}

const podOf = (pod: string) => ({ namespace: pod.split('/')[0] ?? '', pod: pod.split('/')[1] ?? '' });

function ofPods({
  node,
  iface = `eni-${node}`,
  exposed,
}: Pick<ScrapedInterface, 'node' | 'iface' | 'exposed'>): SyntheticSeries[] {
  return Object.entries(exposed).map(([pod, values]) => ({
    name: 'ingress_bytes',
    labels: { ...podOf(pod), node, iface },
    values,
  }));
}

function series({ runs, ...scraped }: ScrapedInterface): SyntheticSeries[] {
  const { node } = scraped;
  const ofKubeState = Object.entries(runs).flatMap(([pod, [from, to]]): SyntheticSeries[] => [
    {
      name: 'kube_pod_info',
      labels: { ...podOf(pod), uid: `${pod}-${node}`, node, pod_ip: '10.0.1.5' },
      values: always,
    },
    {
      name: 'kube_pod_status_phase',
      labels: { ...podOf(pod), uid: `${pod}-${node}`, phase: 'Running' },
      values: perScrape((scrape) => (from <= scrape && scrape < to ? 1 : 0)),
    },
  ]);
  return [
    ...ofPods(scraped),
    ...ofKubeState,
    { name: 'kube_node_info', labels: { node }, values: always },
    { name: 'bw_in_allowance_exceeded', labels: { node, eni: `primary-${node}` }, values: perScrape(() => 0) },
  ];
}

const REPORT = 'batch/report-29384756-abcde';
const WEB = 'shop/web-84c96ffcc5-abcde';

/** The bytes of a real run of the agent: 63,857,634 in 318 scrapes. */
const STEADY = perScrape((scrape) => 200_800 + (scrape % 6 === 0 && scrape > 0 && scrape <= 294 ? 66 : 0));
/** Between a fifth and five times the usual bytes, with a burst. */
const UNEVEN = perScrape((scrape) =>
  Math.round(200_800 * 5 ** Math.sin(scrape * scrape) * (scrape > 200 && scrape < 210 ? 8 : 1))
);
const BEFORE = 13_656_076;

/** A pod with steady traffic that the agent does not know at some scrapes. */
const unknownAt = (unknown: readonly number[], startsAt: number) => {
  const moved = perScrape((scrape) => (scrape < startsAt ? 0 : 401_666 + (scrape % 5)));
  const chosen = (scrape: number) => (scrape < startsAt || unknown.includes(scrape) ? undefined : WEB);
  return { moved, exposed: exposedOfInterface({ pods: [WEB], moved, chosen }) };
};

const twice = exposedOfInterface({ pods: [REPORT, WEB], moved: STEADY, before: BEFORE });
const firstTo = 100;
const secondFrom = 104;
const ofSecond = perScrape((scrape) => (scrape < secondFrom ? 0 : 200_800));

const SCENARIOS: Record<string, { interfaces: ScrapedInterface[]; truth: Record<string, number> }> = {
  'a pod that has the address of a finished Job': {
    interfaces: [{ node: 'n-job', exposed: twice, runs: { [REPORT]: NEVER, [WEB]: ALWAYS } }],
    truth: { [WEB]: 63_857_634 },
  },
  'a pod with uneven traffic that has the address of a finished Job': {
    interfaces: [
      {
        node: 'n-uneven',
        exposed: exposedOfInterface({ pods: [REPORT, WEB], moved: UNEVEN, before: BEFORE, seed: 2 }),
        runs: { [REPORT]: NEVER, [WEB]: ALWAYS },
      },
    ],
    truth: { [WEB]: inTheWindow(UNEVEN) },
  },
  'three pods that have one address after another': {
    interfaces: [
      {
        node: 'n-three',
        exposed: exposedOfInterface({ pods: [REPORT, 'batch/other-0', WEB], moved: STEADY, before: BEFORE, seed: 3 }),
        runs: { [REPORT]: NEVER, 'batch/other-0': NEVER, [WEB]: ALWAYS },
      },
    ],
    truth: { [WEB]: 63_857_634 },
  },
  'a Job that runs and whose address a pod has afterwards': {
    interfaces: [
      {
        node: 'n-after',
        iface: 'eni-of-the-job',
        exposed: { [REPORT]: perScrape((scrape) => (scrape < firstTo ? 5_000 + scrape : 5_000 + firstTo - 1)) },
        runs: { [REPORT]: [0, firstTo] },
      },
      {
        node: 'n-after',
        iface: 'eni-of-the-pod',
        exposed: exposedOfInterface({
          pods: [REPORT, WEB],
          moved: ofSecond,
          chosen: (scrape) => (scrape < secondFrom ? undefined : scrape % 3 === 0 ? REPORT : WEB),
        }),
        runs: { [WEB]: [secondFrom, SCRAPES] },
      },
    ],
    truth: { [REPORT]: sumOf(perScrape((s) => (s > 0 && s < firstTo ? 5_000 + s : 0))), [WEB]: sumOf(ofSecond) },
  },
  'a pod whose address moves to another node': {
    interfaces: [
      { node: 'n-left', exposed: { [REPORT]: always.map(() => 9_999) }, runs: { [REPORT]: NEVER } },
      { node: 'n-right', exposed: { [WEB]: STEADY }, runs: { [WEB]: ALWAYS } },
    ],
    truth: { [WEB]: 63_857_634 },
  },
  'a pod that the agent does not know for two scrapes': {
    interfaces: [{ node: 'n-unknown', exposed: unknownAt([250, 251], 220).exposed, runs: { [WEB]: [220, SCRAPES] } }],
    truth: { [WEB]: 99 * 401_668 },
  },
  'a pod that the agent does not know for one scrape': {
    interfaces: [{ node: 'n-once', exposed: unknownAt([300], 220).exposed, runs: { [WEB]: [220, SCRAPES] } }],
    truth: { [WEB]: 99 * 401_668 },
  },
  'a pod that moves a lot at once': {
    interfaces: [
      {
        node: 'n-burst',
        exposed: { [WEB]: perScrape((s) => (s === 300 ? 9_000_000 : 1_000 + s)) },
        runs: { [WEB]: ALWAYS },
      },
    ],
    truth: { [WEB]: sumOf(perScrape((s) => (s === 0 ? 0 : s === 300 ? 9_000_000 : 1_000 + s))) },
  },
  'a pod that repeats what its probes move and then moves a lot for two minutes': {
    interfaces: [
      {
        node: 'n-probes',
        exposed: { [WEB]: perScrape((s) => (s >= 300 && s < 304 ? 9_000_000 : 1_200)) },
        runs: { [WEB]: ALWAYS },
      },
    ],
    truth: { [WEB]: 4 * 9_000_000 + 314 * 1_200 },
  },
};

const metric = metricOf('ingress_bytes');
const GUARDED = { metric, runningPods: 'kube-state-metrics', spikes: 'kube-state-metrics' } as const;
const BY_CHANGE = { metric, runningPods: 'by-change' } as const;
const onNodes = (interfaces: readonly ScrapedInterface[]) =>
  ({ label: 'node', operator: '=~', value: interfaces.map(({ node }) => node).join('|') }) as const;

it('the samples contain the bytes of the real run, and many times as many with whole-life samples', () => {
  expect(inTheWindow(STEADY)).toBe(63_857_634);
  expect(inTheWindow((twice[WEB] ?? []).map(Number))).toBeGreaterThan(10 * 63_857_634);
});

describe.each([
  ['Prometheus', startPrometheusWith],
  ['VictoriaMetrics', startVictoriaMetricsWith],
] as const)('totals and charts in %s', (_, start) => {
  let store: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    store = await start(Object.values(SCENARIOS).flatMap(({ interfaces }) => interfaces.flatMap(series)));
  });

  afterAll(() => store.close());

  async function totals(query: Omit<DeltaGaugeQuery, 'window' | 'windowSeconds'>): Promise<Record<string, number>> {
    const points = await promInstant(store.url, inWindow({ ...query, ...WINDOW }), END_MS);
    return Object.fromEntries(points.map(({ labels, value }) => [Object.values(labels).sort().join('/'), value]));
  }

  /** The sum of the values that a chart of the last hour shows. */
  async function charted(query: Omit<DeltaGaugeQuery, 'window' | 'windowSeconds'>): Promise<number> {
    const expression = perSecond({ ...query, window: '2m', windowSeconds: '120' });
    const range = { startMs: END_MS - HOUR_MS + 60_000, endMs: END_MS, stepMs: 60_000 };
    const lines = await promQueryRange(store.url, expression, range);
    return sumOf(lines.map(({ values }) => 60 * sumOf(values)));
  }

  function expectNear(values: Record<string, number>, truth: Record<string, number>, share: number) {
    const off = Object.entries(truth).map(([name, amount]) => [name, (values[name] ?? 0) / amount - 1] as const);
    expect(off.filter(([, error]) => Math.abs(error) > share)).toEqual([]);
    expect(Object.keys(values).sort()).toEqual(Object.keys(truth).sort());
  }

  describe.each(Object.entries(SCENARIOS))('the bytes of %s', (__, { interfaces, truth }) => {
    const filters = [onNodes(interfaces)];
    const whole = sumOf(Object.values(truth));

    it('are within 1 % for each pod with kube-state-metrics', async () => {
      expectNear(await totals({ ...GUARDED, groupBy: 'pod', filters }), truth, 0.01);
    });

    it('are within 1 % for the namespace alone', async () => {
      const inShop = { label: 'namespace', operator: '=', value: 'shop' } as const;
      const values = await totals({ ...GUARDED, groupBy: 'namespace', filters: [...filters, inShop] });
      expectNear(values, { shop: truth[WEB] ?? NaN }, 0.01);
    });

    it('determine the ranking', async () => {
      const top = { k: 1, over: WINDOW.window, overSeconds: WINDOW.windowSeconds };
      const ranked = await totals({ ...GUARDED, groupBy: 'pod', filters, top });
      expectNear(ranked, { [WEB]: truth[WEB] ?? NaN }, 0.01);
    });

    it('are within 5 % in total without kube-state-metrics', async () => {
      const values = await totals({ ...BY_CHANGE, groupBy: 'node', filters });
      expect(sumOf(Object.values(values)) / whole).toBeGreaterThan(0.95);
      expect(sumOf(Object.values(values)) / whole).toBeLessThan(1.05);
    });
  });

  it.each([
    ['a pod that has the address of a finished Job', sumOf(STEADY.slice(-120)), 0.01],
    ['a pod with uneven traffic that has the address of a finished Job', sumOf(UNEVEN.slice(-120)), 0.1],
    ['three pods that have one address after another', sumOf(STEADY.slice(-120)), 0.03],
    ['a pod that the agent does not know for two scrapes', 99 * 401_668, 0.02],
    ['a pod that moves a lot at once', sumOf(perScrape((s) => (s < 199 ? 0 : s === 300 ? 9e6 : 1_000 + s))), 0.01],
  ])('show the bytes of %s in a chart of an hour', async (what, truth, share) => {
    const filters = [onNodes(SCENARIOS[what]?.interfaces ?? [])];
    const top = { k: 1, over: '1h', overSeconds: '3600' };
    const guarded = await charted({ ...GUARDED, groupBy: 'pod', filters, top });
    const byChange = await charted({ ...BY_CHANGE, groupBy: 'node', filters });
    expect(Math.abs(guarded / truth - 1)).toBeLessThan(share);
    expect(Math.abs(byChange / truth - 1)).toBeLessThan(Math.max(share, 0.05));
  });
});
