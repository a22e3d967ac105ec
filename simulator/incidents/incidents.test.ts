import { Agent } from '../agent/agent';
import { samplesOf } from '../testing/testScrape';
import { type FlowReport } from '../world/flowReports';
import { EPOCH_MS, NOON_MS, podsOf, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from '../world/time';
import { ref, type WorkloadRef } from '../world/applications/workloads';
import { type SimulatedWorld } from './simulatedWorld';
import { demoScenario } from './demoScenario';
import { type Incident, type IncidentKind } from './incident';
import { IncidentStore } from './incidentStore';
import { readIncident } from './readIncident';

const START_MS = NOON_MS + 10 * MINUTE_MS;
const undisturbed = testWorld();
const [node0] = undisturbed.nodes;
const nodeName = required(node0, 'node').name;

function worldWith(incident: IncidentKind): SimulatedWorld {
  return testWorld({}, () => [{ ...incident, id: 'test', startMs: START_MS, endMs: START_MS + 10 * MINUTE_MS }]);
}

/** The sum over all interfaces of a node in the ten minutes before, during and after the incident. */
function allowance(world: SimulatedWorld, name: string, node = nodeName): number[] {
  const place = required(world.find(node), 'node');
  const agent = new Agent(world, place.node, place.cell, NOON_MS);
  return [10, 20, 30].map((minutes) =>
    samplesOf(agent.scrape(NOON_MS + minutes * MINUTE_MS), name).reduce((sum, sample) => sum + sample.value, 0)
  );
}

function between(world: SimulatedWorld, client: WorkloadRef, server: WorkloadRef, fromMs: number): FlowReport[] {
  const ips = ({ namespace, workload }: WorkloadRef) =>
    new Set(podsOf(world, `${namespace}/${workload}`, fromMs).map((pod) => pod.ip));
  const [clients, servers] = [ips(client), ips(server)];
  return world
    .flowReports(fromMs, fromMs + 5 * MINUTE_MS)
    .filter(({ local, remote, localIsClient }) => localIsClient && clients.has(local.ip) && servers.has(remote.ip));
}

function sum(reports: FlowReport[], pick: (report: FlowReport) => number): number {
  return reports.reduce((total, report) => total + pick(report), 0);
}

const graphqlApi = ref('ecommerce', 'graphql-api');
const orders = ref('ecommerce', 'orders');
const products = ref('ecommerce', 'products');

describe('incidents', () => {
  it('inbound-bandwidth exceeds the allowance for its duration on that node', () => {
    const world = worldWith({ kind: 'inbound-bandwidth', node: nodeName, packetsPerSecond: 100 });
    expect(allowance(undisturbed, 'bw_in_allowance_exceeded')).toEqual([0, 0, 0]);
    const [before, during, after] = allowance(world, 'bw_in_allowance_exceeded');
    expect([before, after]).toEqual([0, 0]);
    expect((during ?? 0) / 600).toBeGreaterThan(70);
    expect((during ?? 0) / 600).toBeLessThan(130);
    expect(allowance(world, 'bw_in_allowance_exceeded', undisturbed.nodes[1]?.name)).toEqual([0, 0, 0]);
  });

  it('conntrack-exhaustion drops packets, and connections fail at first', () => {
    const world = worldWith({ kind: 'conntrack-exhaustion', node: nodeName, packetsPerSecond: 20 });
    const [before, during, after] = allowance(world, 'conntrack_allowance_exceeded');
    expect([before, after]).toEqual([0, 0]);
    expect(during).toBeGreaterThan(5000);
    const synRetransmissions = (of: SimulatedWorld, fromMs: number) =>
      sum(of.flowReports(fromMs, fromMs + 5 * MINUTE_MS), (report) => report.retransmissionsSyn);
    expect(synRetransmissions(world, START_MS)).toBeGreaterThan(10 * (synRetransmissions(undisturbed, START_MS) + 1));
    expect(synRetransmissions(world, NOON_MS)).toBe(synRetransmissions(undisturbed, NOON_MS));
  });

  it('allowance-exceeded affects any allowance on any interface until the interface is detached', () => {
    const [node] = undisturbed.nodes;
    const span = { id: 'test', node: nodeName, networkInterface: 1, startMs: START_MS };
    const world = testWorld({}, () => [
      { ...span, kind: 'allowance-exceeded', allowance: 'pps_allowance_exceeded', packetsPerSecond: 50 },
      { ...span, kind: 'interface-detached', startMs: START_MS + 5 * MINUTE_MS },
    ]);
    const [before, during, after] = allowance(world, 'pps_allowance_exceeded');
    expect(before).toBe(0);
    // No scrape covers the last ten minutes: the gauge of a detached interface repeats its last value.
    expect([during, after]).toEqual([0, 0]);
    const place = required(world.find(nodeName), 'node');
    const agent = new Agent(world, place.node, place.cell, START_MS);
    const pps = (afterMinutes: number) =>
      samplesOf(agent.scrape(START_MS + afterMinutes * MINUTE_MS), 'pps_allowance_exceeded').filter(
        ({ labels }) => labels.eni === node?.networkInterfaces[1]?.eniId
      )[0]?.value;
    const last = pps(4);
    expect(last).toBeGreaterThan(4 * 60 * 30);
    expect([pps(10), pps(20)]).toEqual([last, last]);
  });

  it('dns-overload exceeds the link-local limit on the nodes of CoreDNS only', () => {
    const world = worldWith({ kind: 'dns-overload', loadFactor: 7 });
    const corednsNodes = new Set(podsOf(world, 'kube-system/coredns', START_MS).map((pod) => pod.node.name));
    const otherNode = required(
      world.nodes.find((node) => !corednsNodes.has(node.name)),
      'other node'
    ).name;
    const [dnsNode] = corednsNodes;
    const [before, during, after] = allowance(world, 'linklocal_allowance_exceeded', dnsNode);
    expect([before, after]).toEqual([0, 0]);
    expect(during).toBeGreaterThan(10_000);
    expect(allowance(world, 'linklocal_allowance_exceeded', otherNode)).toEqual([0, 0, 0]);
  });

  it('lossy-path increases retransmissions, timeouts and round-trip times between the two workloads, only across zones', () => {
    const world = worldWith({
      kind: 'lossy-path',
      client: graphqlApi,
      server: orders,
      lossRatio: 0.03,
      roundTripFactor: 4,
    });
    const lost = (reports: FlowReport[]) => sum(reports, (report) => report.retransmissionsEstablished);
    const inCategory = (fromMs: number, category: string, server = orders) =>
      between(world, graphqlApi, server, fromMs).filter((report) => report.category === category);
    const [before, during] = [inCategory(NOON_MS, 'INTER_AZ'), inCategory(START_MS, 'INTER_AZ')];
    expect(lost(during)).toBeGreaterThan(100 * (lost(before) + 1));
    expect(sum(during, (report) => report.timeoutsEstablished)).toBeGreaterThan(50);
    expect(during[0]?.roundTripTimeMicroseconds).toBeGreaterThan(2500);
    expect(before[0]?.roundTripTimeMicroseconds).toBeLessThan(1200);
    expect(lost(inCategory(START_MS, 'INTRA_AZ'))).toBeLessThan(10);
    expect(lost(inCategory(START_MS, 'INTER_AZ', products))).toBeLessThan(50);
  });

  it('zone-aware-routing stops traffic across zones and increases traffic within zones', () => {
    const world = worldWith({ kind: 'zone-aware-routing', client: graphqlApi, server: products });
    const bytes = (fromMs: number, category: string) =>
      sum(
        between(world, graphqlApi, products, fromMs).filter((report) => report.category === category),
        (report) => report.bytesReceived
      );
    expect(bytes(NOON_MS, 'INTER_AZ')).toBeGreaterThan(bytes(NOON_MS, 'INTRA_AZ'));
    expect(bytes(START_MS, 'INTER_AZ')).toBe(0);
    expect(bytes(START_MS, 'INTRA_AZ')).toBeGreaterThan(2 * bytes(NOON_MS, 'INTRA_AZ'));
  });

  it('unexpected-conversation starts traffic that did not exist before', () => {
    const client = ref('retail-store', 'ui');
    const server = ref('ecommerce', 'orders-db');
    const world = worldWith({
      kind: 'unexpected-conversation',
      client,
      server,
      port: 5432,
      requestsPerSecond: 10,
      requestBytes: 300,
      responseBytes: 4000,
    });
    expect(between(world, client, server, NOON_MS)).toEqual([]);
    expect(between(world, client, server, START_MS).length).toBeGreaterThanOrEqual(8);
    expect(between(world, client, server, START_MS + 10 * MINUTE_MS)).toEqual([]);
  });

  it('do not affect other traffic', () => {
    const world = worldWith({
      kind: 'lossy-path',
      client: graphqlApi,
      server: orders,
      lossRatio: 0.03,
      roundTripFactor: 4,
    });
    const client = ref('retail-store', 'ui');
    const server = ref('retail-store', 'carts');
    expect(between(world, client, server, START_MS)).toEqual(between(undisturbed, client, server, START_MS));
  });
});

describe('the incident store', () => {
  const lossy: IncidentKind = { kind: 'dns-overload', loadFactor: 2 };

  it('does not accept a start in the past', () => {
    const store = new IncidentStore([]);
    const added = store.add({ ...lossy, startMs: NOON_MS - HOUR_MS }, NOON_MS + 1234);
    expect(added.startMs).toBe(NOON_MS + 10_000);
    expect(store.version).toBe(1);
  });

  it('ends incidents that have begun and removes those that have not', () => {
    const scenario: Incident[] = [
      { ...lossy, id: 'on', startMs: NOON_MS },
      { ...lossy, id: 'later', startMs: NOON_MS + HOUR_MS },
      { ...lossy, id: 'over', startMs: EPOCH_MS, endMs: NOON_MS },
    ];
    const store = new IncidentStore(scenario);
    expect(['on', 'later', 'over', 'unknown'].map((id) => store.end(id, NOON_MS + 1234))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(store.all()).toEqual([{ ...scenario[0], endMs: NOON_MS + 10_000 }, scenario[2]]);
  });

  it('changes what an agent reads only from then on', () => {
    const world = testWorld();
    const before = world.flowReports(NOON_MS, NOON_MS + 5 * MINUTE_MS);
    world.incidents.add({ kind: 'dns-overload', loadFactor: 3 }, NOON_MS + 5 * MINUTE_MS);
    expect(world.flowReports(NOON_MS, NOON_MS + 5 * MINUTE_MS)).toEqual(before);
  });
});

describe('incidents in JSON', () => {
  it('are accepted if all required members are present', () => {
    const incident = { kind: 'inbound-bandwidth', node: 'a', packetsPerSecond: 5 };
    expect(readIncident(incident)).toBe(incident);
  });

  it('are accepted without an optional member', () => {
    const incident = { kind: 'unknown-pods', node: 'a' };
    expect(readIncident(incident)).toBe(incident);
  });

  it.each([
    [undefined, 'kind must be one of'],
    [{ kind: 'earthquake' }, 'kind must be one of'],
    [{ kind: 'unknown-pods', node: 'a', workload: 'shop/web' }, 'workload'],
    [{ kind: 'agent-outage' }, 'incident "agent-outage": node is missing or invalid'],
    [{ kind: 'agent-outage', node: 'a', startMs: 'now' }, 'startMs'],
    [{ kind: 'zone-aware-routing', client: { namespace: 'a' }, server: {} }, 'client'],
  ])('are rejected: %j', (value, message) => {
    expect(readIncident(value)).toContain(message);
  });
});

describe("the demo's scenario", () => {
  const incidents = demoScenario(undisturbed.nodes, EPOCH_MS);

  it('has every kind of incident except those that only tests use, with unique IDs, on existing nodes', () => {
    expect(new Set(incidents.map((incident) => incident.kind)).size).toBe(8);
    expect(new Set(incidents.map((incident) => incident.id)).size).toBe(incidents.length);
    const names = new Set(undisturbed.nodes.map((node) => node.name));
    expect(incidents.filter((incident) => 'node' in incident && !names.has(incident.node))).toEqual([]);
  });

  it('has recent incidents in the hour before the demo is usually viewed', () => {
    const fresh = new IncidentStore(incidents).overlapping(NOON_MS - HOUR_MS, NOON_MS);
    expect(fresh.map((incident) => incident.kind)).toEqual(
      expect.arrayContaining([
        'inbound-bandwidth',
        'dns-overload',
        'conntrack-exhaustion',
        'lossy-path',
        'unexpected-conversation',
      ])
    );
  });
});
