import { type Incident, type IncidentKind } from '../incidents/incident';
import { interfaceTruths, podTruths } from '../server/truth';
import { countPods } from '../world/interfaces';
import { type Pod } from '../world/pods';
import { NOON_MS, podsOf, testWorld, required } from '../testing/testWorld';
import { HOUR_MS } from '../world/time';
import { ref } from '../world/applications/workloads';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { Agent } from './agent';
import { byPod, samplesOf, total } from '../testing/testScrape';

const SCRAPE_MS = 15_000;
const EPOCH_MS = NOON_MS - 2 * HOUR_MS;
const scrapeMs = (number: number) => NOON_MS + number * SCRAPE_MS;

/** An incident that lasts for the scrapes `first` to `last`, and no others. */
function during(first: number, last: number, incident: IncidentKind): Incident {
  return { ...incident, id: incident.kind, startMs: scrapeMs(first) - 5000, endMs: scrapeMs(last) + 5000 };
}

const worldWith = (scenario: () => Incident[] = () => []) => testWorld({ epochMs: EPOCH_MS }, scenario);
const undisturbed = worldWith();
const pod = required(podsOf(undisturbed, 'ecommerce/graphql-api', NOON_MS)[0], 'pod');
const neighbor = required(
  podsOf(undisturbed, 'kube-system/ebs-csi-node', NOON_MS).find((item) => item.node === pod.node),
  'neighbor'
);
const node = pod.node.name;

function agentIn(world: SimulatedWorld): Agent {
  const place = required(world.find(node), 'node');
  return new Agent(world, place.node, place.cell, NOON_MS);
}

/** `metric` of a pod at scrapes 1 to 6. */
function printed(world: SimulatedWorld, metric: string, of: Pod = pod): number[] {
  const agent = agentIn(world);
  return [1, 2, 3, 4, 5, 6].map((number) =>
    required(byPod(agent.scrape(scrapeMs(number)), metric).get(`${of.namespace}/${of.name}`), 'series')
  );
}

function counted(of: Pod, fromMs: number, toMs: number) {
  return required(countPods(required(undisturbed.cells[0], 'cell'), [{ pod: of, fromMs, toMs }])[0], 'count');
}

const bytesIn = (fromMs: number, toMs: number, of = pod) => counted(of, fromMs, toMs).primary.bytesIn;
const connectionsOut = (fromMs: number, toMs: number) => counted(pod, fromMs, toMs).connectionsOut;
const change = (number: number) => bytesIn(scrapeMs(number - 1), scrapeMs(number));

describe('a pod that the agent does not know for some scrapes', () => {
  it.each([
    ['one scrape', 3, [1, 2, 2, 'life', 5, 6]],
    ['two scrapes', 4, [1, 2, 2, 2, 'life', 6]],
  ] as const)('repeats its last value for %s, and then exposes everything since its start', (_, last, expected) => {
    const world = worldWith(() => [during(3, last, { kind: 'unknown-pods', node })]);
    const whole = bytesIn(pod.startMs, scrapeMs(last + 1));
    expect(printed(world, 'ingress_bytes')).toEqual(expected.map((item) => (item === 'life' ? whole : change(item))));
    expect(whole).toBeGreaterThan(100 * change(1));
  });

  it('is only a pod of the given workload, if one is given', () => {
    const workload = ref('ecommerce', 'graphql-api');
    const world = worldWith(() => [during(3, 3, { kind: 'unknown-pods', node, workload })]);
    expect(printed(world, 'ingress_bytes')[2]).toBe(change(2));
    expect(printed(world, 'ingress_bytes', neighbor)).toEqual(printed(undisturbed, 'ingress_bytes', neighbor));
  });

  it('does not change the ground truth', () => {
    const world = worldWith(() => [during(3, 4, { kind: 'unknown-pods', node })]);
    expect(podTruths(world, NOON_MS, scrapeMs(6))).toEqual(podTruths(undisturbed, NOON_MS, scrapeMs(6)));
  });
});

