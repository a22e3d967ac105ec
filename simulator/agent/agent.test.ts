import { type Incident } from '../incidents/incident';
import { countPods } from '../world/interfaces';
import { type ClusterNode } from '../world/nodes';
import { type Pod } from '../world/pods';
import { EPOCH_MS, NOON_MS, podsOf, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from '../world/time';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { Agent } from './agent';
import { type MetricFamily } from '../exposition/exposition';
import { byPod, samplesOf, total } from '../testing/testScrape';

const SCRAPE_MS = 15_000;

/** The node may come from another world: it is found by its name. */
function agentOn(world: SimulatedWorld, { name }: ClusterNode, startMs = NOON_MS): Agent {
  const { node, cell } = required(world.find(name), 'node');
  return new Agent(world, node, cell, startMs);
}

function truth(world: SimulatedWorld, pod: Pod, fromMs: number, toMs: number) {
  return required(countPods(required(world.find(pod.node.name), 'node').cell, [{ pod, fromMs, toMs }])[0], 'count');
}

const outage = (node: ClusterNode | undefined, startMs: number, endMs?: number): Incident => ({
  id: 'test',
  kind: 'agent-outage',
  node: node?.name ?? '',
  startMs,
  ...(endMs !== undefined && { endMs }),
});

describe('what an agent exposes', () => {
  const world = testWorld();
  const node = required(world.nodes[3], 'node');

  it("has one header per family, with the agent's exact text and order", () => {
    const text = agentOn(world, node).metricsText(NOON_MS + SCRAPE_MS);
    const headers = text.split('\n').filter((line) => line.startsWith('#'));
    expect(headers).toEqual([
      '# HELP bw_in_allowance_exceeded The number of packets queued or dropped because the inbound aggregate bandwidth exceeded the maximum for the instance.',
      '# TYPE bw_in_allowance_exceeded gauge',
      '# HELP bw_out_allowance_exceeded The number of packets queued or dropped because the outbound aggregate bandwidth exceeded the maximum for the instance.',
      '# TYPE bw_out_allowance_exceeded gauge',
      '# HELP conntrack_allowance_exceeded The number of packets dropped because connection tracking exceeded the maximum for the instance and new connections could not be established. This can result in packet loss for traffic to or from the instance.',
      '# TYPE conntrack_allowance_exceeded gauge',
      '# HELP egress_bytes Egress bytes count',
      '# TYPE egress_bytes gauge',
      '# HELP egress_flow Egress TCP flow count',
      '# TYPE egress_flow gauge',
      '# HELP egress_packets Egress packet count',
      '# TYPE egress_packets gauge',
      '# HELP ingress_bytes Ingress bytes count',
      '# TYPE ingress_bytes gauge',
      '# HELP ingress_flow Ingress TCP flow count',
      '# TYPE ingress_flow gauge',
      '# HELP ingress_packets Ingress packet count',
      '# TYPE ingress_packets gauge',
      '# HELP linklocal_allowance_exceeded The number of packets dropped because the PPS of the traffic to local proxy services exceeded the maximum for the network interface.',
      '# TYPE linklocal_allowance_exceeded gauge',
      '# HELP pps_allowance_exceeded The number of packets queued or dropped because the bidirectional PPS exceeded the maximum for the instance.',
      '# TYPE pps_allowance_exceeded gauge',
    ]);
  });

  it('labels pods with the instance ID and allowances with the name of the node', () => {
    const lines = agentOn(world, node)
      .metricsText(NOON_MS + SCRAPE_MS)
      .split('\n');
    const podLine =
      /^egress_bytes\{iface="eni[0-9a-f]{11}",instance_id="i-0[0-9a-f]{16}",namespace="[a-z-]+",node="ip-10-\d-\d+-\d+\.ec2\.internal",pod="[a-z0-9-]+"\} \d+$/;
    const podLines = lines.filter((line) => line.startsWith('egress_bytes'));
    expect(podLines.length).toBeGreaterThan(4);
    expect(podLines.filter((line) => !podLine.test(line))).toEqual([]);
    const eni = required(node.networkInterfaces[0], 'interface').eniId;
    expect(lines).toContain(`pps_allowance_exceeded{eni="${eni}",instance_id="${node.name}",node="${node.name}"} 0`);
  });

  it("has no series for pods on the host's network", () => {
    const pods = samplesOf(agentOn(world, node).scrape(NOON_MS + SCRAPE_MS), 'egress_bytes').map(
      ({ labels }) => labels.pod
    );
    expect(
      pods.filter((pod) => /^(aws-node|kube-proxy|prometheus-node-exporter|aws-network-flow)/.test(pod ?? ''))
    ).toEqual([]);
    expect(pods.some((pod) => pod?.startsWith('ebs-csi-node-'))).toBe(true);
  });
});

describe('the change since the last scrape by any client', () => {
  const world = testWorld();
  const client = required(podsOf(world, 'ecommerce/graphql-api', NOON_MS)[0], 'client');
  const key = `${client.namespace}/${client.name}`;

  it('equals the traffic since then', () => {
    const agent = agentOn(world, client.node);
    agent.scrape(NOON_MS + SCRAPE_MS);
    const families = agent.scrape(NOON_MS + 3 * SCRAPE_MS);
    const { primary, connectionsOut } = truth(world, client, NOON_MS + SCRAPE_MS, NOON_MS + 3 * SCRAPE_MS);
    expect(byPod(families, 'ingress_bytes').get(key)).toBe(primary.bytesIn);
    expect(byPod(families, 'egress_packets').get(key)).toBe(primary.packetsOut);
    expect(byPod(families, 'egress_flow').get(key)).toBe(connectionsOut);
  });

  it('is divided among scrapers, so that only all of them together have the total', () => {
    const alone = agentOn(world, client.node);
    const shared = agentOn(world, client.node);
    const atMs = (count: number) => NOON_MS + count * SCRAPE_MS;
    const everything = byPod(alone.scrape(atMs(2)), 'ingress_bytes').get(key) ?? 0;
    const mine = byPod(shared.scrape(atMs(1)), 'ingress_bytes').get(key) ?? 0;
    const theirs = byPod(shared.scrape(atMs(1) + 5000), 'ingress_bytes').get(key) ?? 0;
    const mineLater = byPod(shared.scrape(atMs(2)), 'ingress_bytes').get(key) ?? 0;
    expect(theirs).toBeGreaterThan(0);
    expect(mine + mineLater).toBeLessThan(everything);
    expect(mine + theirs + mineLater).toBe(everything);
  });
});

describe('a pod that no longer exists', () => {
  const world = testWorld();
  const cell = required(world.cells[0], 'cell');
  const run = required(
    cell.pods(NOON_MS, NOON_MS + HOUR_MS).find((pod) => pod.spec.workload === 'report-export' && pod.startMs > NOON_MS),
    'run'
  );
  const key = `batch/${run.name}`;

  it('repeats its last change at every scrape', () => {
    cell.pods(run.startMs, run.startMs + HOUR_MS);
    const agent = agentOn(world, run.node);
    const last = byPod(agent.scrape(run.endMs - 5000), 'egress_bytes').get(key);
    expect(last).toBeGreaterThan(0);
    expect(byPod(agent.scrape(run.endMs + 10_000), 'egress_bytes').get(key)).toBe(last);
    expect(byPod(agent.scrape(run.endMs + HOUR_MS), 'egress_bytes').get(key)).toBe(last);
  });

  it('disappears when the agent restarts', () => {
    const restarted = testWorld({}, () => [outage(run.node, run.endMs + 20_000, run.endMs + 21_000)]);
    const agent = agentOn(restarted, run.node);
    agent.scrape(run.endMs - 5000);
    expect(byPod(agent.scrape(run.endMs + 10_000), 'egress_bytes').has(key)).toBe(true);
    expect(byPod(agent.scrape(run.endMs + 30_000), 'egress_bytes').has(key)).toBe(false);
  });
});

describe('a restart of the agent', () => {
  const node = required(testWorld().nodes[3], 'node');
  const restartMs = NOON_MS + MINUTE_MS;
  const world = testWorld({}, () => [
    outage(node, restartMs, restartMs + 1000),
    { id: 'full', kind: 'inbound-bandwidth', node: node.name, packetsPerSecond: 100, startMs: EPOCH_MS },
  ]);
  const pod = required(
    podsOf(world, 'kube-system/ebs-csi-node', NOON_MS).find((item) => item.node.name === node.name),
    'pod'
  );
  const key = `${pod.namespace}/${pod.name}`;

  it('shows everything that a pod has counted since its start, once', () => {
    const agent = agentOn(world, node);
    const before = byPod(agent.scrape(restartMs - 30_000), 'ingress_bytes').get(key) ?? 0;
    const spike = byPod(agent.scrape(restartMs + 30_000), 'ingress_bytes').get(key);
    const after = byPod(agent.scrape(restartMs + 60_000), 'ingress_bytes').get(key) ?? 0;
    expect(spike).toBe(truth(world, pod, pod.startMs, restartMs + 30_000).primary.bytesIn);
    expect(spike).toBeGreaterThan(500 * before);
    expect(after).toBeLessThan(10 * before);
  });

  it('loses the allowance counts of the interval and causes no spike', () => {
    const agent = agentOn(world, node);
    agent.scrape(restartMs - 30_000);
    const counted = total(agent.scrape(restartMs + 30_000), 'bw_in_allowance_exceeded');
    expect(counted).toBeGreaterThan(0);
    // The new process has run for 29 s, at 100 packets per second, in bursts of at most 1.8 times that rate.
    expect(counted).toBeLessThan(29 * 180);
  });

  it('is counted, and an agent is not up while it is stopped', () => {
    const agent = agentOn(world, node);
    expect([agent.isUp(restartMs - 1), agent.isUp(restartMs), agent.isUp(restartMs + 1000)]).toEqual([
      true,
      false,
      true,
    ]);
    expect([agent.restarts(restartMs), agent.restarts(restartMs + 1000)]).toEqual([0, 1]);
  });
});

describe('a StatefulSet pod that returns under the same name', () => {
  it('shows nothing until its counter exceeds the old one', () => {
    const world = testWorld();
    const pods = required(world.cells[0], 'cell').pods(EPOCH_MS, NOON_MS);
    const returns = pods.flatMap((pod) => {
      const before = pods.find(
        (old) => old.name === pod.name && old.node === pod.node && old.endMs + 25_000 === pod.startMs
      );
      return before ? [{ before, pod }] : [];
    });
    const { before, pod } = required(returns[0], 'pod that came back on its node');
    const ofPod = (families: MetricFamily[]) => byPod(families, 'ingress_bytes').get(`${pod.namespace}/${pod.name}`);
    const agent = agentOn(world, pod.node, before.endMs - MINUTE_MS);
    expect(ofPod(agent.scrape(before.endMs - 1000))).toBeGreaterThan(0);
    expect(ofPod(agent.scrape(pod.startMs + 5000))).toBe(0);
    expect(ofPod(agent.scrape(pod.startMs + 35_000))).toBe(
      truth(world, pod, pod.startMs + 5000, pod.startMs + 35_000).primary.bytesIn
    );
  });
});

describe('a pod with two interfaces', () => {
  it('has a byte counter per interface, and its connections on both', () => {
    const world = testWorld();
    const pod = required(podsOf(world, 'ml-training/feature-cache', NOON_MS)[0], 'pod');
    const families = agentOn(world, pod.node).scrape(NOON_MS + MINUTE_MS);
    const of = (name: string) => samplesOf(families, name).filter(({ labels }) => labels.pod === pod.name);
    const flows = of('egress_flow').map((sample) => sample.value);
    expect(of('ingress_bytes').map(({ labels }) => labels.iface?.slice(0, 3))).toEqual(['eni', 'vet']);
    expect(flows).toHaveLength(2);
    expect(flows[0]).toBe(flows[1]);
    expect(flows[0]).toBeGreaterThan(0);
    const [primary, second] = of('ingress_bytes').map((sample) => sample.value);
    expect(primary).not.toBe(second);
    expect(second).toBeGreaterThan(0);
  });
});

describe('a node with Elastic Fabric Adapters', () => {
  it('exposes counters by device and pod', () => {
    const world = testWorld();
    const node = required(
      world.nodes.find((item) => item.efaDevices.length > 0),
      'GPU node'
    );
    const families = agentOn(world, node).scrape(NOON_MS + MINUTE_MS);
    expect(families.filter(({ name, samples }) => name.startsWith('efa_') && samples.length === 4)).toHaveLength(22);
    expect(samplesOf(families, 'efa_tx_bytes')[0]).toEqual({
      labels: {
        device: 'rdmap16s27',
        instance_id: node.instanceId,
        namespace: 'ml-training',
        node: node.name,
        pod: 'trainer-0',
        port: '1',
      },
      value: expect.any(Number),
    });
    expect(total(families, 'efa_tx_bytes')).toBeGreaterThan(1e10);
  });
});

describe('a reset of the ENA driver', () => {
  it('makes the allowances negative', () => {
    const node = required(testWorld().nodes[0], 'node');
    const world = testWorld({}, () => [
      {
        id: 'full',
        kind: 'inbound-bandwidth',
        node: node.name,
        packetsPerSecond: 100,
        startMs: EPOCH_MS,
        endMs: NOON_MS,
      },
      { id: 'reset', kind: 'driver-reset', node: node.name, startMs: NOON_MS + 20_000, endMs: NOON_MS + 30_000 },
    ]);
    const agent = agentOn(world, node);
    const values = [15_000, 30_000, 45_000].map((afterMs) =>
      total(agent.scrape(NOON_MS + afterMs), 'bw_in_allowance_exceeded')
    );
    expect(values).toEqual([0, expect.any(Number), 0]);
    expect(values[1]).toBeLessThan(-24 * 3600 * 50);
  });
});
