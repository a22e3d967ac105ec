import { type AgentOutage, type Incident } from '../incidents/incident';
import { EthtoolCounters } from '../nodeexporter/ethtoolCounters';
import { interfaceTruths } from '../server/truth';
import { countPods } from '../world/interfaces';
import { listedPods } from '../world/listedPods';
import { type Pod } from '../world/pods';
import { NOON_MS, podsAt, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from '../world/time';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { Agent } from './agent';
import { byPod, samplesOf } from '../testing/testScrape';

const EPOCH_MS = NOON_MS - 2 * HOUR_MS;
const RESTART_MS = NOON_MS + 10 * MINUTE_MS;

const worldWith = (...incidents: Incident[]) => testWorld({ epochMs: EPOCH_MS }, () => incidents);
const undisturbed = worldWith();
const node = required(undisturbed.nodes[3], 'node');

function restart(more: Partial<AgentOutage> = {}): Incident {
  const span = { id: 'restart', startMs: RESTART_MS - 1000, endMs: RESTART_MS };
  return { ...span, kind: 'agent-outage', node: node.name, ...more };
}

function agentIn(world: SimulatedWorld): Agent {
  const place = required(world.find(node.name), 'node');
  return new Agent(world, place.node, place.cell, NOON_MS);
}

describe("a network interface that is attached after the agent's start", () => {
  const eni = required(node.networkInterfaces[2], 'interface').eniId;
  const attachedMs = NOON_MS + MINUTE_MS;
  const attached: Incident = {
    id: 'attached',
    startMs: attachedMs,
    kind: 'interface-attached',
    node: node.name,
    networkInterface: 2,
  };
  const exceeded: Incident = {
    id: 'exceeded',
    kind: 'allowance-exceeded',
    node: node.name,
    startMs: EPOCH_MS,
    allowance: 'pps_allowance_exceeded',
    networkInterface: 2,
    packetsPerSecond: 50,
  };
  const enisIn = (agent: Agent, timeMs: number) =>
    samplesOf(agent.scrape(timeMs), 'pps_allowance_exceeded').map(({ labels }) => labels.eni);
  const truth = (world: SimulatedWorld, fromMs: number, toMs: number) =>
    required(
      interfaceTruths(world, fromMs, toMs).find((item) => item.eni === eni),
      'interface'
    ).pps_allowance_exceeded;

  it('has no allowance series until the agent restarts', () => {
    const agent = agentIn(worldWith(attached, exceeded, restart()));
    expect(enisIn(agent, attachedMs + MINUTE_MS)).not.toContain(eni);
    expect(enisIn(agent, RESTART_MS - MINUTE_MS)).not.toContain(eni);
    expect(enisIn(agent, RESTART_MS + MINUTE_MS)).toContain(eni);
  });

  it('counts from its attachment on, even though the agent does not expose it', () => {
    const world = worldWith(attached, exceeded);
    expect(truth(world, EPOCH_MS, attachedMs)).toBe(0);
    expect(truth(world, attachedMs, RESTART_MS)).toBeGreaterThan(5 * 60 * 50);
    expect(truth(world, EPOCH_MS, RESTART_MS)).toBe(truth(worldWith(exceeded), attachedMs, RESTART_MS));
  });

  it('is visible to node_exporter at once', () => {
    const world = worldWith(attached, exceeded);
    const place = required(world.find(node.name), 'node');
    const ethtool = new EthtoolCounters(place.node, place.cell, NOON_MS);
    const devices = (timeMs: number) =>
      samplesOf(ethtool.scrape(timeMs), 'node_ethtool_pps_allowance_exceeded').map(({ labels }) => labels.device);
    expect(devices(attachedMs - 1000)).toEqual(['ens5', 'ens6']);
    expect(devices(attachedMs)).toEqual(['ens5', 'ens6', 'ens7']);
  });

  it('has series if the agent restarted between the attachment and the first scrape', () => {
    const early = { ...restart(), startMs: attachedMs + 1000, endMs: attachedMs + 2000 };
    const world = worldWith(attached, early);
    const place = required(world.find(node.name), 'node');
    const agent = new Agent(world, place.node, place.cell, attachedMs + MINUTE_MS);
    expect(enisIn(agent, attachedMs + 2 * MINUTE_MS)).toContain(eni);
  });
});

describe('the first scrape after a restart', () => {
  const onNode = podsAt(undisturbed, RESTART_MS).filter((pod) => pod.node.name === node.name && !pod.spec.hostNetwork);
  const firstMs = RESTART_MS + 15_000;

  function pathOf({ namespace, name }: Pod): string {
    return `${namespace}/${name}`;
  }

  function bytesIn(pod: Pod, fromMs: number, cell = required(undisturbed.cells[0], 'cell')): number {
    const { primary, second } = required(countPods(cell, [{ pod, fromMs, toMs: firstMs }])[0], 'count');
    return primary.bytesIn + second.bytesIn;
  }

  const printed = (world: SimulatedWorld) => {
    const values = byPod(agentIn(world).scrape(firstMs), 'ingress_bytes');
    return onNode.map((pod) => values.get(pathOf(pod)));
  };
  const wholeLives = onNode.map((pod) => bytesIn(pod, pod.startMs));
  const sinceRestart = onNode.map((pod) => bytesIn(pod, RESTART_MS));

  it('exposes everything since the start of all pods if no pod was listed before the baseline', () => {
    expect(printed(worldWith(restart()))).toEqual(wholeLives);
    expect(printed(worldWith(restart({ podPagesAtStart: 0 })))).toEqual(wholeLives);
  });

  it('exposes the traffic since the restart if all pods were listed before', () => {
    expect(printed(worldWith(restart({ podPagesAtStart: 10 })))).toEqual(sinceRestart);
  });

  it('exposes everything since the start of the pods that are beyond the listed pages', () => {
    const large = testWorld({ epochMs: EPOCH_MS, nodes: 30 }, () => [restart({ podPagesAtStart: 1 })]);
    const listed = large.cells.flatMap((cell) => listedPods(cell, {}, RESTART_MS));
    const order = listed.map(pathOf).sort();
    expect(order.length).toBeGreaterThan(200);
    const place = required(large.find(node.name), 'node');
    const values = byPod(new Agent(large, place.node, place.cell, NOON_MS).scrape(firstMs), 'ingress_bytes');
    const own = listed.filter((pod) => pod.node === place.node && values.has(pathOf(pod)));
    const isKnown = (pod: Pod) => order.indexOf(pathOf(pod)) < 150;
    const expected = own.map((pod): [string, number] => {
      return [pathOf(pod), bytesIn(pod, isKnown(pod) ? RESTART_MS : pod.startMs, place.cell)];
    });
    expect(values).toEqual(new Map(expected));
    expect(new Set(own.map(isKnown))).toEqual(new Set([true, false]));
  });
});

describe('an agent from before May 2026', () => {
  it.each(['2025-11', '2026-03'] as const)(
    'has allowances and no interface metrics, without any error: %s',
    (generation) => {
      const world = testWorld({ epochMs: EPOCH_MS, agentGeneration: generation });
      const text = agentIn(world).metricsText(NOON_MS + MINUTE_MS);
      expect(text).toContain('linklocal_allowance_exceeded{');
      expect(text).not.toMatch(/ingress_|egress_|efa_/);
    }
  );
});
