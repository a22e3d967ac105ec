import { type FlowReport } from './flowReports';
import { countPods } from './interfaces';
import { EPOCH_MS, NOON_MS, podsAt, podsOf, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from './time';
import { accumulate, TCP_HEADER_BYTES } from './traffic';
import { zeroAmounts, PAYLOAD_DOWN, PAYLOAD_UP, amount } from './trafficAmounts';

const world = testWorld();
const reports = world.flowReports(NOON_MS, NOON_MS + HOUR_MS);

function keyOf(report: FlowReport): string {
  return `${report.local.ip} ${report.remote.ip} ${report.serverPort} ${report.localIsClient}`;
}

function between(client: string, server: string, of: FlowReport[] = reports): FlowReport[] {
  const ips = (workload: string) => new Set(podsOf(world, workload, NOON_MS).map((pod) => pod.ip));
  const [clients, servers] = [ips(client), ips(server)];
  return of.filter(
    ({ local, remote, localIsClient }) =>
      clients.has(localIsClient ? local.ip : remote.ip) && servers.has(localIsClient ? remote.ip : local.ip)
  );
}

const clientOf = (report: FlowReport) => (report.localIsClient ? report.local : report.remote);
const serverOf = (report: FlowReport) => (report.localIsClient ? report.remote : report.local);

describe('flow reports', () => {
  it('come from both endpoints of a connection between pods, with opposite directions', () => {
    const pair = between('retail-store/catalog', 'retail-store/catalog-mysql');
    const byClient = pair.filter((report) => report.localIsClient);
    expect(byClient.length).toBeGreaterThanOrEqual(4);
    for (const report of byClient) {
      const mirror = pair.find(({ localIsClient, remote }) => !localIsClient && remote.ip === report.local.ip);
      expect(mirror).toMatchObject({
        bytesDelivered: report.bytesReceived,
        bytesReceived: report.bytesDelivered,
        serverPort: 3306,
      });
    }
  });

  it('resolve a server by its port and a client by its address', () => {
    const named = between('retail-store/ui', 'retail-store/checkout');
    expect(named.length).toBeGreaterThan(0);
    expect(named.every((report) => clientOf(report).podName?.startsWith('ui-'))).toBe(true);
    expect(named.every((report) => serverOf(report).serviceName === 'checkout')).toBe(true);
  });

  // Pull request 74, December 2025; before it, such a client had no name.
  it.each([
    ['name a client that declares several ports', '2026-06', true],
    ['do not name a client that declares several ports with agents of November 2025', '2025-11', false],
  ] as const)('%s', (_, agentGeneration, isNamed) => {
    const from = testWorld({ agentGeneration }).flowReports(NOON_MS, NOON_MS + 5 * MINUTE_MS);
    const flows = between('retail-store/checkout', 'retail-store/orders', from);
    expect(flows.length).toBeGreaterThan(0);
    expect(new Set(flows.map((report) => clientOf(report).podName?.startsWith('checkout-') ?? false))).toEqual(
      new Set([isNamed])
    );
    expect(flows.every((report) => serverOf(report).podName?.startsWith('orders-'))).toBe(true);
  });

  it("have no names for pods on the host's network", () => {
    const nodeIps = new Set(world.nodes.map((node) => node.ip));
    const ofNodes = reports.filter(({ local, remote }) => nodeIps.has(local.ip) || nodeIps.has(remote.ip));
    expect(ofNodes.length).toBeGreaterThan(50);
    const named = ofNodes.filter(
      ({ local, remote }) => (nodeIps.has(local.ip) && local.podName) || (nodeIps.has(remote.ip) && remote.podName)
    );
    expect(named).toEqual([]);
  });

  it('cover all destination categories', () => {
    expect(new Set(reports.map((report) => report.category))).toEqual(
      new Set([
        'INTRA_AZ',
        'INTER_AZ',
        'INTER_VPC',
        'INTER_REGION',
        'UNCLASSIFIED',
        'INTERNET',
        'AMAZON_S3',
        'AMAZON_DYNAMODB',
        'AWS_SERVICE',
      ])
    );
    const clients = reports.filter((report) => report.clientLocation);
    expect(new Set(clients.map((report) => report.clientLocation?.country)).size).toBeGreaterThan(4);
    expect(clients.every((report) => !report.localIsClient)).toBe(true);
    expect(reports.find((report) => report.network?.asNumber === 64500)?.snatIp).toBeDefined();
  });

  it("contain cluster IPs only on the client's side", () => {
    const translated = reports.filter((report) => report.dnatIp);
    expect(translated.length).toBeGreaterThan(20);
    expect(translated.every((report) => report.localIsClient && report.dnatIp?.startsWith('172.20.'))).toBe(true);
  });

  it('list the network constructs, and sometimes an empty object', () => {
    const types = new Set(reports.flatMap((report) => report.constructs.map((construct) => construct.componentType)));
    expect(types).toContain('AWS::EC2::NetworkInterface');
    expect(types).toContain('TransitGateway');
    expect(types).toContain(undefined);
  });

  it('belong to a window only if their whole period does', () => {
    expect(world.flowReports(NOON_MS, NOON_MS + 29_999)).toEqual([]);
    expect(world.flowReports(NOON_MS - 1, NOON_MS + 59_999)).toEqual(world.flowReports(NOON_MS, NOON_MS + 30_000));
  });

  it('add up over adjacent windows that meet at a period', () => {
    const window = (from: number, to: number) =>
      world.flowReports(NOON_MS + from * MINUTE_MS, NOON_MS + to * MINUTE_MS);
    const parts = [...window(58, 59.5), ...window(59.5, 63)];
    const sums = new Map<string, number>();
    parts.forEach((report) => sums.set(keyOf(report), (sums.get(keyOf(report)) ?? 0) + report.bytesDelivered));
    const whole = new Map(window(58, 63).map((report) => [keyOf(report), report.bytesDelivered]));
    expect(whole.size).toBeGreaterThan(500);
    expect(new Map([...sums].sort())).toEqual(new Map([...whole].sort()));
  });

  it('are always the same for the past, regardless of other requests', () => {
    const fromMs = EPOCH_MS + 3 * HOUR_MS;
    const before = world.flowReports(fromMs, fromMs + MINUTE_MS);
    world.flowReports(NOON_MS + 3 * HOUR_MS, NOON_MS + 4 * HOUR_MS);
    expect(world.flowReports(fromMs, fromMs + MINUTE_MS)).toEqual(before);
  });
});

describe('flows and interfaces', () => {
  const cell = required(world.cells[0], 'cell');
  const window = { fromMs: NOON_MS, toMs: NOON_MS + 10 * MINUTE_MS };

  it("agree: a pod's interface counts its flows' payload, headers and a little more", () => {
    const flows = world.flowReports(window.fromMs, window.toMs);
    const pods = podsAt(world, NOON_MS).filter((pod) => !pod.spec.hostNetwork && pod.endMs > window.toMs);
    const counts = countPods(
      cell,
      pods.map((pod) => ({ pod, ...window }))
    );
    // Without CoreDNS, which uses UDP, and without the nodes of the ingress, whose agents omit flows.
    const crowded = pods.filter((pod) => pod.spec.workload === 'istio-ingressgateway').map((pod) => pod.node);
    const quiet = pods.filter((pod) => pod.spec.workload !== 'coredns' && !crowded.includes(pod.node));
    expect(quiet.length).toBeGreaterThan(60);
    for (const pod of quiet) {
      const own = flows.filter((flow) => flow.local.ip === pod.ip);
      const sum = (pick: (flow: FlowReport) => number) => own.reduce((total, flow) => total + pick(flow), 0);
      const count = required(counts[pods.indexOf(pod)], 'count');
      const onWire = count.primary.bytesOut + count.second.bytesOut;
      const payload = sum((flow) => flow.bytesDelivered);
      const segments = sum((flow) => flow.segmentsDelivered + flow.segmentsReceived + flow.retransmissionsEstablished);
      expect(onWire).toBeGreaterThanOrEqual(payload);
      // Headers of segments and acknowledgments, handshakes, retransmitted segments, DNS lookups.
      const lookups = pod.spec.dnsLookupsPerSecond * 2.5 * 600 * 120;
      const handshakes = sum((flow) => flow.socketsCompleted) * 4 * TCP_HEADER_BYTES;
      const repeats = sum((flow) => flow.retransmissionsEstablished + flow.retransmissionsSyn) * 1514;
      expect(onWire).toBeLessThanOrEqual(payload + segments * TCP_HEADER_BYTES + handshakes + repeats + lookups);
    }
  });

  it('agree: the reports of a pair equal the traffic between the pods', () => {
    const client = required(podsOf(world, 'ecommerce/graphql-api', NOON_MS)[0], 'client');
    const server = required(podsOf(world, 'ecommerce/orders', NOON_MS)[0], 'server');
    const sum = zeroAmounts();
    for (const hour of cell.hoursIn(window.fromMs, window.toMs)) {
      hour.pairs
        .filter((pair) => pair.client === client && pair.server === server)
        .forEach((pair) => accumulate(pair, window.fromMs, window.toMs, sum));
    }
    const reported = world
      .flowReports(window.fromMs, window.toMs)
      .filter(({ local, remote }) => local.ip === client.ip && remote.ip === server.ip);
    expect(reported).toHaveLength(1);
    expect(reported[0]?.bytesDelivered).toBe(amount(sum, PAYLOAD_UP));
    expect(reported[0]?.bytesReceived).toBe(amount(sum, PAYLOAD_DOWN));
  });
});
