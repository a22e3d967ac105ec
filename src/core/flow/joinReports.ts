import { compareText } from '../compareText';
import { workloadFromPodName } from '../workload/workloadFromPodName';
import { externalParty } from './externalParty';
import { bytesOf, type Endpoint, type Flow, type FlowMetrics } from './flow';
import { type FlowMetricName } from './metric';
import { type PodNames, podNamesOf, withPodName } from './names';
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
  values: Partial<Record<FlowMetricName, number>>;
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
 */
export function joinReports(reports: readonly Report[]): Flow[] {
  const names = podNamesOf(reports);
  const sides = collectSides(reports, names);
  const clients = sides.filter(({ reporter }) => reporter === 'byClient');
  const servers = sides.filter(({ reporter }) => reporter === 'byServer');
  const byPair = indexByPair(clients);
  const partners = new Map<Side, Side>();
  const alone: Flow[] = [];
  for (const server of servers) {
    const candidates = candidatesOf(server, byPair);
    const only = candidates.length === 1 ? candidates[0] : undefined;
    if (only && !partners.has(only)) {
      partners.set(only, server);
    } else {
      alone.push(...serverOnlyFlow(server, candidates));
    }
  }
  const flows = clients.map((client) => toFlow(client, { client, server: partners.get(client) }));
  return [...flows, ...alone].sort((a, b) => (bytesOf(b) ?? 0) - (bytesOf(a) ?? 0) || byEnds(a, b));
}

function collectSides(reports: readonly Report[], names: PodNames): Side[] {
  const sides = new Map<string, Side>();
  for (const report of reports) {
    const key = sideKey(report);
    const side = sides.get(key) ?? newSide(report, names);
    side.values[report.metric] = combine(report.metric, side.values[report.metric], report.value);
    sides.set(key, side);
  }
  return [...sides.entries()].sort(([a], [b]) => compareText(a, b)).map(([, side]) => side);
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

function sideKey({ local, remote, targetPort, category, snatIp, dnatIp }: Report): string {
  return [local.ip, local.pod, snatIp, remote.ip, remote.pod, dnatIp, targetPort, category].join('|');
}

function newSide(report: Report, names: PodNames): Side {
  const { local, remote, targetPort, snatIp, dnatIp } = report;
  const far = withPodName(withPodName(remote, names), names, dnatIp);
  const near = withPodName(local, names);
  const nearIps = present([local.ip, snatIp]);
  const farIps = present([remote.ip, dnatIp]);
  return targetPort > 0
    ? { reporter: 'byClient', client: near, server: far, clientIps: nearIps, serverIps: farIps, report, values: {} }
    : { reporter: 'byServer', client: far, server: near, clientIps: farIps, serverIps: nearIps, report, values: {} };
}

function indexByPair(clients: readonly Side[]): Map<string, Side[]> {
  const index = new Map<string, Side[]>();
  for (const side of clients) {
    for (const key of pairKeys(side)) {
      index.set(key, [...(index.get(key) ?? []), side]);
    }
  }
  return index;
}

function pairKeys({ clientIps, serverIps }: Side): string[] {
  return clientIps.flatMap((client) => serverIps.map((server) => `${client}>${server}`));
}

function candidatesOf(server: Side, byPair: Map<string, Side[]>): Side[] {
  const found = new Set(pairKeys(server).flatMap((key) => byPair.get(key) ?? []));
  return [...found].filter(
    (client) => compatible(client.client, server.client) && compatible(client.server, server.server)
  );
}

function compatible(a: ReportEnd, b: ReportEnd): boolean {
  return a.pod === undefined || b.pod === undefined || a.pod === b.pod;
}

/**
 * What only the server told. Where the client's agent reported the pair too, under several ports,
 * nobody can say to which port the server's losses belong: they stand alone, without the bytes
 * where the client's reports count them already.
 */
function serverOnlyFlow(server: Side, candidates: readonly Side[]): Flow[] {
  const flow = toFlow(server, { server });
  if (candidates.length === 0) {
    return [flow];
  }
  if (!candidates.some(({ values }) => values.DATA_TRANSFERRED !== undefined)) {
    return [flow];
  }
  const { retransmissions, timeouts } = flow.metrics;
  const told = retransmissions.byServer !== undefined || timeouts.byServer !== undefined;
  return told ? [{ ...flow, metrics: { ...flow.metrics, bytes: {}, roundTripTimeMicroseconds: {} } }] : [];
}

/** @param main the side whose report says port, category and path: the client's, where there is one. */
function toFlow(main: Side, { client, server }: { client?: Side; server?: Side }): Flow {
  const { report, reporter } = main;
  return {
    client: endpoint({ ...known(server?.client), ...known(client?.client) }, report, reporter === 'byServer'),
    server: endpoint({ ...known(client?.server), ...known(server?.server) }, report, reporter === 'byClient'),
    ...(report.targetPort > 0 && { port: report.targetPort }),
    category: report.category,
    metrics: metricsOf(client, server),
    path: report.path,
  };
}

function metricsOf(client: Side | undefined, server: Side | undefined): FlowMetrics {
  const reported = (metric: FlowMetricName) => {
    const byClient = client?.values[metric];
    const byServer = server?.values[metric];
    return { ...(byClient !== undefined && { byClient }), ...(byServer !== undefined && { byServer }) };
  };
  return {
    bytes: reported('DATA_TRANSFERRED'),
    retransmissions: reported('RETRANSMISSIONS'),
    timeouts: reported('TIMEOUTS'),
    roundTripTimeMicroseconds: reported('ROUND_TRIP_TIME'),
  };
}

/** Only what is known of an end, to lay over what the other report knows. Each agent knows its own end best. */
function known(end: ReportEnd | undefined): ReportEnd {
  return Object.fromEntries(Object.entries(end ?? {}).filter(([, value]) => value !== undefined));
}

function endpoint(end: ReportEnd, report: Report, isFarEnd: boolean): Endpoint {
  if (end.pod !== undefined) {
    return { ...end, workload: workloadFromPodName(end.pod) };
  }
  const isHost = end.instanceId !== undefined && report.category.endsWith('_AZ');
  if (!isFarEnd || isHost) {
    return end;
  }
  const { ip, vpcId, region } = end;
  return {
    ...end,
    external: externalParty({
      category: report.category,
      ip,
      vpcId,
      region,
      networkName: report.network?.name,
      networkNumber: report.network?.number,
    }),
  };
}

function byEnds(a: Flow, b: Flow): number {
  return compareText(orderKey(a), orderKey(b));
}

function orderKey({ client, server, port, category }: Flow): string {
  const end = (e: Endpoint) => [e.namespace, e.pod, e.external?.name, e.ip].map((part) => part ?? '').join('/');
  return [end(client), end(server), String(port ?? 0).padStart(5, '0'), category].join('\u0000');
}

function present(values: Array<string | undefined>): string[] {
  return [...new Set(values.filter((value): value is string => value !== undefined))];
}
