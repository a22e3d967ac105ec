import { type Incident } from '../incidents/incident';
import { deviceTruths } from '../server/truth';
import { type AgentGeneration } from '../world/agentGeneration';
import { NOON_MS, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from '../world/time';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { Agent } from './agent';
import { samplesOf } from '../testing/testScrape';

const EPOCH_MS = NOON_MS - HOUR_MS;
const METRIC = 'efa_tx_bytes';
const minute = (number: number) => NOON_MS + number * MINUTE_MS;

const node = required(
  testWorld().nodes.find((item) => item.efaDevices.length > 0),
  'GPU node'
);
const { device } = required(node.efaDevices[1], 'device');

/** The second device is absent from minute 2.5 to minute 4.5. */
const absent: Incident = {
  id: 'absent',
  startMs: minute(2.5),
  endMs: minute(4.5),
  kind: 'efa-device-absent',
  node: node.name,
  device: 1,
};

function worldOf(agentGeneration: AgentGeneration, incidents: Incident[] = [absent]): SimulatedWorld {
  return testWorld({ epochMs: EPOCH_MS, agentGeneration }, () => incidents);
}

function agentIn(world: SimulatedWorld, startMs = NOON_MS): Agent {
  const place = required(world.find(node.name), 'node');
  return new Agent(world, place.node, place.cell, startMs);
}

/** The device's values at minutes 1 to 6; undefined where it has no series. */
function printed(world: SimulatedWorld): Array<number | undefined> {
  const agent = agentIn(world);
  return [1, 2, 3, 4, 5, 6].map(
    (number) => samplesOf(agent.scrape(minute(number)), METRIC).find(({ labels }) => labels.device === device)?.value
  );
}

function passed(fromMs: number, toMs: number): number {
  return required(
    deviceTruths(worldOf('2026-09'), METRIC, fromMs, toMs).find((truth) => truth.device === device),
    'device'
  ).amount;
}

const change = (number: number) => passed(minute(number - 1), minute(number));

describe('an Elastic Fabric Adapter that disappears and returns', () => {
  it('has no series in between, and then exposes its whole counter', () => {
    expect(printed(worldOf('2026-09'))).toEqual([
      change(1),
      change(2),
      undefined,
      undefined,
      passed(EPOCH_MS, minute(5)),
      change(6),
    ]);
  });

  it('repeats its last value in between if series are never removed, and then continues to count', () => {
    expect(printed(worldOf('2026-06'))).toEqual([
      change(1),
      change(2),
      change(2),
      change(2),
      passed(minute(2), minute(5)),
      change(6),
    ]);
  });

  it("does not affect the node's other devices", () => {
    const others = (world: SimulatedWorld) => {
      const agent = agentIn(world);
      return [1, 2, 3, 4, 5, 6].map((number) =>
        samplesOf(agent.scrape(minute(number)), METRIC).filter(({ labels }) => labels.device !== device)
      );
    };
    expect(others(worldOf('2026-09'))).toEqual(others(worldOf('2026-09', [])));
  });

  it('also exposes its whole counter if it was absent when the agent started', () => {
    const restart: Incident = {
      id: 'restart',
      startMs: minute(3.5),
      endMs: minute(3.6),
      kind: 'agent-outage',
      node: node.name,
    };
    const values = printed(worldOf('2026-09', [absent, restart]));
    expect(values.slice(3)).toEqual([undefined, passed(EPOCH_MS, minute(5)), change(6)]);
  });
});

describe('an Elastic Fabric Adapter that is assigned to another pod', () => {
  const world = (generation: AgentGeneration) => testWorld({ agentGeneration: generation });
  const pods = required(world('2026-09').cells[0], 'cell').pods(NOON_MS - 4 * HOUR_MS, NOON_MS + 2 * HOUR_MS);
  const oldPod = required(
    pods.find((pod) => pod.spec.needsGpu && pod.endMs < NOON_MS + HOUR_MS),
    'pod that is replaced'
  );

  it.each([
    ['loses the series of the old pod since September 2026', '2026-09', 4],
    ['keeps the series of the old pod in earlier generations', '2026-06', 6],
  ] as const)('%s', (_, generation, seriesAfter) => {
    const of = world(generation);
    // Until the replacement starts, the other training pod has all devices.
    const times = [oldPod.endMs - MINUTE_MS, oldPod.endMs + 10_000];
    const agent = agentIn(of, oldPod.endMs - 2 * MINUTE_MS);
    const [before, after] = times.map((timeMs) => samplesOf(agent.scrape(timeMs), METRIC).length);
    expect([before, after]).toEqual([4, seriesAfter]);
  });
});
