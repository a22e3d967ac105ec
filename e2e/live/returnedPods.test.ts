import { inWindow } from '../../src/core/prometheus/agent/deltaGauge';
import {
  podsWithWholeLives,
  wholeLifeCandidates,
  type WholeLifeSign,
} from '../../src/core/prometheus/agent/wholeLives';
import {
  SERIES_START_MS,
  type SyntheticSeries,
  startPrometheusWith,
  startVictoriaMetricsWith,
} from '../support/syntheticSeries';
import { metricOf } from '../support/metricOf';
import { promInstant } from '../support/promInstant';

const SCRAPES = 240;
const SECONDS = 30 * (SCRAPES - 1);
const AT_MS = SERIES_START_MS + SECONDS * 1_000 + 15_000;
const RANGE = { window: `${SECONDS + 30}s` };
const BEFORE = 500_000_000;

const moved = (scrape: number) => 400_000 + ((scrape * 7_919) % 5_000);
const connections = (scrape: number) => 20 + (scrape % 7);
const samples = (at: (scrape: number) => number) => Array.from({ length: SCRAPES }, (_, scrape) => at(scrape));
const sumUntil = (of: (scrape: number) => number, last: number) =>
  Array.from({ length: last + 1 }, (_, scrape) => of(scrape)).reduce((sum, value) => sum + value, 0);

/** Repeats the last value while the agent does not know the pod, and then has its whole life. */
function unknownAt(...scrapes: number[]): (scrape: number) => number {
  return (scrape) => {
    if (scrapes.includes(scrape)) {
      return moved(scrape - 1);
    }
    return scrapes.includes(scrape - 1) ? BEFORE + sumUntil(moved, scrape) : moved(scrape);
  };
}

/** Has no connections while nstat fails, and then those of the whole life. */
function failedAt(...scrapes: number[]): (scrape: number) => number {
  return (scrape) => {
    if (scrapes.includes(scrape)) {
      return 0;
    }
    return scrapes.includes(scrape - 1) ? 40_000 + sumUntil(connections, scrape) : connections(scrape);
  };
}

const BYTES: Record<string, (scrape: number) => number> = {
  'unknown-once': unknownAt(60),
  'unknown-thrice': unknownAt(30, 100, 180),
  steady: moved,
  'single-burst': (scrape) => (scrape === 77 ? 90_000_000 : moved(scrape)),
  // Probes move the same number of bytes at each scrape.
  'bursts-in-a-row': (scrape) => (scrape >= 77 && scrape < 81 ? 90_000_000 : 1_200),
  'moves-nothing': (scrape) => (scrape === 77 ? 90_000_000 : 0),
};

const CONNECTIONS: Record<string, (scrape: number) => number> = {
  'nstat-fails': failedAt(50, 150),
  'opens-many': (scrape) => (scrape === 77 ? 4_000 : connections(scrape)),
  'opens-none-and-many': (scrape) => (scrape === 70 ? 0 : scrape >= 77 && scrape < 81 ? 4_000 : connections(scrape)),
};

function seriesOf(name: string, pods: Record<string, (scrape: number) => number>): SyntheticSeries[] {
  return Object.entries(pods).map(([pod, at]) => ({
    name,
    labels: { namespace: 'shop', pod, node: 'n1', iface: `eni-${pod}` },
    values: samples(at),
  }));
}

describe.each([
  ['Prometheus', startPrometheusWith],
  ['VictoriaMetrics', startVictoriaMetricsWith],
] as const)('whole-life samples in %s', (_, start) => {
  let store: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    store = await start([
      ...seriesOf('ingress_bytes', BYTES),
      ...seriesOf('ingress_flow', CONNECTIONS),
      ...seriesOf('egress_flow', { other: connections }),
    ]);
  });

  afterAll(() => store.close());

  const namesOf = async (query: string) =>
    (await promInstant(store.url, query, AT_MS)).map(({ labels }) => labels.pod ?? '').sort();
  const found = async (sign: WholeLifeSign) =>
    namesOf(podsWithWholeLives(sign, await namesOf(wholeLifeCandidates(sign, RANGE)), RANGE));

  it('are found for pods that the agent did not know, however often, and not for pods with bursts', async () => {
    expect(await found('repeated bytes')).toEqual(['unknown-once', 'unknown-thrice']);
  });

  it('are found for pods whose connections were counted from their start again, and not for pods that open many', async () => {
    expect(await found('no connections')).toEqual(['nstat-fails']);
  });

  it.each([
    ['ingress_bytes', 'repeated bytes', ['unknown-once', 'unknown-thrice'], moved, 0.001],
    // A scrape without connections stays at zero, and the next scrape counts only its own connections.
    ['ingress_flow', 'no connections', ['nstat-fails'], connections, 0.015],
  ] as const)('do not change the total of %s (%s)', async (name, sign, pods, at, share) => {
    const query = inWindow({
      ...{ metric: metricOf(name), groupBy: 'pod', runningPods: 'by-change', returnedPods: await found(sign) },
      ...{ window: RANGE.window, windowSeconds: String(SECONDS + 30), sharedInterfaces: [] },
    });
    const values = new Map(
      (await promInstant(store.url, query, AT_MS)).map(({ labels, value }) => [labels.pod, value])
    );
    const truth = sumUntil(at, SCRAPES - 1);
    const errors = pods.map((pod) => Math.abs((values.get(pod) ?? NaN) / truth - 1));
    expect(errors.filter((error) => !(error <= share))).toEqual([]);
  });
});
