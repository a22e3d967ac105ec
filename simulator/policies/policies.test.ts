import { Agent } from '../agent/agent';
import { applyPolicies, policiesAt, removePolicies } from '../incidents/appliedPolicies';
import { forbiddenConversation } from '../incidents/forbiddenConversation';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { type WrittenObject } from '../kubernetes/object';
import { pairTruths } from '../server/truth';
import { byPod } from '../testing/testScrape';
import { EPOCH_MS, NOON_MS, podsOf, required, testWorld } from '../testing/testWorld';
import { type FlowReport } from '../world/flowReports';
import { clusterIp } from '../world/services';
import { MINUTE_MS } from '../world/time';
import { DropCounters } from './dropCounters';
import { type PolicyEnforcement } from './enforcement';
import { policyLog } from './policyLog';
import { readPolicies } from './readPolicies';

const WINDOW_MS = 5 * MINUTE_MS;
const END_MS = NOON_MS + WINDOW_MS;

function policy(namespace: string, name: string, spec: object): WrittenObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec };
}

const DENY_ALL = policy('retail-store', 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const DENY_INGRESS = policy('retail-store', 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] });

/** A world in which the policies are applied at noon, and removed five minutes later. */
function worldWith(objects: WrittenObject[], enforcement: PolicyEnforcement = 'vpc-cni-standard'): SimulatedWorld {
  const world = testWorld({}, (_, epochMs) => [forbiddenConversation(epochMs)]);
  applyPolicies(world.incidents, { objects, enforcement }, NOON_MS, EPOCH_MS);
  removePolicies(world.incidents, END_MS, EPOCH_MS);
  return world;
}

const undisturbed = testWorld({}, (_, epochMs) => [forbiddenConversation(epochMs)]);
const denied = worldWith([DENY_ALL]);

const reportsIn = (world: SimulatedWorld, fromMs: number) => world.flowReports(fromMs, fromMs + WINDOW_MS);
const during = reportsIn(denied, NOON_MS);
const undisturbedReports = reportsIn(undisturbed, NOON_MS);

const ipsOf = (namespace: string) =>
  new Set(
    undisturbed.cells
      .flatMap((cell) => cell.pods(NOON_MS, END_MS))
      .filter((pod) => pod.namespace === namespace)
      .map((pod) => pod.ip)
  );
const retailIps = ipsOf('retail-store');
const nodeIps = new Set(undisturbed.nodes.map(({ ip }) => ip));

const isOfRetailStore = ({ local, remote }: FlowReport) => retailIps.has(local.ip) || retailIps.has(remote.ip);
const isProbe = ({ local, remote }: FlowReport) => nodeIps.has(local.ip) || nodeIps.has(remote.ip);
const sum = (reports: FlowReport[], pick: (report: FlowReport) => number) =>
  reports.reduce((total, report) => total + pick(report), 0);
const bytes = (report: FlowReport) => report.bytesDelivered + report.bytesReceived;

/** The pairs of workloads with TCP payload, as "client -> server:port". */
function talking(world: SimulatedWorld, fromMs: number): string[] {
  return pairTruths(world, fromMs, fromMs + WINDOW_MS)
    .filter((pair) => pair.bytesToServer > 0)
    .map(({ client, server, port }) => `${client} -> ${server}:${port}`);
}

/** The pairs that communicate without the policies, but not with them. */
function stopped(world: SimulatedWorld): string[] {
  const remaining = new Set(talking(world, NOON_MS));
  return talking(undisturbed, NOON_MS)
    .filter((pair) => !remaining.has(pair))
    .sort();
}

