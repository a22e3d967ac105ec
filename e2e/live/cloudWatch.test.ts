import { type Simulator, startSimulator } from '../../simulator';
import { type IncidentKind } from '../../simulator/incidents/incident';
import { ManualClock } from '../../simulator/world/clock';
import { Cell } from '../../simulator/world/cell';
import { nodeOf } from '../../simulator/world/endpoints';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../simulator/world/time';
import { accumulate } from '../../simulator/world/traffic';
import * as at from '../../simulator/world/trafficAmounts';
import { amount, zeroAmounts } from '../../simulator/world/trafficAmounts';
import { ref } from '../../simulator/world/applications/workloads';
import { CloudWatchClient } from '../support/cloudWatch';

const NOW_MS = Date.parse('2026-11-24T18:30:20Z');
const EPOCH_MS = Date.parse('2026-11-24T15:00:00Z');
const LAG_MS = MINUTE_MS;
const HOUR = { startMs: Date.parse('2026-11-24T16:00:00Z'), endMs: Date.parse('2026-11-24T17:00:00Z') };
const LOSSY = { startMs: HOUR.startMs + 10.5 * MINUTE_MS, endMs: HOUR.startMs + 20 * MINUTE_MS };

const arn = (name: string) => `arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/${name}`;
const LOSSY_PATH: IncidentKind = {
  kind: 'lossy-path',
  client: ref('ecommerce', 'graphql-api'),
  server: ref('ecommerce', 'orders'),
  lossRatio: 0.03,
  roundTripFactor: 4,
};

let clock: ManualClock;
let simulator: Simulator;
let cloudWatch: CloudWatchClient;

beforeEach(async () => {
  clock = new ManualClock(NOW_MS);
  simulator = await startSimulator({
    clock,
    epochMs: EPOCH_MS,
    flowApi: { extraMonitorCount: 1, ingestionLagMs: LAG_MS },
    scenario: (nodes) => {
      const node = nodes[4]?.name ?? '';
      const span = { startMs: HOUR.startMs + 30 * MINUTE_MS, endMs: HOUR.startMs + 50 * MINUTE_MS };
      return [
        { ...LOSSY_PATH, id: 'lossy', ...LOSSY },
        { kind: 'inbound-bandwidth', node, packetsPerSecond: 180, id: 'bandwidth', ...span },
        { kind: 'conntrack-exhaustion', node, packetsPerSecond: 25, id: 'conntrack', ...span },
      ];
    },
  });
  cloudWatch = new CloudWatchClient(simulator);
});

afterEach(() => simulator.close());

interface Truth {
  bytes: number;
  retransmissions: number;
  timeouts: number;
}

/** The totals that all ends on a node report for their flows in a window, in one zone or in all zones. */
function truth(startMs: number, endMs: number, zone?: string): Truth {
  const truths = { bytes: 0, retransmissions: 0, timeouts: 0 };
  for (const { pairs } of simulator.world.cells.flatMap((cell) => [...cell.hoursIn(startMs, endMs)])) {
    for (const pair of pairs.filter(({ conversation }) => conversation.spec.protocol === 'TCP')) {
      const sums = zeroAmounts();
      accumulate(pair, startMs, endMs, sums);
      const of = (...positions: number[]) => positions.reduce((sum, position) => sum + amount(sums, position), 0);
      const isOnNode = (end: typeof pair.client) => {
        const node = nodeOf(end);
        return node !== undefined && (zone ?? node.azName) === node.azName;
      };
      if (isOnNode(pair.client)) {
        truths.bytes += of(at.PAYLOAD_UP, at.PAYLOAD_DOWN);
        truths.retransmissions += of(at.RETRANSMITTED_SYN, at.RETRANSMITTED_UP);
        truths.timeouts += of(at.TIMEOUTS_SYN, at.TIMEOUTS_UP);
      }
      if (isOnNode(pair.server)) {
        truths.bytes += of(at.PAYLOAD_UP, at.PAYLOAD_DOWN);
        truths.retransmissions += of(at.RETRANSMITTED_DOWN);
        truths.timeouts += of(at.TIMEOUTS_DOWN);
      }
    }
  }
  return truths;
}

