/**
 * Packets that ENA queued or dropped because the instance, or for link-local traffic the network
 * interface, was beyond its allowance (Amazon EC2 User Guide, "Monitor network performance for ENA").
 */
import { type Cell } from './cell';
import { VPC_RESOLVER } from './externalEnds';
import { combine, hashText, unit } from './hash';
import { type IncidentBook } from '../incidents/incidentBook';
import { type Incident, endOf, overlaps } from '../incidents/incident';
import { type ClusterNode, interfaceOfAddress } from './nodes';
import { type Pair } from './pairs';
import { floorTo, TICK_MS } from './time';
import { passedBy, ticksOf } from './traffic';
import { amount, SENT_PACKETS_UP } from './trafficAmounts';

export const ALLOWANCE_NAMES = [
  'bw_in_allowance_exceeded',
  'bw_out_allowance_exceeded',
  'pps_allowance_exceeded',
  'conntrack_allowance_exceeded',
  'linklocal_allowance_exceeded',
] as const;

export type AllowanceName = (typeof ALLOWANCE_NAMES)[number];

/** Packets exceeding, by allowance, of one network interface. */
export type AllowanceCounts = Record<AllowanceName, number>;

/** To services on link-local addresses, the VPC resolver among them, per network interface. */
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

/** The packets of an incident that holds a node at its limit, coming in bursts. */
function scriptedPackets(incident: Incident, packetsPerSecond: number, fromMs: number, toMs: number): number {
  const hash = hashText(incident.id);
  let sum = 0;
  const startMs = Math.max(fromMs, floorTo(incident.startMs, TICK_MS));
  for (let tickMs = floorTo(startMs, TICK_MS); tickMs < toMs; tickMs += TICK_MS) {
    const isOn = incident.startMs <= tickMs && tickMs < endOf(incident);
    if (isOn) {
      const burst = 0.2 + 1.6 * unit(combine(hash, tickMs / TICK_MS));
      const packets = Math.round(packetsPerSecond * (TICK_MS / 1000) * burst);
      sum += passedBy(packets, Math.min(toMs - tickMs, TICK_MS)) - passedBy(packets, Math.max(startMs - tickMs, 0));
    }
  }
  return sum;
}

interface Scripted {
  node: string;
  allowance: AllowanceName;
  networkInterface: number;
  packetsPerSecond: number;
}

/** The instance's limits show on its first interface. */
function scriptedBy(incident: Incident): Scripted | undefined {
  switch (incident.kind) {
    case 'inbound-bandwidth':
      return { ...incident, allowance: 'bw_in_allowance_exceeded', networkInterface: 0 };
    case 'conntrack-exhaustion':
      return { ...incident, allowance: 'conntrack_allowance_exceeded', networkInterface: 0 };
    case 'allowance-exceeded':
      return incident;
    default:
      return undefined;
  }
}

function addScripted(
  byEni: Map<string, AllowanceCounts>,
  node: ClusterNode,
  book: IncidentBook,
  fromMs: number,
  toMs: number
) {
  for (const incident of book.overlapping(fromMs, toMs)) {
    const scripted = scriptedBy(incident);
    const eni = scripted?.node === node.name && node.networkInterfaces[scripted.networkInterface];
    const counts = eni && byEni.get(eni.eniId);
    if (scripted && counts) {
      const sinceMs = Math.max(fromMs, attachedAt(book, node, scripted.networkInterface));
      const untilMs = Math.min(toMs, detachedAt(book, node, scripted.networkInterface));
      counts[scripted.allowance] +=
        sinceMs < untilMs ? scriptedPackets(incident, scripted.packetsPerSecond, sinceMs, untilMs) : 0;
    }
  }
}

/** When a network interface was attached to its node; -Infinity if it always was. */
export function attachedAt(book: IncidentBook, node: ClusterNode, networkInterface: number): number {
  return book
    .onNode('interface-attached', node.name)
    .filter((incident) => incident.networkInterface === networkInterface)
    .reduce((first, { startMs }) => Math.max(first, startMs), -Infinity);
}

/** Whether a network interface is on its node. */
export function isAttached(book: IncidentBook, node: ClusterNode, networkInterface: number, timeMs: number): boolean {
  return attachedAt(book, node, networkInterface) <= timeMs && timeMs < detachedAt(book, node, networkInterface);
}

/** When a network interface was taken off its node; Infinity if it never was. */
export function detachedAt(book: IncidentBook, node: ClusterNode, networkInterface: number): number {
  return book
    .onNode('interface-detached', node.name)
    .filter((incident) => incident.networkInterface === networkInterface)
    .reduce((first, { startMs }) => Math.min(first, startMs), Infinity);
}

/** What the node's CoreDNS pods sent to the VPC resolver beyond what their network interface may. */
function addLinkLocal(
  byEni: Map<string, AllowanceCounts>,
  node: ClusterNode,
  cell: Cell,
  book: IncidentBook,
  fromMs: number,
  toMs: number
) {
  const resolvers = cell.externals.get(VPC_RESOLVER) ?? [];
  for (const chunk of cell.chunksIn(fromMs, toMs)) {
    for (const { client, ...rest } of resolvers.flatMap((resolver) => chunk.pairsOf.get(resolver) ?? [])) {
      const networkInterface =
        client.type === 'pod' && client.node === node && interfaceOfAddress(node, client.addressOffset);
      const counts = networkInterface && byEni.get(networkInterface.eniId);
      if (counts) {
        const sinceMs = Math.max(fromMs, attachedAt(book, node, node.networkInterfaces.indexOf(networkInterface)));
        counts.linklocal_allowance_exceeded += linkLocalExcess({ client, ...rest }, sinceMs, toMs);
      }
    }
  }
}

function linkLocalExcess(pair: Pair, fromMs: number, toMs: number): number {
  const allowed = LINK_LOCAL_PACKETS_PER_SECOND * (TICK_MS / 1000);
  let sum = 0;
  for (const { amounts, elapsedFromMs, elapsedToMs } of ticksOf(pair, fromMs, toMs)) {
    const excess = Math.max(0, amount(amounts, SENT_PACKETS_UP) - allowed);
    sum += passedBy(excess, elapsedToMs) - passedBy(excess, elapsedFromMs);
  }
  return sum;
}

/** The packets in [fromMs, toMs), by network interface. */
export function countAllowances(
  cell: Cell,
  node: ClusterNode,
  book: IncidentBook,
  fromMs: number,
  toMs: number
): Map<string, AllowanceCounts> {
  const byEni = new Map(node.networkInterfaces.map(({ eniId }) => [eniId, noCounts()]));
  addScripted(byEni, node, book, fromMs, toMs);
  addLinkLocal(byEni, node, cell, book, fromMs, toMs);
  return byEni;
}

/** When the node's ENA driver was last reset before `timeMs`, if it was since `sinceMs`. */
export function lastDriverReset(book: IncidentBook, node: ClusterNode, sinceMs: number, timeMs: number) {
  return book
    .onNode('driver-reset', node.name)
    .filter((reset) => overlaps({ ...reset, endMs: reset.startMs + 1 }, sinceMs, timeMs))
    .reduce<number | undefined>((last, reset) => Math.max(last ?? 0, reset.startMs), undefined);
}