describe('a default deny', () => {
  it('stops all flows of its namespace except those of the own node', () => {
    const flows = during.filter(isOfRetailStore);
    expect(sum(undisturbedReports.filter(isOfRetailStore), bytes)).toBeGreaterThan(1e9);
    expect(
      sum(
        flows.filter((report) => !isProbe(report)),
        bytes
      )
    ).toBe(0);
    expect(flows.filter(isProbe)).toEqual(undisturbedReports.filter(isOfRetailStore).filter(isProbe));
  });

  it('shows in the reports of clients as retransmitted SYNs without connections', () => {
    const flows = during.filter(isOfRetailStore).filter((report) => !isProbe(report));
    expect(flows.length).toBeGreaterThan(30);
    const expected = expect.objectContaining({
      localIsClient: true,
      segmentsDelivered: 0,
      segmentsReceived: 0,
      retransmissionsEstablished: 0,
      socketsEstablished: 0,
      socketsCompleted: 0,
    });
    expect(flows).toEqual(flows.map(() => expected));
    expect(flows.filter(({ roundTripTimeMicroseconds }) => roundTripTimeMicroseconds !== undefined)).toEqual([]);
    const retransmissions = sum(flows, (report) => report.retransmissionsSyn);
    expect(retransmissions).toBeGreaterThan(1000);
    expect(sum(flows, (report) => report.timeoutsSyn)).toBe(retransmissions);
    const before = undisturbedReports.filter(isOfRetailStore);
    expect(retransmissions).toBeGreaterThan(100 * (sum(before, (report) => report.retransmissionsSyn) + 1));
  });

  it('shows the ClusterIP and port of a Service if the node of the client drops the packets', () => {
    const [server] = podsOf(denied, 'retail-store/catalog', NOON_MS);
    const ip = clusterIp(required(server, 'pod').spec);
    const clients = denied.cells
      .flatMap((cell) => cell.pods(NOON_MS, END_MS))
      .filter(({ spec }) => spec.workload === 'ui');
    const flows = during.filter(({ remote }) => remote.ip === ip);
    expect(flows.map(({ local }) => local.podName).sort()).toEqual(clients.map(({ name }) => name).sort());
    expect(flows.map(({ remote, serverPort }) => [remote, serverPort])).toEqual(flows.map(() => [{ ip }, 80]));
    const databaseIps = podsOf(denied, 'retail-store/orders-postgresql', NOON_MS).map((pod) => pod.ip);
    expect(during.filter(({ remote }) => databaseIps.includes(remote.ip)).length).toBeGreaterThan(2);
  });

  it('changes no other traffic', () => {
    // Not the reports: an agent with more flows than fit into its reports now has room for others.
    const others = (world: SimulatedWorld) =>
      pairTruths(world, NOON_MS, END_MS).filter(
        ({ client, server }) => client === 'nodes' || !`${client} ${server}`.includes('retail-store/')
      );
    expect(others(denied).length).toBeGreaterThan(40);
    expect(others(denied)).toEqual(others(undisturbed));
  });

  it('changes nothing before it is applied and after it is removed', () => {
    for (const fromMs of [NOON_MS - WINDOW_MS, END_MS]) {
      expect(reportsIn(denied, fromMs)).toEqual(reportsIn(undisturbed, fromMs));
    }
  });

  it("stops what the agent counts on the pods' interfaces", () => {
    const [pod] = podsOf(denied, 'retail-store/orders-postgresql', NOON_MS);
    const { node, namespace, name } = required(pod, 'pod');
    const place = required(denied.find(node.name), 'node');
    const agent = new Agent(denied, place.node, place.cell, NOON_MS - WINDOW_MS);
    const received = (timeMs: number) => byPod(agent.scrape(timeMs), 'ingress_bytes').get(`${namespace}/${name}`);
    const [before, then, after] = [NOON_MS, END_MS, END_MS + WINDOW_MS].map(received);
    expect(before).toBeGreaterThan(1e6);
    expect(then).toBe(0);
    expect(after).toBeGreaterThan(1e6);
  });

  it('has the same effects in every world with the same incidents', () => {
    const copy = testWorld();
    copy.incidents.replace(denied.incidents.all());
    expect(reportsIn(copy, NOON_MS)).toEqual(during);
    expect(policyLog(copy, NOON_MS, NOON_MS + MINUTE_MS)).toEqual(policyLog(denied, NOON_MS, NOON_MS + MINUTE_MS));
  });
});

