import { zoneTotals } from '../cloudwatch/zoneTotals';
import { DATA, TOTAL_COUNT } from '../cloudwatch/flowTotals';
import { type Incident } from '../incidents/incident';
import { pairTruths } from '../server/truth';
import { type FlowReport } from './flowReports';
import { NOON_MS, podsOf, testWorld, required } from '../testing/testWorld';
import { openConnections } from './pairs';
import { HOUR_MS, MINUTE_MS } from './time';
import { openedAt } from './trackedConnections';
import { type World } from './world';

const EPOCH_MS = NOON_MS - 2 * HOUR_MS;
const RESTART_MS = NOON_MS + 10_000;
const worldWith = (...incidents: Incident[]) => testWorld({ epochMs: EPOCH_MS }, () => incidents);

const undisturbed = worldWith();
const client = required(podsOf(undisturbed, 'ecommerce/graphql-api', NOON_MS)[0], 'client');
const { node } = client;
const cell = required(undisturbed.cells[0], 'cell');

function outage(startMs: number, endMs: number, losesFlows = true): Incident {
  return { id: 'outage', kind: 'agent-outage', node: node.name, startMs, endMs, losesFlows };
}

const restarted = worldWith(outage(RESTART_MS - 10_000, RESTART_MS));

const isOfNode = ({ local }: FlowReport) => local.instanceId === node.instanceId;
const bytes = ({ bytesDelivered, bytesReceived }: FlowReport) => bytesDelivered + bytesReceived;
const keyOf = ({ local, remote, serverPort, localIsClient }: FlowReport) =>
  [local.ip, remote.ip, serverPort, localIsClient].join();

/** The bytes by flow that the node's agent reports. */
function reported(world: World, fromMs: number, toMs: number, which = isOfNode): Map<string, number> {
  const sums = new Map<string, number>();
  for (const report of world.flowReports(fromMs, toMs).filter(which)) {
    sums.set(keyOf(report), (sums.get(keyOf(report)) ?? 0) + bytes(report));
  }
  return sums;
}

const total = (flows: Map<string, number>) => [...flows.values()].reduce((sum, value) => sum + value, 0);

/** For each pair of the node in the hour after noon: how many of its connections have been reopened. */
function keysByReopening() {
  const [hour] = cell.hoursIn(NOON_MS, NOON_MS + HOUR_MS);
  const sockets = required(hour, 'hour').socketsOn.get(required(undisturbed.find(node.name), 'node').node) ?? [];
  return sockets.map(({ pair, localIsClient }) => {
    const [local, remote] = localIsClient ? [pair.client, pair.server] : [pair.server, pair.client];
    const numbers = Array.from({ length: openConnections(pair) }, (_, number) => number);
    const countReopened = (timeMs: number) => numbers.filter((it) => openedAt(pair, it, timeMs) >= RESTART_MS).length;
    return {
      key: [local.ip, remote.ip, pair.conversation.spec.port, localIsClient].join(),
      reopenedShare: (timeMs: number) => countReopened(timeMs) / numbers.length,
    };
  });
}

describe('flows after a restart of the agent', () => {
  const before = reported(undisturbed, RESTART_MS, RESTART_MS + 2 * MINUTE_MS);
  const after = reported(restarted, RESTART_MS, RESTART_MS + 2 * MINUTE_MS);

  it('do not include connections that are older than its process', () => {
    const old = keysByReopening().filter(({ reopenedShare }) => reopenedShare(RESTART_MS + 3 * MINUTE_MS) === 0);
    const active = old.filter(({ key }) => (before.get(key) ?? 0) > 0);
    expect(active.length).toBeGreaterThan(5);
    expect(active.filter(({ key }) => after.has(key))).toEqual([]);
  });

  it('include every connection that is opened for a single request', () => {
    const probe = keysByReopening().filter(({ reopenedShare }) => reopenedShare(RESTART_MS + 20_000) === 1);
    const active = probe.filter(({ key }) => (before.get(key) ?? 0) > 0);
    const fromMs = RESTART_MS + 20_000;
    const [expected, now] = [undisturbed, restarted].map((world) => reported(world, fromMs, fromMs + 2 * MINUTE_MS));
    expect(active.length).toBeGreaterThan(2);
    expect(active.map(({ key }) => now?.get(key))).toEqual(active.map(({ key }) => expected?.get(key)));
  });

  it('are complete again when all connections have been reopened', () => {
    const reopened = keysByReopening().filter(({ reopenedShare }) => reopenedShare(NOON_MS + 50 * MINUTE_MS) === 1);
    const [expected, now] = [undisturbed, restarted].map((world) =>
      reported(world, NOON_MS + 50 * MINUTE_MS, NOON_MS + 55 * MINUTE_MS)
    );
    const keys = reopened.map(({ key }) => key).filter((key) => expected?.has(key));
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.map((key) => now?.get(key))).toEqual(keys.map((key) => expected?.get(key)));
    expect(reopened.length).toBeLessThan(keysByReopening().length);
  });

  it('never exceed the actual traffic', () => {
    expect(total(after)).toBeLessThan(total(before));
    expect([...after].filter(([key, value]) => value > (before.get(key) ?? 0))).toEqual([]);
  });

  it('are unchanged from the agent of the other endpoint', () => {
    const others = (world: World) =>
      reported(world, RESTART_MS, RESTART_MS + 2 * MINUTE_MS, (report) => !isOfNode(report));
    expect(others(restarted)).toEqual(others(undisturbed));
  });

  it('add up regardless of how the window is split', () => {
    const at = (minute: number) => NOON_MS + minute * MINUTE_MS;
    const whole = reported(restarted, at(-1), at(4));
    const parts = [reported(restarted, at(-1), at(1.5)), reported(restarted, at(1.5), at(4))];
    const sums = new Map<string, number>();
    parts.forEach((part) => part.forEach((value, key) => sums.set(key, (sums.get(key) ?? 0) + value)));
    expect(new Map([...sums].sort())).toEqual(new Map([...whole].sort()));
  });

  it('are unchanged if the incident does not lose flows', () => {
    const world = worldWith(outage(RESTART_MS - 10_000, RESTART_MS, false));
    expect(reported(world, RESTART_MS, RESTART_MS + 2 * MINUTE_MS)).toEqual(before);
  });

  it('do not affect the ground truth and the other zones in CloudWatch', () => {
    const window = [RESTART_MS, RESTART_MS + 2 * MINUTE_MS] as const;
    expect(pairTruths(restarted, ...window)).toEqual(pairTruths(undisturbed, ...window));
    const data = (world: World) =>
      [...zoneTotals(world, NOON_MS, NOON_MS + MINUTE_MS)].map(([zone, totals]) => ({
        zone,
        data: totals.filter((_, position) => position % TOTAL_COUNT === DATA)[0] ?? 0,
      }));
    const [expected, now] = [data(undisturbed), data(restarted)];
    expect(now.filter((item, index) => item.data !== expected[index]?.data).map(({ zone }) => zone)).toEqual([
      node.azId,
    ]);
  });
});

