import { areDifferent } from '../areDifferent';
import { categoryBetween } from './categoryBetween';
import { endpointOf, type NameLookup, emptyLookup, ZoneNames } from './endpointOf';
import { type Flow, type FlowMetrics, type Reported } from './flow';
import { combinedValue, type FlowMetricName } from './metric';
import { type PodNames, podNamesOf, withPodName } from './names';
import { compareFlows } from './order';
import { type Report, type ReportEnd } from './report';

type Reporter = 'byClient' | 'byServer';

/** One end's report about one group of connections, with all metrics. */
interface Side {
  reporter: Reporter;
  client: ReportEnd;
  server: ReportEnd;
  /** The addresses by which the other end's agent can know the client and the server. */
  clientIps: string[];
  serverIps: string[];
  report: Report;
  values: Values;
}

type Values = Partial<Record<FlowMetricName, number>>;

/** The reports of one end about one group of connections: the first one, and the values of all of them. */
interface Group {
  report: Report;
  values: Values;
}

/**
 * Joins the reports of a window to flows.
 *
 * The API returns one metric per query and reports each connection from both ends. First, the metrics of a group of
 * connections are joined; missing metrics stay missing. Then, the reports of both ends are joined: a report with
 * `targetPort` > 0 is the client's, and one with 0 is the server's, whose ends are swapped. Both ends count the same
 * bytes, which count once; retransmissions and timeouts are each end's own.
 *
 * Flows with the most bytes come first, then they are ordered by client, server and port, for any order of the reports.
 *
 * @param lookup other sources of names in the same window.
 * @param podNames the pods of addresses, if more reports than these are known; by default, from these reports.
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
    if (only && candidates.length === 1 && (!rival || hasPrecedence(server, rival))) {
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

/** Joins metrics: reports that differ only in metric and value are one group. */
function groupReports(reports: readonly Report[]): Group[] {
  const groups: Group[] = [];
  const byAddresses = new Map<string, Group[]>();
  for (const report of reports) {
    const key = `${report.local.ip}>${report.remote.ip}`;
    let sameAddresses = byAddresses.get(key);
    if (!sameAddresses) {
      sameAddresses = [];
      byAddresses.set(key, sameAddresses);
    }
    let group = sameAddresses.find((other) => isSameGroup(other.report, report));
    if (!group) {
      group = { report, values: {} };
      sameAddresses.push(group);
      groups.push(group);
    }
    const earlier = group.values[report.metric];
    group.values[report.metric] =
      earlier === undefined ? report.value : combinedValue(report.metric, earlier, report.value);
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

/** Which of two servers gets a client that fits both. It does not depend on the order of the reports. */
function hasPrecedence({ report: a }: Side, { report: b }: Side): boolean {
  return sideKey(a) < sideKey(b);
}

function sideKey({ local, remote, category, snatIp, dnatIp }: Report): string {
  return [local.ip, local.vpcId, local.pod, snatIp, remote.ip, remote.vpcId, remote.pod, dnatIp, category].join('|');
}

function toSide({ report, values }: Group, names: PodNames): Side {
  const { local, remote, targetPort, snatIp, dnatIp } = report;
  const remoteEnd = withPodName(withPodName(remote, report, names), report, names, dnatIp);
  const localEnd = withPodName(local, report, names);
  const localIps = addresses(local.ip, snatIp);
  const remoteIps = addresses(remote.ip, dnatIp);
  return targetPort > 0
    ? {
        reporter: 'byClient',
        client: localEnd,
        server: remoteEnd,
        clientIps: localIps,
        serverIps: remoteIps,
        report,
        values,
      }
    : {
        reporter: 'byServer',
        client: remoteEnd,
        server: localEnd,
        clientIps: remoteIps,
        serverIps: localIps,
        report,
        values,
      };
}

function indexByPair(clients: readonly Side[]): Map<string, Side[]> {
  const index = new Map<string, Side[]>();
  for (const side of clients) {
    for (const key of pairKeys(side)) {
      const sides = index.get(key);
      if (sides) {
        sides.push(side);
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
 * The flow of a report without the client's report. If the client's agent reported the pair with several ports, the port of
 * the server's losses is unknown: they become a separate flow, without the bytes that the client's reports already
 * count.
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

/** @param main the side whose report has the port, the category and the path: the client's, if there is one. */
type ToFlow = (main: Side, sides: { client?: Side; server?: Side }) => Flow;

function flowMaker(lookup: NameLookup, zoneNames: ZoneNames): ToFlow {
  return (main, { client, server }) => {
    const { report, reporter } = main;
    const resolved = (end: ReportEnd, isRemote: boolean) => endpointOf({ end, report, isRemote }, lookup, zoneNames);
    // Each agent knows its own end best.
    const ends = {
      client: resolved(overlay(server?.client, client?.client), reporter === 'byServer'),
      server: resolved(overlay(client?.server, server?.server), reporter === 'byClient'),
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

/** The server's port in a report of either end; undefined if the report does not have it. */
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

/** A new object with the facts of both reports about an end. The second report takes precedence. */
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
