/** The packets that network policies drop, one by one. */
import { type ClusterFacts } from '../world/clusterFacts';
import { type Cell, type HourOfTraffic } from '../world/cell';
import { type Denial } from '../world/effects';
import { nodeOf } from '../world/endpoints';
import { combine } from '../world/hash';
import { type ClusterNode } from '../world/nodes';
import { type EndpointPair, isDenied } from '../world/pairs';
import { serviceAddress } from '../world/reportedEndpoints';
import { ceilTo, floorTo, includes, TICK_MS } from '../world/time';
import { ATTEMPT_OFFSETS_MS, ticksOf } from '../world/traffic';
import * as at from '../world/trafficAmounts';
import { amount } from '../world/trafficAmounts';

/** A packet that is dropped. */
export interface DroppedPacket extends Denial {
  timeMs: number;
  /** The node whose agent drops it. */
  node: ClusterNode;
  protocol: 'TCP' | 'UDP';
  sourceIp: string;
  sourcePort: number;
  /** At the node of the client, the ClusterIP by way of which it connects. */
  destinationIp: string;
  destinationPort: number;
  /** With headers. */
  bytes: number;
}

/** Linux' default range of the ports of clients. */
const FIRST_CLIENT_PORT = 32_768;
const CLIENT_PORTS = 28_232;
/** Attempts begin within this time of a tick, so that their last packet is in the same tick. */
const BEGIN_WITHIN_MS = 3000;

const knownPairs = new WeakMap<HourOfTraffic, EndpointPair[]>();

function deniedPairs(hour: HourOfTraffic): EndpointPair[] {
  const pairs = knownPairs.get(hour) ?? hour.pairs.filter(isDenied);
  knownPairs.set(hour, pairs);
  return pairs;
}

/** The address and port to which the client sends, as the node with the policy sees it. */
function destinationOf(pair: EndpointPair, { direction }: Denial, facts: ClusterFacts) {
  const service = direction === 'egress' ? serviceAddress(pair, facts) : undefined;
  const { ip, port } = service ?? { ip: pair.server.ip, port: pair.conversation.spec.port };
  return { destinationIp: ip, destinationPort: port };
}

function packetsOfTick(
  pair: EndpointPair,
  denial: Denial,
  tickMs: number,
  sent: { packets: number; bytes: number },
  facts: ClusterFacts
): DroppedPacket[] {
  const { protocol } = pair.conversation.spec;
  const node = nodeOf(denial.direction === 'egress' ? pair.client : pair.server);
  const offsets = ATTEMPT_OFFSETS_MS[protocol];
  if (!node) {
    return [];
  }
  const fixed = { ...denial, node, protocol, sourceIp: pair.client.ip, ...destinationOf(pair, denial, facts) };
  return Array.from({ length: sent.packets / offsets.length }, (_, attempt) => {
    const hash = combine(combine(pair.hash, tickMs / TICK_MS), attempt);
    const beginMs = tickMs + (hash % BEGIN_WITHIN_MS);
    const sourcePort = FIRST_CLIENT_PORT + (combine(hash, 1) % CLIENT_PORTS);
    const bytes = sent.bytes / sent.packets;
    return offsets.map((offsetMs) => ({ ...fixed, timeMs: beginMs + offsetMs, sourcePort, bytes }));
  }).flat();
}

function packetsOfPair(pair: EndpointPair, fromMs: number, toMs: number, facts: ClusterFacts): DroppedPacket[] {
  const packets: DroppedPacket[] = [];
  // Whole ticks, because the packets of a tick are not distributed evenly.
  for (const { amounts, tickEndMs } of ticksOf(pair, floorTo(fromMs, TICK_MS), ceilTo(toMs, TICK_MS))) {
    const tickMs = tickEndMs - TICK_MS;
    const denial = pair.effects.find((effect) => effect.denial && includes(effect, tickMs))?.denial;
    if (denial) {
      const sent = { packets: amount(amounts, at.SENT_PACKETS_UP), bytes: amount(amounts, at.SENT_BYTES_UP) };
      packets.push(...packetsOfTick(pair, denial, tickMs, sent, facts));
    }
  }
  const startMs = Math.max(fromMs, pair.fromMs);
  const endMs = Math.min(toMs, pair.toMs);
  return packets.filter(({ timeMs }) => startMs <= timeMs && timeMs < endMs);
}

/**
 * The packets that are dropped in [fromMs, toMs), in any order.
 * @param node only those that this node drops.
 */
export function droppedPackets(
  cell: Cell,
  facts: ClusterFacts,
  fromMs: number,
  toMs: number,
  node?: ClusterNode
): DroppedPacket[] {
  const packets: DroppedPacket[] = [];
  for (const hour of cell.hoursIn(fromMs, toMs)) {
    for (const pair of deniedPairs(hour)) {
      const isNear = node === undefined || nodeOf(pair.client) === node || nodeOf(pair.server) === node;
      const ofPair = isNear ? packetsOfPair(pair, fromMs, toMs, facts) : [];
      packets.push(...ofPair.filter((packet) => node === undefined || packet.node === node));
    }
  }
  return packets;
}
