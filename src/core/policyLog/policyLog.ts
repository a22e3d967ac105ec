import ipaddr from 'ipaddr.js';
import { canonicalAddress } from '../flow/canonicalAddress';
import { type TimeWindow } from '../time';

/** A group of lines, as {@link policyLogQuery} returns it. Members without a value are absent. */
export interface PolicyLogRow {
  /** The line before the port of the client: "Node: n;SIP: 10.0.0.1". */
  before?: string;
  /** The line after the address of the destination, which it begins with: "10.0.0.2;DPORT: 80;PROTOCOL: TCP". */
  after?: string;
  /** The end of the line after the verdict: ";Tier: DEFAULT", or empty from agents before version 1.3.0. */
  tier?: string;
  /** "DENY", "ACCEPT", or "EXPIRED". */
  verdict?: string;
  packets: number;
  attempts: number;
  firstMs: number;
  lastMs: number;
  /** The last line of the group. */
  example?: string;
}

/** Packets of one client to one server port that one agent denied. The log has neither the direction nor the policy. */
export interface DeniedPackets {
  /** The node whose agent denied them: that of the client or that of the server. */
  node: string;
  sourceIp: string;
  /** At the node of the client, the ClusterIP by way of which it connects. */
  destinationIp: string;
  /** Absent for protocols without ports. */
  port?: number;
  /** "TCP", "UDP", "SCTP", "ICMP", or "UNKNOWN". */
  protocol: string;
  /** "ADMIN", "NETWORK_POLICY", "BASELINE", or "DEFAULT", which is isolation without a policy that selects the pod. */
  tier?: string;
  packets: number;
  /** Ports of the client. Each attempt to connect has another one, and repeats its packets. */
  attempts: number;
  firstMs: number;
  lastMs: number;
}

/** What the agents wrote to the log in a window. */
export interface PolicyLog {
  denied: readonly DeniedPackets[];
  /** Lines about accepted and expired connections, which prove that the agents write to the log. */
  others: number;
  /** Lines that could not be read. */
  malformed: number;
  /** The last of these. */
  malformedExample?: string;
}

/** Reads groups of lines. */
export function readPolicyLog(rows: readonly PolicyLogRow[]): PolicyLog {
  const others = rows.filter(({ verdict }) => verdict !== undefined && verdict !== 'DENY');
  const denying = rows.filter((row) => !others.includes(row));
  const read = denying.map((row) => ({ row, denied: deniedPackets(row) }));
  const malformed = read.flatMap(({ row, denied }) => (denied === undefined ? [row] : []));
  const last = malformed.reduce<PolicyLogRow | undefined>(
    (latest, row) => (latest && latest.lastMs > row.lastMs ? latest : row),
    undefined
  );
  return {
    denied: read.flatMap(({ denied }) => denied ?? []),
    others: packetsOf(others),
    malformed: packetsOf(malformed),
    ...(last?.example !== undefined && { malformedExample: last.example }),
  };
}

/** Scrapes of kube-state-metrics that can be missing around a short denial. */
const NAMES_AROUND_MS = 300_000;

/**
 * The part of a window in which something was denied, in which the names of addresses are looked up: in a longer one, more
 * addresses belong to several pods.
 */
export function windowOfNames({ denied }: PolicyLog, window: TimeWindow): TimeWindow {
  const first = denied.reduce((least, { firstMs }) => Math.min(least, firstMs), window.endMs);
  const last = denied.reduce((most, { lastMs }) => Math.max(most, lastMs), window.startMs);
  return denied.length === 0
    ? window
    : { startMs: first - NAMES_AROUND_MS, endMs: Math.min(last + NAMES_AROUND_MS, window.endMs) };
}

function packetsOf(rows: readonly PolicyLogRow[]): number {
  return rows.reduce((sum, { packets }) => sum + packets, 0);
}

function deniedPackets({
  before,
  after,
  tier,
  packets,
  attempts,
  firstMs,
  lastMs,
}: PolicyLogRow): DeniedPackets | undefined {
  if (before === undefined || after === undefined) {
    return undefined;
  }
  const members = membersOf(`${before};DIP: ${after}${tier ?? ''}`);
  const sourceIp = addressIn(members.get('SIP'));
  const destinationIp = addressIn(members.get('DIP'));
  const port = portIn(members.get('DPORT'));
  const protocol = members.get('PROTOCOL');
  if (sourceIp === undefined || destinationIp === undefined || port === undefined || !protocol) {
    return undefined;
  }
  const tierName = members.get('Tier');
  return {
    ...{ node: members.get('Node') ?? '', sourceIp, destinationIp, protocol, packets, attempts, firstMs, lastMs },
    ...(port > 0 && { port }),
    ...(tierName !== undefined && { tier: tierName }),
  };
}

/** "Node: n;SIP: ::1" -> Node = "n", SIP = "::1" */
function membersOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((member) => {
      const [, name, value] = /^([A-Za-z]+): (.*)$/.exec(member) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.trim()] as const];
    })
  );
}

function addressIn(text: string | undefined): string | undefined {
  return text !== undefined && ipaddr.isValid(text) ? canonicalAddress(text) : undefined;
}

function portIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}
