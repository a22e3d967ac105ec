import { type FlowReport } from '../world/flowReports';
import { NOON_MS, podsOf, required, testWorld } from '../testing/testWorld';
import { MINUTE_MS } from '../world/time';
import { ref } from '../world/applications/workloads';
import { type IncidentKind } from './incident';

const SPAN_MS = 5 * MINUTE_MS;
const undisturbed = testWorld({ internetClients: 20 });
const node = required(undisturbed.nodes[1], 'node');
const { instanceId } = node;
const orders = ref('ecommerce', 'orders');

/** The reports of five minutes in which an incident happens. */
function during(incident: IncidentKind): FlowReport[] {
  const world = testWorld({ internetClients: 20 }, () => [{ ...incident, id: 'test', startMs: NOON_MS }]);
  return world.flowReports(NOON_MS, NOON_MS + SPAN_MS);
}

const usual = undisturbed.flowReports(NOON_MS, NOON_MS + SPAN_MS);
const lost = (reports: FlowReport[]) =>
  reports.reduce((sum, report) => sum + report.retransmissionsSyn + report.retransmissionsEstablished, 0);
const sent = (reports: FlowReport[]) =>
  reports.reduce((sum, { bytesDelivered, bytesReceived }) => sum + bytesDelivered + bytesReceived, 0);
const passesNode = ({ local, remote }: FlowReport) =>
  [local, remote].filter((end) => end.instanceId === instanceId).length === 1;

/** Expects that the incident makes some reports lose far more than usual, and changes no others. */
function expectLosses(incident: IncidentKind, isAffected: (report: FlowReport) => boolean): void {
  const reports = during(incident);
  const isOther = (report: FlowReport) => !isAffected(report);
  expect(lost(reports.filter(isAffected))).toBeGreaterThan(10 * (lost(usual.filter(isAffected)) + 10));
  expect(reports.filter(isOther)).toEqual(usual.filter(isOther));
}

describe('the traffic during an incident', () => {
  it.each(['outbound-bandwidth', 'packet-rate'] as const)(
    'of the kind %s grows and is lost on its node only',
    (kind) => {
      const incident = { kind, node: node.name, packetsPerSecond: 100 };
      expectLosses(incident, passesNode);
      expect(sent(during(incident).filter(passesNode))).toBeGreaterThan(1.5 * sent(usual.filter(passesNode)));
    }
  );

  it('of the kind lossy-node is lost, but does not grow', () => {
    const incident: IncidentKind = { kind: 'lossy-node', node: node.name, lossRatio: 0.01 };
    expectLosses(incident, passesNode);
    expect(sent(during(incident))).toBe(sent(usual));
  });

  it('of the kind zone-impairment is lost between the two zones only', () => {
    const [one, other] = [required(undisturbed.nodes[0], 'node').azId, node.azId];
    expectLosses({ kind: 'zone-impairment', zones: [one, other], lossRatio: 0.02, roundTripFactor: 3 }, (report) => {
      const ends = [report.local, report.remote];
      const isOfCluster = ends.every(({ instanceId: id }) => undisturbed.nodes.some((each) => each.instanceId === id));
      return isOfCluster && [one, other].every((zone) => ends.some(({ azId }) => azId === zone));
    });
  });

  it('of the kind lossy-external is lost on the way to these endpoints only', () => {
    const isOfPayments = ({ remote }: FlowReport) => remote.ip.startsWith('203.0.113.24');
    expectLosses(
      { kind: 'lossy-external', external: 'payment-provider', lossRatio: 0.05, roundTripFactor: 2 },
      isOfPayments
    );
  });

  it('of the kind unresponsive-pods consists of attempts that only the clients report', () => {
    const ips = new Set(podsOf(undisturbed, 'ecommerce/orders', NOON_MS).map(({ ip }) => ip));
    const reports = during({ kind: 'unresponsive-pods', workload: orders });
    const ofClients = reports.filter(({ remote, localIsClient }) => localIsClient && ips.has(remote.ip));
    expect(ofClients.length).toBeGreaterThan(10);
    expect(ofClients.filter((report) => report.retransmissionsSyn === 0)).toEqual([]);
    expect(sent(ofClients)).toBe(0);
    expect(reports.filter(({ local, localIsClient }) => !localIsClient && ips.has(local.ip))).toEqual([]);
  });

  it('of the kind unresponsive-pods continues with the pods of earlier revisions', () => {
    const reports = during({ kind: 'unresponsive-pods', workload: orders, sinceRevision: Infinity });
    expect(reports).toEqual(usual);
  });

  it('of the kind stopped-conversation ends between the two workloads', () => {
    const pods = undisturbed.cells.flatMap((cell) => cell.pods(NOON_MS, NOON_MS + SPAN_MS));
    const ipsOf = (name: string) => new Set(pods.filter(({ spec }) => spec.workload === name).map(({ ip }) => ip));
    const [clients, servers] = [ipsOf('graphql-api'), ipsOf('orders')];
    const isBetween = ({ local, remote }: FlowReport) =>
      (clients.has(local.ip) && servers.has(remote.ip)) || (servers.has(local.ip) && clients.has(remote.ip));
    const reports = during({ kind: 'stopped-conversation', client: ref('ecommerce', 'graphql-api'), server: orders });
    expect(usual.some(isBetween)).toBe(true);
    expect(reports).toEqual(usual.filter((report) => !isBetween(report)));
  });
});