const total = (values: readonly number[] = []) => values.reduce((sum, value) => sum + value, 0);

describe('ListMetrics', () => {
  it('returns five metrics for every monitor that publishes, and none for monitors that do not work', async () => {
    const names = ['demo-monitor', 'demo-vpc-monitor', 'extra-monitor-01'];
    const metrics = ['DataTransferred', 'Retransmissions', 'Timeouts', 'RoundTripTime', 'HealthIndicator'];
    const expected = names.flatMap((name) => metrics.map((metric) => `${metric} of ${name}`));
    expect(await cloudWatch.listMetrics()).toEqual(expected);
  });

  it('filters by metric, dimension, and Region', async () => {
    expect(await cloudWatch.listMetrics({ MetricName: 'Timeouts' })).toHaveLength(3);
    const dimension = {
      'Dimensions.member.1.Name': 'MonitorId',
      'Dimensions.member.1.Value': arn('demo-monitor'),
      MetricName: 'Timeouts',
    };
    expect(await cloudWatch.listMetrics(dimension)).toEqual(['Timeouts of demo-monitor']);
    expect(await cloudWatch.listMetrics({ Namespace: 'AWS/Billing' })).toEqual([]);
    expect(await cloudWatch.listMetrics({}, 'eu-west-1')).toEqual([]);
  });
});

