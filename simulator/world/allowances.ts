/**
 * Packets that ENA queued or dropped because the instance, or for link-local traffic the network interface, exceeded
 * its allowance (Amazon EC2 User Guide, "Monitor network performance for ENA").
 */
import { type AllowanceName } from './allowanceNames';
import { VPC_RESOLVER } from './applications/platform';
import { type Cell } from './cell';
import { type AllowanceExcess, type EffectSource } from './effects';
import { combine, unit } from './hash';
import { type ClusterNode, interfaceOfAddress } from './nodes';
import { type EndpointPair } from './pairs';
import { floorTo, includes, TICK_MS } from './time';
import { passedBy, ticksOf } from './traffic';
import { amount, SENT_PACKETS_UP } from './trafficAmounts';

/** The excess packets of one network interface by allowance. */
export type AllowanceCounts = Record<AllowanceName, number>;

/** The limit for traffic to services on link-local addresses, including the VPC resolver, per network interface. */
const LINK_LOCAL_PACKETS_PER_SECOND = 1024;

function noCounts(): AllowanceCounts {
  return {
    bw_in_allowance_exceeded: 0,
    bw_out_allowance_exceeded: 0,
    pps_allowance_exceeded: 0,
    conntrack_allowance_exceeded: 0,
    linklocal_allowance_exceeded: 0,
  };
}

/** The packets of an excess in [fromMs, toMs): whole numbers per tick, in bursts of 0.2 to 1.8 times its rate. */
function excessPackets(excess: AllowanceExcess, fromMs: number, toMs: number): number {
  let sum = 0;
  const startMs = Math.max(fromMs, floorTo(excess.startMs, TICK_MS));
  for (let tickMs = floorTo(startMs, TICK_MS); tickMs < toMs; tickMs += TICK_MS) {
    if (includes(excess, tickMs)) {
      const burst = 0.2 + 1.6 * unit(combine(excess.hash, tickMs / TICK_MS));
      const packets = Math.round(excess.packetsPerSecond * (TICK_MS / 1000) * burst);
      sum += passedBy(packets, Math.min(toMs - tickMs, TICK_MS)) - passedBy(packets, Math.max(startMs - tickMs, 0));
    }
  }
  return sum;
}

function addExcesses(
  byEni: Map<string, AllowanceCounts>,
  node: ClusterNode,
  effects: EffectSource,
  fromMs: number,
  toMs: number
) {
  for (const excess of effects.allowanceExcesses(node.name, fromMs, toMs)) {
    const eni = node.networkInterfaces[excess.networkInterface];
    const counts = eni && byEni.get(eni.eniId);
    if (counts) {
      const sinceMs = Math.max(fromMs, attachedAt(effects, node, excess.networkInterface));
      const untilMs = Math.min(toMs, detachedAt(effects, node, excess.networkInterface));
      counts[excess.allowance] += sinceMs < untilMs ? excessPackets(excess, sinceMs, untilMs) : 0;
    }
  }
}

/** When a network interface was attached to its node, in ms since the Unix epoch; -Infinity if it always was. */
function attachedAt(effects: EffectSource, node: ClusterNode, networkInterface: number): number {
  return effects
    .interfaceAttachments(node.name)
    .filter((change) => change.networkInterface === networkInterface)
    .reduce((last, { timeMs }) => Math.max(last, timeMs), -Infinity);
}

/** Whether a network interface is attached to its node. */
export function isAttached(
  effects: EffectSource,
  node: ClusterNode,
  networkInterface: number,
  timeMs: number
): boolean {
  return attachedAt(effects, node, networkInterface) <= timeMs && timeMs < detachedAt(effects, node, networkInterface);
}

/** When a network interface was detached from its node, in ms since the Unix epoch; Infinity if it never was. */
function detachedAt(effects: EffectSource, node: ClusterNode, networkInterface: number): number {
  return effects
    .interfaceDetachments(node.name)
    .filter((change) => change.networkInterface === networkInterface)
    .reduce((first, { timeMs }) => Math.min(first, timeMs), Infinity);
}

/**
 * Adds the packets that the node's CoreDNS pods sent to the VPC resolver beyond the limit of their network interface.
 */
function addLinkLocal(
  byEni: Map<string, AllowanceCounts>,
  node: ClusterNode,
  cell: Cell,
  fromMs: number,
  toMs: number
) {
  const resolvers = cell.externals.get(VPC_RESOLVER) ?? [];
  for (const hour of cell.hoursIn(fromMs, toMs)) {
    for (const { client, ...rest } of resolvers.flatMap((resolver) => hour.pairsOf.get(resolver) ?? [])) {
      const networkInterface =
        client.type === 'pod' && client.node === node && interfaceOfAddress(node, client.addressOffset);
      const counts = networkInterface && byEni.get(networkInterface.eniId);
      if (counts) {
        const sinceMs = Math.max(
          fromMs,
          attachedAt(cell.effects, node, node.networkInterfaces.indexOf(networkInterface))
        );
        counts.linklocal_allowance_exceeded += linkLocalExcess({ client, ...rest }, sinceMs, toMs);
      }
    }
  }
}

function linkLocalExcess(pair: EndpointPair, fromMs: number, toMs: number): number {
  const allowed = LINK_LOCAL_PACKETS_PER_SECOND * (TICK_MS / 1000);
  let sum = 0;
  for (const { amounts, elapsedFromMs, elapsedToMs } of ticksOf(pair, fromMs, toMs)) {
    const excess = Math.max(0, amount(amounts, SENT_PACKETS_UP) - allowed);
    sum += passedBy(excess, elapsedToMs) - passedBy(excess, elapsedFromMs);
  }
  return sum;
}

/** The excess packets in [fromMs, toMs), by network interface (its ENI ID). */
export function countAllowances(
  cell: Cell,
  node: ClusterNode,
  fromMs: number,
  toMs: number
): Map<string, AllowanceCounts> {
  const byEni = new Map(node.networkInterfaces.map(({ eniId }) => [eniId, noCounts()]));
  addExcesses(byEni, node, cell.effects, fromMs, toMs);
  addLinkLocal(byEni, node, cell, fromMs, toMs);
  return byEni;
}

/** The last reset of the node's ENA driver before `timeMs`; undefined if there was none since `sinceMs`. */
export function lastDriverReset(effects: EffectSource, node: ClusterNode, sinceMs: number, timeMs: number) {
  return effects
    .driverResets(node.name)
    .filter((resetMs) => sinceMs < resetMs + 1 && resetMs < timeMs)
    .reduce<number | undefined>((last, resetMs) => Math.max(last ?? 0, resetMs), undefined);
}
