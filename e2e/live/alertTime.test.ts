/** @jest-environment ./e2e/support/browserWithFetch.js */
import { firstValueFrom } from 'rxjs';
import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { newestActive } from '../../src/core/alert/activeTime';
import { activeInSeries, searchedWindow } from '../../src/core/alert/alertSeries';
import { NO_PROMETHEUS_CONFIGURED } from '../../src/datasource/messages';
import { type FakeGrafana, startFakeGrafana } from '../support/fakeGrafana';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';

const MINUTE_MS = 60_000;
const NODE = { node: 'n "1"', eni: 'eni-1' };
const LINK = { rule: 'EastwestInboundBandwidthExceeded', labels: NODE };
const NOW_MS = SERIES_START_MS + 3 * 60 * MINUTE_MS;

/** What Prometheus writes about an alert, evaluated every minute: true from the first minute to the last one. */
function series(state: string, first: number, last: number, labels = NODE, alertname = LINK.rule): SyntheticSeries {
  const values = Array.from({ length: last + 1 }, (_, minute) => (minute < first ? null : 1));
  const own = { ...labels, alertname, alertstate: state, severity: 'warning' };
  return { name: 'ALERTS', labels: own, values, stepSeconds: 60 };
}

let prometheus: RunningPrometheus;
let grafana: FakeGrafana;

beforeAll(async () => {
  prometheus = await startPrometheusWith([
    series('pending', 60, 64),
    series('firing', 65, 90),
    series('firing', 100, 110, { ...NODE, eni: 'eni-2' }),
    series('firing', 120, 130, NODE, 'EastwestAgentSilent'),
  ]);
  grafana = await startFakeGrafana([{ uid: 'prom', name: 'Prometheus', type: 'prometheus', url: prometheus.url }]);
});

afterAll(async () => {
  await grafana.close();
  await prometheus.close();
});

it('reads from Prometheus when an alert was pending and firing, and not those with other labels or names', async () => {
  const dataSource = grafana.flows({ prometheusUid: 'prom' });
  const found = await firstValueFrom(dataSource.alertSeries(LINK, searchedWindow(NOW_MS)));
  expect(found.map(({ labels }) => labels.alertstate).sort()).toEqual(['firing', 'pending']);
  const { startMs = 0, endMs = 0, hasFired } = newestActive(activeInSeries(found)) ?? {};
  expect((startMs - SERIES_START_MS) / MINUTE_MS).toBe(59);
  // The last sample counts for five minutes, because imported series have no marks of their end.
  expect((endMs - SERIES_START_MS) / MINUTE_MS).toBeGreaterThanOrEqual(90);
  expect((endMs - SERIES_START_MS) / MINUTE_MS).toBeLessThanOrEqual(95);
  expect(hasFired).toBe(true);
});

it('rejects with what to do if no Prometheus is selected', async () => {
  const series$ = grafana.flows({}).alertSeries(LINK, searchedWindow(NOW_MS));
  await expect(firstValueFrom(series$)).rejects.toThrow(NO_PROMETHEUS_CONFIGURED);
});
