import { areDifferent } from '../areDifferent';
import { categoryBetween } from './categoryBetween';
import { endpointOf, type NameLookup, emptyLookup, ZoneNames } from './endpointOf';
import { type Flow, type FlowMetrics, type Reported } from './flow';
import { type FlowMetricName } from './metric';
import { type PodNames, podNamesOf, withPodName } from './names';
import { compareFlows } from './order';
import { type Report, type ReportEnd } from './report';

type Reporter = 'byClient' | 'byServer';

/** All metrics that one end reported about one group of connections. */
interface Side {
  reporter: Reporter;
  client: ReportEnd;
  server: ReportEnd;
  /** Addresses under which the other end's agent may know the client and the server. */
  clientIps: string[];
  serverIps: string[];
  report: Report;
  values: Values;
}

type Values = Partial<Record<FlowMetricName, number>>;

/** The reports of one end about one group of connections: the first of them, and what all of them measured. */
interface Group {
  report: Report;
  values: Values;
}

/**
 * Joins the reports of a window to flows.
 *
 * The API answers one metric a query and reports each connection from both ends. Here metrics are
 * joined by connection group, absence staying absence, and the two ends by the two-reports rule:
 * `targetPort` > 0 is the client's report; 0 is the server's, whose ends are swapped. Bytes are
 * counted by both ends and taken once; retransmissions and timeouts are each end's own.
 *
 * The heaviest come first; those of equal weight are ordered by client, server and port, whatever the
 * order of the reports.
 *
 * @param lookup what is known of names beyond the reports, as of the same window.
 * @param podNames what more reports than these tell of addresses.
 */
export function joinReports(
  reports: readonly Report[],
  lookup: NameLookup = emptyLookup(),
  podNames?: PodNames
): Flow[] {
  const groups = groupReports(reports);
  const names = podNames ?? podNamesOf(groups, lookup.cluster);
  const toFlow = flowMaker(lookup, zoneNamesOf(groups, lookup));
  const sides = groups.map((group) => toSide(group, names));
  const clients = sides.filter(({ reporter }) => reporter === 'byClient');
  const byPair = indexByPair(clients);
  const partners = new Map<Side, Side>();
  const alone: Array<{ server: Side; candidates: readonly Side[] }> = [];
  for (const server of sides) {
    if (server.reporter === 'byClient') {
      continue;
    }
    const candidates = candidatesOf(server, byPair);
    const [only] = candidates;
    const rival = only && partners.get(only);
    if (only && candidates.length === 1 && (!rival || goesBefore(server, rival))) {
      partners.set(only, server);
      if (rival) {
        alone.push({ server: rival, candidates });
      }
    } else {
      alone.push({ server, candidates });
    }
  }
  const flows = clients.map((client) => toFlow(client, { client, server: partners.get(client) }));
  for (const { server, candidates } of alone) {
    flows.push(...serverOnlyFlow(toFlow(server, { server }), candidates));
  }
  return flows.sort(compareFlows);
}

/** Joins metrics: reports that differ in nothing but metric and value are one group. */
function groupReports(reports: readonly Report[]): Group[] {
  const groups: Group[] = [];
  const byAddresses = new Map<string, Group[]>();
  for (const report of reports) {
    const key = `${report.local.ip}>${report.remote.ip}`;
    let alike = byAddresses.get(key);
    if (!alike) {
      alike = [];
      byAddresses.set(key, alike);
    }
    let group = alike.find((known) => isSameGroup(known.report, report));
    if (!group) {
      group = { report, values: {} };
      alike.push(group);
      groups.push(group);
    }
    group.values[report.metric] = combine(report.metric, group.values[report.metric], report.value);
  }
  return groups;
}

function isSameGroup(a: Report, b: Report): boolean {
  return (
    a.targetPort === b.targetPort &&
    a.localPort === b.localPort &&
    a.category === b.category &&
    a.local.pod === b.local.pod &&
    a.remote.pod === b.remote.pod &&
    !areDifferent(a.local.vpcId, b.local.vpcId) &&
    !areDifferent(a.remote.vpcId, b.remote.vpcId) &&
    a.snatIp === b.snatIp &&
    a.dnatIp === b.dnatIp
  );
}

/** Of two that claim one partner, always the same one gets it, in whichever order they came. */
function goesBefore({ report: a }: Side, { report: b }: Side): boolean {
  return sideKey(a) < sideKey(b);
}

function sideKey({ local, remote, category, snatIp, dnatIp }: Report): string {
  return [local.ip, local.vpcId, local.pod, snatIp, remote.ip, remote.vpcId, remote.pod, dnatIp, category].join('|');
}

/**
 * Rows can be alike in everything but the value: a server's reports of several ports, which its rows
 * do not carry. Amounts add up; of round-trip times the worst stands.
 */
function combine(metric: FlowMetricName, before: number | undefined, value: number): number {
  if (before === undefined) {
    return value;
  }
  return metric === 'ROUND_TRIP_TIME' ? Math.max(before, value) : before + value;
}

function toSide({ report, values }: Group, names: PodNames): Side {
  const { local, remote, targetPort, snatIp, dnatIp } = report;
  const far = withPodName(withPodName(remote, report, names), report, names, dnatIp);
  const near = withPodName(local, report, names);
  const nearIps = addresses(local.ip, snatIp);
  const farIps = addresses(remote.ip, dnatIp);
  return targetPort > 0
    ? { reporter: 'byClient', client: near, server: far, clientIps: nearIps, serverIps: farIps, report, values }
    : { reporter: 'byServer', client: far, server: near, clientIps: farIps, serverIps: nearIps, report, values };
}

