import { podsByAddress } from '../../src/core/prometheus/flowSeries/podAddresses';
import {
  SERIES_START_MS,
  type SyntheticSeries,
  startPrometheusWith,
  startVictoriaMetricsWith,
} from '../support/syntheticSeries';
import { promInstant } from '../support/promInstant';

const SCRAPES = 40;
const AT_MS = SERIES_START_MS + (SCRAPES - 1) * 30_000 + 10_000;

/** The series of a pod with an address. The pod runs at some scrapes, and is listed at all of them. */
function pod(name: string, runs: (scrape: number) => boolean): SyntheticSeries[] {
  const labels = { namespace: 'shop', pod: name, uid: name };
  const each = (valueOf: (scrape: number) => number) => Array.from({ length: SCRAPES }, (_, scrape) => valueOf(scrape));
  return [
    {
      name: 'kube_pod_info',
      labels: { ...labels, node: 'n1', pod_ip: '10.0.1.5', host_network: 'false' },
      values: each(() => 1),
    },
    {
      name: 'kube_pod_status_phase',
      labels: { ...labels, phase: 'Running' },
      values: each((scrape) => Number(runs(scrape))),
    },
  ];
}

describe.each([
  ['Prometheus', startPrometheusWith],
  ['VictoriaMetrics', startVictoriaMetricsWith],
] as const)('an address in %s', (_, start) => {
  /** The pods to which the address is attributed. */
  async function named(series: SyntheticSeries[]): Promise<Array<string | undefined>> {
    const engine = await start(series);
    try {
      const points = await promInstant(engine.url, podsByAddress('client', { window: '20m' }, {}), AT_MS);
      return points.map(({ labels }) => labels.client_pod);
    } finally {
      await engine.close();
    }
  }

  it.each([[['a', 'b']], [['b', 'a']]])(
    'belongs to the running one of two pods that had it for the same time, regardless of their names',
    async ([first = '', last = '']) => {
      const half = SCRAPES / 2;
      const series = [...pod(first, (scrape) => scrape < half), ...pod(last, (scrape) => scrape >= half)];
      expect(await named(series)).toEqual([last]);
    }
  );

  it('belongs to the pod that had it longer, even if that pod no longer runs', async () => {
    const series = [...pod('long', (scrape) => scrape < 30), ...pod('short', (scrape) => scrape >= 30)];
    expect(await named(series)).toEqual(['long']);
  });
});