describe('GetMetricData', () => {
  it.each([
    ['DataTransferred', 'bytes'],
    ['Retransmissions', 'retransmissions'],
    ['Timeouts', 'timeouts'],
  ] as const)('returns the sum over all flows of a monitor: %s', async (metric, member) => {
    const request = { metric, statistic: 'Sum', periodSeconds: 300, ...HOUR };
    const [cluster, vpc, zone] = await cloudWatch.getMetricData(request);
    const labels = [cluster, vpc, zone].map((result) => result?.label);
    expect(labels).toEqual(['demo-monitor', 'demo-vpc-monitor', 'extra-monitor-01'].map(arn));
    const periods = Array.from({ length: 12 }, (_, index) => HOUR.startMs + index * 5 * MINUTE_MS);
    expect(cluster?.timesMs).toEqual(periods);
    expect(cluster?.values).toEqual(periods.map((startMs) => truth(startMs, startMs + 5 * MINUTE_MS)[member]));
    expect(vpc?.values).toEqual(cluster?.values);
    expect(total(zone?.values)).toBe(truth(HOUR.startMs, HOUR.endMs, 'us-east-1a')[member]);
    expect(total(zone?.values)).toBeGreaterThan(0);
  });

  it('returns more than the rows of the flow API, which are only the largest', async () => {
    const request = { metric: 'DataTransferred', statistic: 'Sum', periodSeconds: 3_600, ...HOUR };
    const [cluster] = await cloudWatch.getMetricData(request);
    const reports = simulator.world.flowReports(HOUR.startMs, HOUR.endMs);
    const bytes = reports.map(({ bytesDelivered, bytesReceived }) => bytesDelivered + bytesReceived);
    const largest = bytes.sort((a, b) => b - a).slice(0, 500);
    expect(cluster?.values[0]).toBeGreaterThan(total(largest));
  });

  it('reports degraded health while the AWS network loses packets, but not while an instance exceeds its allowances', async () => {
    const request = { metric: 'HealthIndicator', statistic: 'Maximum', periodSeconds: 60, ...HOUR };
    const [cluster] = await cloudWatch.getMetricData({ ...request, monitors: [arn('demo-monitor')] });
    const isLossy = cluster?.timesMs.map((timeMs) =>
      Number(timeMs + MINUTE_MS > LOSSY.startMs && timeMs < LOSSY.endMs)
    );
    expect(cluster?.values).toEqual(isLossy);
    expect(total(cluster?.values)).toBe(10);
  });

  it('returns round-trip times in microseconds, and only for some minutes', async () => {
    const request = { metric: 'RoundTripTime', statistic: 'Average', periodSeconds: 60, ...HOUR };
    const [cluster] = await cloudWatch.getMetricData({ ...request, monitors: [arn('demo-monitor')] });
    expect(cluster?.values).toHaveLength(12);
    cluster?.values.forEach((value) => expect(value).toBeGreaterThan(70));
    cluster?.values.forEach((value) => expect(value).toBeLessThan(200_000));
  });

  it('returns nothing from before the simulated world, and nothing that is not published yet', async () => {
    const range = { startMs: NOW_MS - 2 * DAY_MS, endMs: NOW_MS };
    const request = { metric: 'Timeouts', statistic: 'SampleCount', periodSeconds: 60, ...range };
    const [cluster] = await cloudWatch.getMetricData(request);
    expect(cluster?.timesMs[0]).toBe(EPOCH_MS);
    expect(cluster?.timesMs.at(-1)).toBe(Date.parse('2026-11-24T18:28:00Z'));
    expect(cluster?.timesMs).toHaveLength(Math.round((NOW_MS - EPOCH_MS) / MINUTE_MS) - 1);
  });

  it('does not change past values, and includes an incident from its start', async () => {
    const startMs = NOW_MS - HOUR_MS;
    const request = { metric: 'HealthIndicator', statistic: 'Maximum', periodSeconds: 60, startMs };
    const [before] = await cloudWatch.getMetricData({ ...request, endMs: NOW_MS });
    expect(total(before?.values)).toBe(0);
    simulator.world.incidents.add(LOSSY_PATH, NOW_MS);
    clock.advanceTo(NOW_MS + 5 * MINUTE_MS);
    const [after] = await cloudWatch.getMetricData({ ...request, endMs: clock.nowMs() });
    expect(after?.values.slice(0, before?.values.length)).toEqual(before?.values);
    const degraded = after?.timesMs.filter((_, index) => after.values[index] === 1);
    expect(degraded).toEqual([30, 31, 32, 33].map((minute) => Date.parse(`2026-11-24T18:${minute}:00Z`)));
  });

  it('returns an empty result for the name of a missing monitor, and no result for a search', async () => {
    const request = { metric: 'Timeouts', statistic: 'Sum', periodSeconds: 60, ...HOUR };
    expect(await cloudWatch.getMetricData({ ...request, monitors: [arn('x')] })).toMatchObject([{ values: [] }]);
    expect(await cloudWatch.getMetricData({ ...request, monitors: [arn('x'), arn('y')] })).toEqual([]);
  });

  it('rejects what CloudWatch rejects, with errors of the same form', async () => {
    const { status, text } = await cloudWatch.post({ Action: 'GetMetricData', StartTime: 'x', EndTime: 'y' });
    expect(status).toBe(400);
    expect(text).toMatch(/<Error><Type>Sender<\/Type><Code>ValidationError<\/Code><Message>.+<\/Message><\/Error>/);
    expect((await cloudWatch.post({ Action: 'PutMetricData' })).text).toContain('<Code>InvalidAction</Code>');
  });
});

describe('the history', () => {
  it('is computed in its own thread, so that no request waits for it', async () => {
    const hoursIn = jest.spyOn(Cell.prototype, 'hoursIn');
    await simulator.cloudWatch.prepare();
    const [cluster] = await cloudWatch.getMetricData({
      metric: 'DataTransferred',
      statistic: 'Sum',
      periodSeconds: 300,
      startMs: EPOCH_MS,
      endMs: NOW_MS,
    });
    expect(cluster?.values).toHaveLength(42);
    expect(hoursIn).not.toHaveBeenCalled();
    hoursIn.mockRestore();
  });

  it('is no longer computed after the simulator closes', async () => {
    const prepared = simulator.cloudWatch.prepare();
    await simulator.close();
    await expect(prepared).resolves.toBeUndefined();
  });
});

describe('the other operations that Grafana calls', () => {
  it('return the Region', async () => {
    const { text } = await cloudWatch.post({ Action: 'DescribeRegions' });
    expect(text).toContain('<regionInfo><item><regionName>us-east-1</regionName></item></regionInfo>');
  });
});