describe('policies', () => {
  const database = (...clients: Array<[namespace: string, name: string]>) =>
    policy('retail-store', 'orders-postgresql', {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'orders-postgresql' } },
      policyTypes: ['Ingress'],
      ingress: clients.map(([namespace, name]) => ({
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
            podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
          },
        ],
        ports: [{ port: 5432, protocol: 'TCP' }],
      })),
    });

  it('stop only the forbidden conversation, if they allow the others', () => {
    const world = worldWith([database(['retail-store', 'orders'], ['batch', 'db-backup'])]);
    expect(talking(undisturbed, NOON_MS)).toContain('batch/report-export -> retail-store/orders-postgresql:5432');
    expect(stopped(world)).toEqual(['batch/report-export -> retail-store/orders-postgresql:5432']);
  });

  it('allow nothing by the Service port instead of the port of the pod', () => {
    const rule = (port: number) =>
      policy('ecommerce', 'orders', {
        podSelector: { matchLabels: { app: 'orders' } },
        ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port }] }],
      });
    expect(stopped(worldWith([rule(8080)]))).toEqual([]);
    expect(stopped(worldWith([rule(80)]))).toEqual([
      'batch/invoice-mailer -> ecommerce/orders:8080',
      'batch/report-export -> ecommerce/orders:8080',
      'ecommerce/graphql-api -> ecommerce/orders:8080',
    ]);
  });

  it('do not open a ClusterIP by labels that the Service does not select by', () => {
    const egress = (labels: object) =>
      policy('ecommerce', 'graphql-api', {
        podSelector: { matchLabels: { app: 'graphql-api' } },
        policyTypes: ['Egress'],
        egress: [
          { to: [{ podSelector: { matchLabels: { app: 'orders', ...labels } } }], ports: [{ port: 8080 }] },
          { to: [{ podSelector: { matchLabels: { app: 'products' } } }], ports: [{ port: 8080 }] },
        ],
      });
    expect(stopped(worldWith([egress({})]))).toEqual([]);
    expect(stopped(worldWith([egress({ tier: 'backend' })]))).toEqual([
      'ecommerce/graphql-api -> ecommerce/orders:8080',
    ]);
  });

  it('have no effect where their verdict is unknown', () => {
    const crashing = {
      apiVersion: 'networking.k8s.aws/v1alpha1',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'with-named-port' },
      spec: {
        tier: 'Admin',
        priority: 1,
        subject: { namespaces: {} },
        ingress: [
          {
            action: 'Deny',
            from: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'batch' } } }],
            ports: [{ namedPort: 'postgresql' }],
          },
        ],
      },
    };
    expect('policies' in readPolicies([crashing])).toBe(true);
    expect(reportsIn(worldWith([crashing]), NOON_MS)).toEqual(undisturbedReports);
  });

  it('deny everything in strict mode to pods that they do not select', () => {
    const world = worldWith([], 'vpc-cni-strict');
    const remaining = talking(world, NOON_MS);
    expect(remaining.filter((pair) => !pair.includes('nodes'))).toEqual([]);
    expect(remaining.length).toBeGreaterThan(10);
    const [event] = policyLog(world, NOON_MS, NOON_MS + 10_000);
    expect(event?.message).toMatch(/;PolicyVerdict: DENY;Tier: DEFAULT$/);
  });

  it('replace earlier ones, also those that are not yet applied', () => {
    const world = testWorld();
    const apply = (objects: WrittenObject[], fromMs: number) =>
      applyPolicies(world.incidents, { objects, enforcement: 'vpc-cni-standard' }, fromMs, NOON_MS + 1);
    expect(apply([DENY_INGRESS], NOON_MS)).toBe(NOON_MS + 10_000);
    apply([DENY_ALL], END_MS);
    apply([], NOON_MS + MINUTE_MS);
    const appliedAt = (timeMs: number) => policiesAt(world.incidents, timeMs)?.objects;
    expect([NOON_MS, NOON_MS + 10_000, NOON_MS + MINUTE_MS, END_MS].map(appliedAt)).toEqual([
      undefined,
      [DENY_INGRESS],
      [],
      [],
    ]);
  });
});