function indexByPair(clients: readonly Side[]): Map<string, Side[]> {
  const index = new Map<string, Side[]>();
  for (const side of clients) {
    for (const key of pairKeys(side)) {
      const known = index.get(key);
      if (known) {
        known.push(side);
      } else {
        index.set(key, [side]);
      }
    }
  }
  return index;
}

function pairKeys({ clientIps, serverIps }: Side): string[] {
  const keys: string[] = [];
  for (const client of clientIps) {
    for (const server of serverIps) {
      keys.push(`${client}>${server}`);
    }
  }
  return keys;
}

function candidatesOf(server: Side, byPair: Map<string, Side[]>): Side[] {
  const candidates: Side[] = [];
  for (const key of pairKeys(server)) {
    for (const client of byPair.get(key) ?? []) {
      const isSamePort = server.report.localPort === undefined || server.report.localPort === client.report.targetPort;
      const fits = isSamePort && compatible(client.client, server.client) && compatible(client.server, server.server);
      if (fits && !candidates.includes(client)) {
        candidates.push(client);
      }
    }
  }
  return candidates;
}

/** Clusters in different VPCs can have the same addresses. */
function compatible(a: ReportEnd, b: ReportEnd): boolean {
  return !areDifferent(a.pod, b.pod) && !areDifferent(a.vpcId, b.vpcId);
}

/**
 * What only the server told. Where the client's agent reported the pair too, under several ports,
 * nobody can say to which port the server's losses belong: they stand alone, without the bytes
 * where the client's reports count them already.
 */
function serverOnlyFlow(flow: Flow, candidates: readonly Side[]): Flow[] {
  if (candidates.length === 0) {
    return [flow];
  }
  if (!candidates.some(({ values }) => values.DATA_TRANSFERRED !== undefined)) {
    return [flow];
  }
  const { retransmissions, timeouts } = flow.metrics;
  const hasLosses = retransmissions.byServer !== undefined || timeouts.byServer !== undefined;
  return hasLosses ? [{ ...flow, metrics: { ...flow.metrics, bytes: {}, roundTripTimeMicroseconds: {} } }] : [];
}

/** @param main the side whose report says port, category and path: the client's, where there is one. */
type ToFlow = (main: Side, sides: { client?: Side; server?: Side }) => Flow;

function flowMaker(lookup: NameLookup, zoneNames: ZoneNames): ToFlow {
  return (main, { client, server }) => {
    const { report, reporter } = main;
    const end = (hasLosses: ReportEnd, isFar: boolean) =>
      endpointOf({ end: hasLosses, report, isFar }, lookup, zoneNames);
    // Each agent knows its own end best.
    const ends = {
      client: end(overlay(server?.client, client?.client), reporter === 'byServer'),
      server: end(overlay(client?.server, server?.server), reporter === 'byClient'),
    };
    const flow: Flow = {
      ...ends,
      category: report.category === '' ? categoryBetween(ends) : report.category,
      metrics: metricsOf(client, server),
      path: report.path,
    };
    const port = portOf(report);
    return port === undefined ? flow : { ...flow, port };
  };
}

/** The server's port, whichever end reported; undefined where that end does not know it. */
function portOf({ targetPort, localPort }: Report): number | undefined {
  return targetPort > 0 ? targetPort : localPort;
}

function zoneNamesOf(groups: readonly Group[], { cluster }: NameLookup): ZoneNames {
  const names = new ZoneNames();
  for (const { report } of groups) {
    names.learn(report.local, cluster);
  }
  return names;
}

function metricsOf(client: Side | undefined, server: Side | undefined): FlowMetrics {
  return {
    bytes: reported('DATA_TRANSFERRED', client, server),
    retransmissions: reported('RETRANSMISSIONS', client, server),
    timeouts: reported('TIMEOUTS', client, server),
    roundTripTimeMicroseconds: reported('ROUND_TRIP_TIME', client, server),
  };
}

function reported(metric: FlowMetricName, client: Side | undefined, server: Side | undefined): Reported {
  const values: Reported = {};
  const byClient = client?.values[metric];
  const byServer = server?.values[metric];
  if (byClient !== undefined) {
    values.byClient = byClient;
  }
  if (byServer !== undefined) {
    values.byServer = byServer;
  }
  return values;
}

/** What is known of an end, the second report's word before the first one's, as an object of its own. */
function overlay(under: ReportEnd | undefined, over: ReportEnd | undefined): ReportEnd {
  return {
    ip: over?.ip ?? under?.ip,
    namespace: over?.namespace ?? under?.namespace,
    pod: over?.pod ?? under?.pod,
    service: over?.service ?? under?.service,
    node: over?.node ?? under?.node,
    instanceId: over?.instanceId ?? under?.instanceId,
    subnetId: over?.subnetId ?? under?.subnetId,
    vpcId: over?.vpcId ?? under?.vpcId,
    region: over?.region ?? under?.region,
    zoneId: over?.zoneId ?? under?.zoneId,
  };
}

function addresses(own: string | undefined, translated: string | undefined): string[] {
  if (own === undefined || translated === undefined || own === translated) {
    const only = own ?? translated;
    return only === undefined ? [] : [only];
  }
  return [own, translated];
}
