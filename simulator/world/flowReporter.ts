/** The reports of the agents, summed over a window. */
import { socketAddress } from './addresses';
import { type AgentRelease } from './agentGeneration';
import { type Cell, type HourOfTraffic, type Socket } from './cell';
import { type ClusterFacts } from './clusterFacts';
import { categoryOf } from './endpoints';
import { type FlowReport } from './flowReports';
import { FLOWS_PER_REPORT, sampleFlows, type SocketAmounts } from './flowSampling';
import { type ClusterNode } from './nodes';
import { type EndpointPair, isInVain, openConnections } from './pairs';
import {
  constructsBetween,
  reportedEndpoint,
  serviceAddress,
  type ServiceAddress,
  translatedAddresses,
  usesClusterIp,
} from './reportedEndpoints';
import { ceilTo, floorTo, REPORT_PERIOD_MS } from './time';
import { ConnectionTracking } from './trackedConnections';
import { accumulate } from './traffic';
import * as at from './trafficAmounts';
import { addAmounts, amount, type Amounts, isZero, zeroAmounts } from './trafficAmounts';

const NOTHING = zeroAmounts();

/** Whether all attempts of the pair to open a connection failed. */
function hasNoConnection(pair: EndpointPair, amounts: Amounts): boolean {
  return isInVain(pair) && amount(amounts, at.SEGMENTS_UP) === 0;
}

/**
 * Whether the client only sent packets that its own node dropped. They never got to connection tracking, so the agent
 * cannot resolve the translation of a ClusterIP.
 */
function isUntranslated({ pair, localIsClient }: Socket, amounts: Amounts): boolean {
  const isEgress = pair.effects.some(({ denial }) => denial?.direction === 'egress');
  return localIsClient && isEgress && hasNoConnection(pair, amounts);
}

/** The same for all sockets of one flow. To the agent, all pods behind a ClusterIP that is not translated are one server. */
function keyOf(socket: Socket, amounts: Amounts): number {
  const { key, client, server, conversation } = socket.pair;
  const isOneServer =
    isUntranslated(socket, amounts) &&
    client.type === 'pod' &&
    server.type === 'pod' &&
    usesClusterIp(server, conversation.spec);
  return (isOneServer ? key - server.id : key) * 2 + (socket.localIsClient ? 0 : 1);
}

/** Sums by flow and reporting endpoint. */
class ReportSums {
  private readonly sums = new Map<number, SocketAmounts>();

  add(socket: Socket, amounts: Amounts): void {
    const key = keyOf(socket, amounts);
    const known = this.sums.get(key);
    if (known) {
      addAmounts(known.amounts, amounts);
    } else {
      this.sums.set(key, { socket, amounts: amounts.slice() });
    }
  }

  all(): Iterable<SocketAmounts> {
    return this.sums.values();
  }
}

/** Whether the socket is that of a server that no packet of the client gets to. */
function isUnseen({ pair, localIsClient }: Socket, amounts: Amounts): boolean {
  return !localIsClient && isInVain(pair) && amount(amounts, at.RECEIVED_PACKETS_UP) === 0;
}

/** The traffic of each pair in one time span, computed once for both endpoints. */
class PairAmounts {
  private readonly known = new Map<EndpointPair, Amounts>();
  private readonly sum = zeroAmounts();

  constructor(
    private readonly fromMs: number,
    private readonly toMs: number
  ) {}

  /** What the socket's agent reports of it. */
  tracked(socket: Socket, tracking: ConnectionTracking | undefined): Amounts {
    const amounts = tracking ? tracking.amounts(socket, this.fromMs, this.toMs) : this.of(socket.pair);
    return isUnseen(socket, amounts) ? NOTHING : amounts;
  }

  of(pair: EndpointPair): Amounts {
    const known = this.known.get(pair);
    if (known) {
      return known;
    }
    this.sum.fill(0);
    accumulate(pair, this.fromMs, this.toMs, this.sum);
    // Most pairs of a crowded node have no traffic in most periods, so they share one array.
    const amounts = isZero(this.sum) ? NOTHING : this.sum.slice();
    this.known.set(pair, amounts);
    return amounts;
  }
}

/** A node with the sockets to report, and what its agent does not track of them. */
interface ReportingNode {
  sockets: Socket[];
  tracking: ConnectionTracking | undefined;
}

/** The reports of a crowded node omit different flows in each period. */
function addCrowdedNode(sums: ReportSums, { sockets, tracking }: ReportingNode, fromMs: number, toMs: number): void {
  for (let periodMs = fromMs; periodMs < toMs; periodMs += REPORT_PERIOD_MS) {
    const period = new PairAmounts(periodMs, periodMs + REPORT_PERIOD_MS);
    const active = sockets
      .map((socket) => ({ socket, amounts: period.tracked(socket, tracking) }))
      .filter(({ amounts }) => !isZero(amounts));
    sampleFlows(active).forEach(({ socket, amounts }) => sums.add(socket, amounts));
  }
}