describe('the log of policy events', () => {
  it('has the packets that the nodes of servers drop, with the addresses of pods', () => {
    const world = worldWith([DENY_INGRESS]);
    const events = policyLog(world, NOON_MS, NOON_MS + 10_000);
    const [server] = podsOf(world, 'retail-store/orders-postgresql', NOON_MS);
    const { node, ip } = required(server, 'pod');
    const ofDatabase = events.filter(({ message }) => message.includes(`DIP: ${ip};`));
    expect(ofDatabase.length).toBeGreaterThan(3);
    const form = new RegExp(
      `^Node: ${node.name};SIP: 10\\.[\\d.]+;SPORT: \\d+;DIP: ${ip};DPORT: 5432;PROTOCOL: TCP;PolicyVerdict: DENY;Tier: NETWORK_POLICY$`
    );
    expect(ofDatabase.filter(({ message }) => !form.test(message))).toEqual([]);
    expect(events.map(({ timestamp }) => timestamp)).toEqual(
      events.map(({ timestamp }) => timestamp).sort((a, b) => a - b)
    );
  });

  it("has the packets that the nodes of clients drop, with the ClusterIP and the Service's port", () => {
    const [server] = podsOf(denied, 'retail-store/catalog', NOON_MS);
    const address = clusterIp(required(server, 'pod').spec);
    const clients = podsOf(denied, 'retail-store/ui', NOON_MS);
    const events = policyLog(denied, NOON_MS, NOON_MS + 10_000).filter(({ message }) => message.includes(address));
    expect(events.length).toBeGreaterThan(4);
    for (const { message } of events) {
      const client = required(
        clients.find(({ ip }) => message.includes(`SIP: ${ip};`)),
        'client'
      );
      expect(message).toContain(`Node: ${client.node.name};`);
      expect(message).toContain(`DIP: ${address};DPORT: 80;`);
    }
  });

  it('has each attempt with its retransmissions after 1, 3, and 7 seconds from the same port', () => {
    const events = policyLog(denied, NOON_MS, NOON_MS + 10_000).filter(({ message }) => message.includes('TCP'));
    const byMessage = new Map<string, number[]>();
    events.forEach(({ timestamp, message }) => byMessage.set(message, [...(byMessage.get(message) ?? []), timestamp]));
    // Those of pods that start or end have fewer packets.
    const whole = [...byMessage.values()].filter(({ length }) => length > 3);
    expect(whole.length).toBeGreaterThan(0.9 * byMessage.size);
    const offsets = whole.map(([first = 0, ...later]) => later.map((timestamp) => timestamp - first));
    expect(new Set(offsets.map(String))).toEqual(new Set(['1000,3000,7000']));
  });

  it('does not depend on how a window is split, and is empty without policies', () => {
    const whole = policyLog(denied, NOON_MS, NOON_MS + MINUTE_MS);
    const cutMs = NOON_MS + 12_345;
    const parts = [...policyLog(denied, NOON_MS, cutMs), ...policyLog(denied, cutMs, NOON_MS + MINUTE_MS)];
    expect(parts).toEqual(whole);
    expect(policyLog(undisturbed, NOON_MS, END_MS)).toEqual([]);
    expect(policyLog(denied, END_MS, END_MS + MINUTE_MS)).toEqual([]);
  });

  it('has as many retransmissions as the reports of flows', () => {
    const flows = during.filter(isOfRetailStore).filter((report) => !isProbe(report));
    const ofInternalClients = policyLog(denied, NOON_MS, END_MS).filter(
      ({ message }) => message.includes('PROTOCOL: TCP') && /SIP: 10\.[0-2]\./.test(message)
    );
    // Three of four packets of an attempt are retransmissions.
    const expected = (sum(flows, (report) => report.retransmissionsSyn) * 4) / 3;
    expect(Math.abs(ofInternalClients.length - expected) / expected).toBeLessThan(0.02);
  });
});

describe('the counters of dropped packets', () => {
  it('count the packets of the log by direction, regardless of the times of scrapes', () => {
    const events = policyLog(denied, NOON_MS, END_MS);
    for (const node of denied.nodes) {
      const { cell } = required(denied.find(node.name), 'node');
      const counters = new DropCounters(node, cell, denied.facts, NOON_MS - MINUTE_MS);
      expect(counters.scrape(NOON_MS).flatMap(({ samples }) => samples)).toEqual([]);
      counters.scrape(NOON_MS + 77_777);
      const [packets, size] = counters.scrape(END_MS);
      const count = events.filter(({ message }) => message.startsWith(`Node: ${node.name};`)).length;
      expect([node.name, packets?.samples.reduce((total, { value }) => total + value, 0)]).toEqual([node.name, count]);
      expect(size?.samples.map(({ labels }) => labels)).toEqual(packets?.samples.map(({ labels }) => labels));
      const values = counters.scrape(END_MS + MINUTE_MS).map(({ samples }) => samples.map(({ value }) => value));
      expect(values[0]).toEqual(packets?.samples.map(({ value }) => value));
    }
  });
});

describe('policies in JSON', () => {
  it.each([
    ['a text', 'deny', 'must be a JSON list'],
    ['an object without metadata', [{ kind: 'NetworkPolicy' }], 'must be a JSON list'],
    ['another kind', [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }], '1 of the objects'],
    [
      'a policy without a selector for a peer',
      [policy('batch', 'a', { podSelector: {}, egress: [{ to: [{}] }] })],
      'must have',
    ],
    ['two policies of one name', [DENY_ALL, DENY_INGRESS], 'more than once'],
  ])('are rejected: %s', (_, value, problem) => {
    expect(readPolicies(value)).toEqual({ problems: [expect.stringContaining(problem)] });
  });
});
