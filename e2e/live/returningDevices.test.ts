import { type LabelFilter } from '../../src/core/prometheus/matcher';
import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { agentMetric } from '../../src/core/prometheus/agent/catalog';
import { type DeltaGaugeQuery, inWindow, perSecond } from '../../src/core/prometheus/agent/deltaGauge';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { promQueryRange } from '../support/promQuery';

const SCRAPE_MS = 30_000;
const SCRAPES = 61;
const END_MS = SERIES_START_MS + (SCRAPES - 1) * SCRAPE_MS + SCRAPE_MS / 2;
const WHOLE_COUNTER = 98_000_000_000;

const traffic = (index: number) => 1_000 + 100 * (index % 7);

const device = (name: string, pod: string, valueAt: (index: number) => number | null): SyntheticSeries => ({
  name: 'efa_tx_bytes',
  labels: { node: 'n1', device: name, port: '1', namespace: 'ml', pod },
  values: Array.from({ length: SCRAPES }, (_, index) => valueAt(index)),
});

let prometheus: RunningPrometheus;

beforeAll(async () => {
  prometheus = await startPrometheusWith([
    { name: 'bw_in_allowance_exceeded', labels: { node: 'n1', eni: 'eni-1' }, values: Array<number>(SCRAPES).fill(0) },
    device('returns', 'trainer-0', (index) =>
      index < 20 || index > 25 ? traffic(index) : index === 25 ? WHOLE_COUNTER : null
    ),
    device('stays', 'trainer-1', (index) => (index === 40 ? 900_000 : traffic(index))),
    device('reassigned', 'trainer-2', (index) => (index < 30 ? traffic(index) : null)),
    device('reassigned', 'trainer-3', (index) => (index < 30 ? null : 50 * traffic(index))),
  ]);
});

afterAll(() => prometheus.close());

function queryOf(window: string, windowSeconds: string, filters: readonly LabelFilter[] = []): DeltaGaugeQuery {
  const metric = agentMetric('efa_tx_bytes');
  if (!metric) {
    throw new Error('There is no such metric.');
  }
  return { metric, groupBy: 'device', runningPods: 'unguarded', window, windowSeconds, filters };
}

const sumOf = (valueAt: (index: number) => number) =>
  Array.from({ length: SCRAPES }, (_, index) => valueAt(index)).reduce((sum, value) => sum + value, 0);

async function totals(filters: readonly LabelFilter[] = []): Promise<Record<string, number>> {
  const range = { startMs: END_MS, endMs: END_MS, stepMs: SCRAPE_MS };
  const lines = await promQueryRange(prometheus.url, inWindow(queryOf('31m', '1860', filters)), range);
  return Object.fromEntries(lines.map(({ labels, values }) => [labels.device, values[0] ?? NaN]));
}

it('a total excludes the whole counter of a device that comes back, and includes all bursts of a device that stays', async () => {
  const { returns = NaN, stays, reassigned } = await totals();
  const moved = sumOf((index) => (index < 20 || index > 25 ? traffic(index) : 0));
  expect(Math.abs(returns - moved) / moved).toBeLessThan(0.03);
  expect(stays).toBe(sumOf((index) => (index === 40 ? 900_000 : traffic(index))));
  expect(reassigned).toBe(sumOf((index) => (index < 30 ? traffic(index) : 50 * traffic(index))));
});

it('a total of one pod includes everything that its device moved since it was assigned to the pod', async () => {
  const { reassigned } = await totals([{ label: 'pod', operator: '=', value: 'trainer-3' }]);
  expect(reassigned).toBe(sumOf((index) => (index < 30 ? 0 : 50 * traffic(index))));
});

it('a chart has no spike when a device comes back', async () => {
  const range = { startMs: SERIES_START_MS + 5 * 60_000 + 15_000, endMs: END_MS, stepMs: SCRAPE_MS };
  const lines = await promQueryRange(prometheus.url, perSecond(queryOf('2m', '120')), range);
  const [returns] = lines.filter(({ labels }) => labels.device === 'returns');
  expect(returns?.values.length).toBeGreaterThan(40);
  expect(Math.max(...(returns?.values ?? []))).toBeLessThan((4 * 1_600) / 120);
});