function addHour(
  sums: ReportSums,
  { effects }: Cell,
  hour: HourOfTraffic,
  nodes: ClusterNode[],
  startMs: number,
  endMs: number
): void {
  const fromMs = Math.max(startMs, hour.startMs);
  const toMs = Math.min(endMs, hour.endMs);
  const whole = new PairAmounts(fromMs, toMs);
  for (const node of nodes) {
    const sockets = hour.socketsOn.get(node) ?? [];
    const tracking = ConnectionTracking.on(effects, node, toMs);
    if (sockets.length > FLOWS_PER_REPORT) {
      addCrowdedNode(sums, { sockets, tracking }, fromMs, toMs);
      continue;
    }
    for (const socket of sockets) {
      const amounts = whole.tracked(socket, tracking);
      if (!isZero(amounts)) {
        sums.add(socket, amounts);
      }
    }
  }
}

/** What reports contain besides the traffic. */
export interface Cluster {
  facts: ClusterFacts;
  options: AgentRelease;
}

/** Counts from the view of the local endpoint: "delivered" bytes left it, "received" bytes arrived. */
function countsOf({ socket, amounts }: SocketAmounts) {
  const pick = (client: number, server: number) => amount(amounts, socket.localIsClient ? client : server);
  const samples = amount(amounts, at.ROUND_TRIP_SAMPLES);
  const clientOnly = (position: number) => (socket.localIsClient ? amount(amounts, position) : 0);
  return {
    bytesDelivered: pick(at.PAYLOAD_UP, at.PAYLOAD_DOWN),
    bytesReceived: pick(at.PAYLOAD_DOWN, at.PAYLOAD_UP),
    segmentsDelivered: pick(at.SEGMENTS_UP, at.SEGMENTS_DOWN),
    segmentsReceived: pick(at.SEGMENTS_DOWN, at.SEGMENTS_UP),
    retransmissionsSyn: clientOnly(at.RETRANSMITTED_SYN),
    retransmissionsEstablished: pick(at.RETRANSMITTED_UP, at.RETRANSMITTED_DOWN),
    timeoutsSyn: clientOnly(at.TIMEOUTS_SYN),
    timeoutsEstablished: pick(at.TIMEOUTS_UP, at.TIMEOUTS_DOWN),
    socketsEstablished: hasNoConnection(socket.pair, amounts) ? 0 : openConnections(socket.pair),
    socketsCompleted: amount(amounts, at.CONNECTIONS),
    ...(samples > 0 && { roundTripTimeMicroseconds: Math.round(amount(amounts, at.ROUND_TRIP_SUM) / samples) }),
  };
}

/** The report of a client that cannot get to a ClusterIP: nothing is known about this address. */
function toServiceReport(flow: SocketAmounts, { ip, port }: ServiceAddress, { facts, options }: Cluster): FlowReport {
  const { pair } = flow.socket;
  return {
    local: reportedEndpoint({ pair, byClient: true, isClient: true, release: options }, facts),
    remote: { ip: socketAddress(ip, pair, true, facts.ipFamily) },
    localIsClient: true,
    serverPort: port,
    category: 'UNCLASSIFIED',
    ...countsOf(flow),
    constructs: [],
  };
}

function toReport(flow: SocketAmounts, { facts, options }: Cluster): FlowReport {
  const service = isUntranslated(flow.socket, flow.amounts) ? serviceAddress(flow.socket.pair, facts) : undefined;
  if (service) {
    return toServiceReport(flow, service, { facts, options });
  }
  const { pair, localIsClient } = flow.socket;
  const { port } = pair.conversation.spec;
  const side = { pair, byClient: localIsClient, release: options };
  const client = reportedEndpoint({ ...side, isClient: true }, facts);
  const server = reportedEndpoint({ ...side, isClient: false }, facts);
  const outside = [pair.client, pair.server].find((endpoint) => endpoint.type === 'external');
  const isAboutOutside = outside?.type === 'external';
  const constructs = constructsBetween(pair, facts);
  return {
    local: localIsClient ? client : server,
    remote: localIsClient ? server : client,
    localIsClient,
    serverPort: port,
    category: categoryOf(pair.client, pair.server),
    ...countsOf(flow),
    ...(localIsClient && translatedAddresses(pair, facts)),
    constructs: localIsClient ? constructs : constructs.reverse(),
    ...(isAboutOutside && outside.network && { network: outside.network }),
    ...(isAboutOutside && outside.clientLocation && { clientLocation: outside.clientLocation }),
  };
}

/** Reports of the given nodes whose whole 30-second period is within [startMs, endMs), summed per flow and endpoint. */
export function reportsOfNodes(
  cell: Cell,
  nodes: ClusterNode[],
  cluster: Cluster,
  startMs: number,
  endMs: number
): FlowReport[] {
  const fromMs = ceilTo(startMs, REPORT_PERIOD_MS);
  const toMs = floorTo(endMs, REPORT_PERIOD_MS);
  const sums = new ReportSums();
  for (const hour of cell.hoursIn(fromMs, toMs)) {
    addHour(sums, cell, hour, nodes, fromMs, toMs);
  }
  return Array.from(sums.all(), (flow) => toReport(flow, cluster));
}