describe('an outage that loses the reports of a node', () => {
  // From the middle of a report period to the middle of another one.
  const [startMs, endMs] = [NOON_MS + 40_000, NOON_MS + 2 * MINUTE_MS + 10_000];
  const silent = worldWith(outage(startMs, endMs));

  it('has no reports of the node during the outage, including the period in which it began', () => {
    expect(reported(silent, NOON_MS + 30_000, NOON_MS + 2 * MINUTE_MS).size).toBe(0);
    expect(reported(silent, NOON_MS, NOON_MS + 30_000)).toEqual(reported(undisturbed, NOON_MS, NOON_MS + 30_000));
  });

  it('is not compensated later', () => {
    const lost = total(reported(undisturbed, NOON_MS + 30_000, NOON_MS + 2 * MINUTE_MS));
    const window = [NOON_MS, NOON_MS + 5 * MINUTE_MS] as const;
    expect(lost).toBeGreaterThan(0);
    expect(total(reported(silent, ...window))).toBeLessThanOrEqual(total(reported(undisturbed, ...window)) - lost);
  });

  it('also applies to a crowded node', () => {
    const crowded = required(
      undisturbed.nodes.find((item) => {
        const [hour] = cell.hoursIn(NOON_MS, NOON_MS + HOUR_MS);
        return (hour?.socketsOn.get(item) ?? []).length > 500;
      }),
      'crowded node'
    );
    const ofCrowded = ({ local }: FlowReport) => local.instanceId === crowded.instanceId;
    const world = worldWith({ ...outage(startMs, endMs), node: crowded.name } as Incident);
    const spans = [
      [NOON_MS, NOON_MS + 30_000],
      [NOON_MS + 30_000, NOON_MS + 2 * MINUTE_MS],
      [NOON_MS + 2 * MINUTE_MS, NOON_MS + 3 * MINUTE_MS],
    ] as const;
    const counts = spans.map(([fromMs, toMs]) => world.flowReports(fromMs, toMs).filter(ofCrowded).length);
    expect(counts).toEqual([expect.any(Number), 0, expect.any(Number)]);
    expect(Math.min(counts[0] ?? 0, counts[2] ?? 0)).toBeGreaterThan(50);
  });
});

describe('sampling of new connections', () => {
  const sampling: Incident = {
    id: 'sampling',
    startMs: NOON_MS,
    endMs: NOON_MS + 20 * MINUTE_MS,
    kind: 'connection-sampling',
    node: node.name,
    ratio: 0.25,
  };
  const sampled = worldWith(sampling);
  const shareIn = (fromMs: number, toMs: number, keys: string[]) => {
    const [expected, now] = [undisturbed, sampled].map((world) => reported(world, fromMs, toMs));
    const sum = (flows?: Map<string, number>) => keys.reduce((all, key) => all + (flows?.get(key) ?? 0), 0);
    return sum(now) / sum(expected);
  };
  const probes = keysByReopening()
    .filter(({ reopenedShare }) => reopenedShare(RESTART_MS + 20_000) === 1)
    .map(({ key }) => key);
  const lasting = keysByReopening()
    .filter(({ reopenedShare }) => reopenedShare(NOON_MS + 5 * MINUTE_MS) === 0)
    .map(({ key }) => key);

  it('reports the given share of the traffic of new connections, without scaling up', () => {
    const share = shareIn(NOON_MS + MINUTE_MS, NOON_MS + 19 * MINUTE_MS, probes);
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
  });

  it('reports connections that were open before it in full', () => {
    expect(lasting.length).toBeGreaterThan(5);
    expect(shareIn(NOON_MS + MINUTE_MS, NOON_MS + 4 * MINUTE_MS, lasting)).toBe(1);
  });

  it('omits its connections until they are reopened, and none that is opened after it', () => {
    const fromMs = NOON_MS + 21 * MINUTE_MS;
    expect(shareIn(fromMs, fromMs + 5 * MINUTE_MS, probes)).toBe(1);
    const all = keysByReopening().map(({ key }) => key);
    expect(shareIn(fromMs, fromMs + 5 * MINUTE_MS, all)).toBeLessThan(1);
  });
});
