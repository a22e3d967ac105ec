import { type PodTruth, podTruths } from '../../simulator/server/truth';
import { agentMetric, type AgentMetric } from '../../src/core/promql/catalogue';
import { perSecond } from '../../src/core/promql/deltaGauge';
import { type Line, promQueryRange } from '../support/promQuery';
import {
  QUIET_END_MS as END_MS,
  QUIET_INTERVAL_MS as INTERVAL_MS,
  type QuietHour,
  startQuietHour,
} from '../support/quietHour';

const WINDOW_MS = 30 * 60_000;

describe('bandwidth per pod, on a real Prometheus, against what the simulator really sent', () => {
  let hour: QuietHour;
  let url: string;
  let truths: Map<string, PodTruth>;

  beforeAll(async () => {
    hour = await startQuietHour();
    url = hour.prometheus.url;
    const passed = podTruths(hour.simulator.world, END_MS - WINDOW_MS, END_MS);
    truths = new Map(passed.map((truth) => [`${truth.namespace}/${truth.pod}`, truth]));
  });

  afterAll(() => hour.close());

  it.each(['ingress_bytes', 'egress_bytes', 'ingress_packets', 'egress_packets', 'ingress_flow', 'egress_flow'])(
    '%s, as the chart draws it, is within 5 %% for each of the 20 largest pods',
    async (name) => {
      const compared = largest(await drawn(url, ours(name)), truths, name);
      expect(compared).toHaveLength(20);
      expect(compared.filter(({ error }) => Math.abs(error) > 0.05)).toEqual([]);
    }
  );

  it('would find the usual error: rate() over these gauges fails this very comparison', async () => {
    const naive = 'sum by (namespace, pod) (rate(ingress_bytes[1m]))';
    const compared = largest(await drawn(url, naive), truths, 'ingress_bytes');
    expect(compared.filter(({ error }) => Math.abs(error) > 0.05).length).toBeGreaterThan(15);
  });

  it('shows no pod that did not run in the window, although agents go on printing them', async () => {
    const printed = await drawn(url, 'group by (namespace, pod) (ingress_bytes)');
    const shown = await drawn(url, ours('ingress_bytes'));
    const vanished = (lines: Line[]) => lines.filter((line) => !truths.has(keyOf(line)));
    expect(vanished(printed).length).toBeGreaterThan(0);
    expect(vanished(shown)).toEqual([]);
  });
});

/** The query of the chart, with the window that Grafana gives it at this scrape interval. */
function ours(name: string): string {
  return perSecond({
    metric: metricOf(name),
    groupBy: 'pod',
    window: '1m',
    windowSeconds: '60',
    runningPods: 'kube-state-metrics',
  });
}

/**
 * The lines of the chart over the window, a point per scrape.
 *
 * Points lie between scrapes, as they do with real targets, whose scrapes Prometheus spreads over the
 * interval. A point right on a scrape would count one sample too many: ranges of Prometheus 2 include
 * both their ends.
 */
function drawn(url: string, expression: string): Promise<Line[]> {
  return promQueryRange(url, expression, {
    startMs: END_MS - WINDOW_MS + INTERVAL_MS + INTERVAL_MS / 2,
    endMs: END_MS + INTERVAL_MS / 2,
    stepMs: INTERVAL_MS,
  });
}

function metricOf(name: string): AgentMetric {
  const metric = agentMetric(name);
  if (!metric) {
    throw new Error(`No such metric: ${name}`);
  }
  return metric;
}

const TRUTH_MEMBERS: Record<string, keyof PodTruth> = {
  ingress_bytes: 'bytesIn',
  egress_bytes: 'bytesOut',
  ingress_packets: 'packetsIn',
  egress_packets: 'packetsOut',
  ingress_flow: 'connectionsIn',
  egress_flow: 'connectionsOut',
};

interface Comparison {
  pod: string;
  error: number;
}

/** The relative error of what is under each line, for the pods that really moved the most. */
function largest(lines: Line[], truths: ReadonlyMap<string, PodTruth>, name: string): Comparison[] {
  const member = TRUTH_MEMBERS[name];
  const measured = new Map(lines.map((line) => [keyOf(line), areaUnder(line)]));
  return [...truths]
    .map(([pod, truth]) => ({ pod, total: Number(member && truth[member]) }))
    .sort((a, b) => b.total - a.total)
    .slice(0, 20)
    .map(({ pod, total }) => ({ pod, error: ((measured.get(pod) ?? 0) - total) / total }));
}

function areaUnder({ values }: Line): number {
  return values.reduce((sum, value) => sum + value * (INTERVAL_MS / 1_000), 0);
}

function keyOf({ labels }: Line): string {
  return `${labels.namespace}/${labels.pod}`;
}
