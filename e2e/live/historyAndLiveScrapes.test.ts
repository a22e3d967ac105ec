import { type RunningCluster, startCluster } from '../../scripts/demo/startCluster';
import { podTruths } from '../../simulator/server/truth';
import { type Clock, wallClock } from '../../simulator/world/clock';
import { floorTo, MINUTE_MS, REPORT_PERIOD_MS } from '../../simulator/world/time';
import { until } from '../support/until';

const HISTORY_MS = 5 * MINUTE_MS;
const SCRAPE_INTERVAL_MS = 15_000;

/** The wall clock, by which a real Prometheus scrapes, except while it is stopped. */
class StoppableClock implements Clock {
  private stoppedMs: number | undefined;

  nowMs(): number {
    return this.stoppedMs ?? wallClock.nowMs();
  }

  stopAt(timeMs: number): void {
    this.stoppedMs = timeMs;
  }

  run(): void {
    this.stoppedMs = undefined;
  }
}

interface Series {
  labels: Record<string, string>;
  samples: Array<{ timeMs: number; value: number }>;
}

/** All samples of the last quarter of an hour, as they were scraped. */
async function samplesOf(url: string, metric: string): Promise<Series[]> {
  const query = new URLSearchParams({ query: `${metric}[15m]` });
  const { data } = await (await fetch(`${url}/api/v1/query?${query.toString()}`)).json();
  return data.result.map(
    ({ metric: labels, values }: { metric: Series['labels']; values: Array<[number, string]> }) => ({
      labels,
      samples: values.map(([seconds, value]) => ({ timeMs: seconds * 1_000, value: Number(value) })),
    })
  );
}

const sumAfter = ({ samples }: Series, timeMs: number) =>
  samples.filter((sample) => sample.timeMs > timeMs).reduce((sum, { value }) => sum + value, 0);

describe('the transition from the generated history to the live scrapes of a real Prometheus', () => {
  const clock = new StoppableClock();
  let cluster: RunningCluster;
  /** The time of a scrape in the generated history that is not the first. */
  let fromMs: number;
  let toMs: number;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    const simulator = { nodes: 6, clock, scenario: () => [] };
    cluster = await startCluster({
      ...{ ports, historyMs: HISTORY_MS, alertRulesIn: 'Prometheus', simulator },
      // Prometheus refuses a scrape that it starts before the end of the history, even if the agent responds after it and
      // counts from there on. Until the first live scrapes are stored, agents therefore have nothing to count.
      onHistory: (lastMs) => clock.stopAt(lastMs),
    });
    const [first] = await samplesOf(cluster.prometheus.url, 'up{job="nfm"}');
    fromMs = (first?.samples[0]?.timeMs ?? NaN) + 4 * SCRAPE_INTERVAL_MS;
    await scrapedLive(1);
    clock.run();
    await scrapedLive(5);
    toMs = clock.nowMs();
    clock.stopAt(toMs);
    // When the next scrape is stored, the last scrape before the clock stopped is stored, too.
    await scrapedLive(7);
  });

  afterAll(() => cluster.close());

  /** Waits until every target has this number of samples from live scrapes. */
  async function scrapedLive(times: number): Promise<void> {
    await until(async () => {
      const targets = await samplesOf(cluster.prometheus.url, 'up{job=~"nfm|nfm-flows"}');
      const isWritten = (timeMs: number) => (timeMs - fromMs) % SCRAPE_INTERVAL_MS === 0;
      return targets.every(({ samples }) => samples.filter(({ timeMs }) => !isWritten(timeMs)).length >= times);
    });
  }

  it('loses and repeats no bytes of a pod', async () => {
    const truths = new Map(
      podTruths(cluster.simulator.world, fromMs, toMs).map((truth) => [`${truth.namespace}/${truth.pod}`, truth])
    );
    const running = podTruths(cluster.simulator.world, fromMs, fromMs + 1).map(({ uid }) => uid);
    const stillRunning = new Set(podTruths(cluster.simulator.world, toMs - 1, toMs).map(({ uid }) => uid));
    const steady = running.filter((uid) => stillRunning.has(uid));
    const scraped = new Map<string, number>();
    for (const series of await samplesOf(cluster.prometheus.url, 'ingress_bytes')) {
      const pod = `${series.labels.namespace}/${series.labels.pod}`;
      scraped.set(pod, (scraped.get(pod) ?? 0) + sumAfter(series, fromMs));
    }
    const compared = [...truths].filter(([, { uid }]) => steady.includes(uid));
    expect(compared.length).toBeGreaterThan(20);
    expect(compared.map(([pod]) => [pod, scraped.get(pod)])).toEqual(
      compared.map(([pod, { bytesIn }]) => [pod, bytesIn])
    );
  });

  it('keeps every report in the flow series, as far back as in the other series', async () => {
    const reports = cluster.simulator.world.flowReports(
      floorTo(fromMs, REPORT_PERIOD_MS),
      floorTo(toMs, REPORT_PERIOD_MS)
    );
    const scraped = await samplesOf(cluster.prometheus.url, 'nfm_bytes_delivered');
    const sum = scraped.reduce((total, series) => total + sumAfter(series, fromMs), 0);
    expect(sum).toBe(reports.reduce((total, { bytesDelivered }) => total + bytesDelivered, 0));
    expect(sum).toBeGreaterThan(0);
  });
});
