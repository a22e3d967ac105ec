import { monitorRules } from '../../alerts/monitors';
import { type AlertRule, type MonitorNumber, type MonitorQuery } from '../../alerts/rule';
import { type Simulator, startSimulator } from '../../simulator';
import { type Incident, type IncidentKind } from '../../simulator/incidents/incident';
import { type ClusterNode } from '../../simulator/world/nodes';
import { ManualClock } from '../../simulator/world/clock';
import { MINUTE_MS } from '../../simulator/world/time';
import { ref } from '../../simulator/world/applications/workloads';
import { USUAL_STATISTIC } from '../../src/core/cloudwatch/monitorMetrics';
import { CloudWatchClient } from '../support/cloudWatch';
import { addTime, firingTimes, type Times } from '../support/firingTimes';

const START_MS = Date.parse('2026-11-24T16:00:00Z');
const minute = (minutes: number) => START_MS + minutes * MINUTE_MS;
const LAG_MINUTES = 1;
/** The time between two evaluations. */
const STEP_MS = 5 * MINUTE_MS;

const LOSSY_PATH: IncidentKind = {
  kind: 'lossy-path',
  client: ref('ecommerce', 'graphql-api'),
  server: ref('ecommerce', 'orders'),
  lossRatio: 0.03,
  roundTripFactor: 4,
};

const conntrackOn = (nodes: ClusterNode[]): IncidentKind[] =>
  nodes.slice(0, 3).map(({ name }) => ({ kind: 'conntrack-exhaustion', node: name, packetsPerSecond: 25 }));

/** The first half of the hour that begins at the start. */
const HALF_HOUR = { startMs: minute(0), endMs: minute(30) };

let simulator: Simulator | undefined;

afterEach(() => simulator?.close());

/** The minutes at which each rule fires if these are the only incidents. Rules are evaluated every five minutes. */
async function firing(what: (nodes: ClusterNode[]) => IncidentKind[]): Promise<Record<string, number[]>> {
  const clock = new ManualClock(minute(-20));
  simulator = await startSimulator({
    clock,
    nodes: 6,
    flowApi: { ingestionLagMs: LAG_MINUTES * MINUTE_MS },
    scenario: (nodes) =>
      what(nodes).map((incident, index): Incident => ({ ...incident, id: `${index}`, ...HALF_HOUR })),
  });
  const cloudWatch = new CloudWatchClient(simulator);
  const rules = monitorRules();
  const wrong = new Map<string, Times>(rules.map(({ name }) => [name, new Map()]));
  for (let timeMs = minute(-20); timeMs <= minute(80); timeMs += STEP_MS) {
    clock.advanceTo(timeMs);
    for (const rule of rules) {
      const values = await compared(rule, cloudWatch, timeMs);
      values.forEach((value, arn) => value > rule.above && addTime(wrong.get(rule.name) ?? new Map(), arn, timeMs));
    }
  }
  const ofOne = rules.map(({ name, forSeconds }) => {
    const times = firingTimes(wrong.get(name) ?? new Map(), forSeconds, STEP_MS);
    const [first = []] = [...times].filter(([arn]) => arn.endsWith('/demo-monitor')).map(([, timesMs]) => timesMs);
    return [name, first.map((timeMs) => (timeMs - START_MS) / MINUTE_MS)] as const;
  });
  return Object.fromEntries(ofOne);
}

/** Evaluates Grafana's math on numbers as JavaScript. */
function calculate(expression: string, numbers: Record<string, number>): number {
  const names = Object.keys(numbers);
  const calculation = new Function(...names.map((name) => `$${name}`), `return ${expression};`);
  return calculation(...names.map((name) => numbers[name]));
}

async function compared({ query }: AlertRule<MonitorQuery>, cloudWatch: CloudWatchClient, timeMs: number) {
  const byMonitor = new Map<string, Record<string, number>>();
  for (const [name, number] of Object.entries(query.numbers)) {
    for (const [arn, value] of await numbersOf(number, cloudWatch, timeMs)) {
      byMonitor.set(arn, { ...byMonitor.get(arn), [name]: value });
    }
  }
  return new Map(
    Array.from(byMonitor, ([arn, numbers]) => {
      const value = calculate(query.value, numbers);
      return [arn, query.compared ? calculate(query.compared, { ...numbers, value }) : value];
    })
  );
}

async function numbersOf(
  { metric, windowSeconds, periodSeconds, reducer }: MonitorNumber,
  cloudWatch: CloudWatchClient,
  timeMs: number
) {
  const range = { startMs: timeMs - windowSeconds * 1_000, endMs: timeMs };
  const results = await cloudWatch.getMetricData({
    metric,
    statistic: USUAL_STATISTIC[metric],
    periodSeconds,
    ...range,
  });
  return results.map(({ label, values }): [string, number] => {
    const sum = values.reduce((total, value) => total + value, 0);
    return [label, reducer === 'sum' ? sum : sum / values.length];
  });
}

const every = (from: number, to: number) => Array.from({ length: (to - from) / 5 + 1 }, (_, index) => from + index * 5);

describe('monitor alerts', () => {
  it('report a lossy path of the AWS network by its health and its losses, and end when it ends', async () => {
    const fired = await firing(() => [LOSSY_PATH]);
    // Most of a quarter of an hour that was published one minute late.
    expect(fired.EastwestMonitorDegraded).toEqual(every(10, 35));
    expect(fired.EastwestMonitorRetransmissions?.length).toBeGreaterThan(0);
    expect(Math.max(...(fired.EastwestMonitorRetransmissions ?? []))).toBeLessThan(70);
  });

  it('report exhausted connection tracking by timeouts, and not as a problem of the AWS network', async () => {
    const fired = await firing(conntrackOn);
    expect(fired.EastwestMonitorDegraded).toEqual([]);
    expect(fired.EastwestMonitorTimeouts?.length).toBeGreaterThan(0);
    expect(Math.max(...(fired.EastwestMonitorTimeouts ?? []))).toBeLessThan(70);
  });

  it('do not fire if nothing goes wrong', async () => {
    const fired = await firing(() => []);
    expect(Object.values(fired).flat()).toEqual([]);
  });
});

describe('the condition for timeouts', () => {
  const rule = monitorRules().find(({ name }) => name === 'EastwestMonitorTimeouts');
  const isWrong = (numbers: Record<string, number>) => {
    const { value = '', compared: other = '' } = rule?.query ?? {};
    return calculate(other, { ...numbers, value: calculate(value, numbers) }) > (rule?.above ?? 0);
  };

  it.each([
    ['many, and far more than usual', { events: 500, bytes: 10e9, weekEvents: 1_000, weekBytes: 1_000e9 }, true],
    ['many, as usual', { events: 500, bytes: 10e9, weekEvents: 20_000, weekBytes: 1_000e9 }, false],
    ['few, regardless of the ratio', { events: 99, bytes: 1e6, weekEvents: 99, weekBytes: 1_000e9 }, false],
    [
      'many in a lot of traffic, and far more than usual',
      { events: 500, bytes: 100e9, weekEvents: 500, weekBytes: 1_000e9 },
      false,
    ],
    ['none, without traffic', { events: 0, bytes: 0, weekEvents: 0, weekBytes: 0 }, false],
    [
      'many, without traffic because everything is lost',
      { events: 500, bytes: 0, weekEvents: 1_000, weekBytes: 1_000e9 },
      true,
    ],
  ])('is evaluated right for events that are %s', (_, numbers, expected) => {
    expect(isWrong(numbers)).toBe(expected);
  });
});