describe('a failing nstat', () => {
  const world = worldWith(() => [during(3, 3, { kind: 'nstat-failure', node })]);

  it("counts no connections, and then all connections since the pod's start", () => {
    const flow = (number: number) => connectionsOut(scrapeMs(number - 1), scrapeMs(number));
    expect(printed(world, 'egress_flow')).toEqual([
      flow(1),
      flow(2),
      0,
      connectionsOut(pod.startMs, scrapeMs(4)),
      flow(5),
      flow(6),
    ]);
  });

  it('does not affect bytes and packets', () => {
    expect(printed(world, 'ingress_bytes')).toEqual(printed(undisturbed, 'ingress_bytes'));
    expect(printed(world, 'egress_packets')).toEqual(printed(undisturbed, 'egress_packets'));
  });
});

describe('a failing ethtool', () => {
  const full: Incident = {
    id: 'full',
    kind: 'inbound-bandwidth',
    node,
    packetsPerSecond: 100,
    startMs: EPOCH_MS,
    endMs: NOON_MS,
  };
  const allowances = (world: SimulatedWorld, metric: string) => {
    const agent = agentIn(world);
    return [1, 2, 3, 4, 5].map((number) => total(agent.scrape(scrapeMs(number)), metric));
  };
  const exceeded = (world: SimulatedWorld, fromMs: number, toMs: number) =>
    interfaceTruths(world, fromMs, toMs)
      .filter((truth) => truth.node === node)
      .reduce((sum, truth) => sum + truth.bw_in_allowance_exceeded, 0);

  it('subtracts the whole counter and adds it back, if nothing was exceeded', () => {
    const world = worldWith(() => [full, during(3, 3, { kind: 'ethtool-failure', node })]);
    const counter = exceeded(world, EPOCH_MS, NOON_MS);
    expect(counter).toBeGreaterThan(500_000);
    expect(allowances(world, 'bw_in_allowance_exceeded')).toEqual([0, 0, -counter, counter, 0]);
    expect(exceeded(world, NOON_MS, scrapeMs(5))).toBe(0);
  });

  it('does so once for two consecutive scrapes, and adds what was exceeded in between', () => {
    const { endMs: _, ...goingOn } = full;
    const world = worldWith(() => [goingOn, during(3, 4, { kind: 'ethtool-failure', node })]);
    const at = (number: number) => exceeded(world, EPOCH_MS, scrapeMs(number));
    const values = allowances(world, 'bw_in_allowance_exceeded');
    expect(values).toEqual([at(1) - at(0), at(2) - at(1), -at(2), 0, at(5)]);
    expect(values[1]).toBeGreaterThan(0);
  });

  it('has nothing to subtract if nothing was ever exceeded', () => {
    const world = worldWith(() => [during(3, 3, { kind: 'ethtool-failure', node })]);
    expect(allowances(world, 'bw_in_allowance_exceeded')).toEqual([0, 0, 0, 0, 0]);
  });

  it('differs from a driver reset, which is not followed by the opposite value', () => {
    const reset: Incident = { ...during(3, 3, { kind: 'driver-reset', node }) };
    const world = worldWith(() => [full, reset]);
    const counter = exceeded(world, EPOCH_MS, NOON_MS);
    expect(allowances(world, 'bw_in_allowance_exceeded')).toEqual([0, 0, -counter, 0, 0]);
  });

  it('reads zero if a new process starts in between, whose next scrape exposes the whole counter', () => {
    const world = worldWith(() => [
      full,
      during(3, 3, { kind: 'ethtool-failure', node }),
      { id: 'restart', kind: 'agent-outage', node, startMs: scrapeMs(3) - 2000, endMs: scrapeMs(3) - 1000 },
    ]);
    const values = allowances(world, 'bw_in_allowance_exceeded');
    expect(values).toEqual([0, 0, 0, exceeded(world, EPOCH_MS, NOON_MS), 0]);
  });

  it('does not affect pods', () => {
    const world = worldWith(() => [during(3, 3, { kind: 'ethtool-failure', node })]);
    expect(printed(world, 'ingress_bytes')).toEqual(printed(undisturbed, 'ingress_bytes'));
    expect(samplesOf(agentIn(world).scrape(scrapeMs(3)), 'bw_in_allowance_exceeded')).toHaveLength(3);
  });
});
