import { compareText } from '../compareText';
import { canonicalAddress } from '../flow/canonicalAddress';
import { categoryBetween } from '../flow/categoryBetween';
import { endpointOf, type NameLookup, ZoneNames } from '../flow/endpointOf';
import { endpointField } from '../flow/filter';
import { type Endpoint, type Flow } from '../flow/flow';
import { type Report, type ReportEnd } from '../flow/report';
import { type Labels } from '../kubernetes/clusterFacts';
import { deniedInLog } from './messages';
import { type DeniedPackets } from './policyLog';

/** Connections that network policies denied, with the names of both ends. */
export interface DeniedConnection extends Pick<
  DeniedPackets,
  'protocol' | 'tier' | 'packets' | 'attempts' | 'firstMs' | 'lastMs'
> {
  /** It carried nothing: 0 bytes. Each denied packet counts as a timeout of the client, because nothing answers it. */
  flow: Flow;
}

/** The Service at a ClusterIP: the labels of kube_service_info. */
export type ServiceAt = (clusterIp: string) => Pick<ReportEnd, 'namespace' | 'service'> | undefined;

/** Indexes kube_service_info by ClusterIP. An address that two Services had in the window has none. */
export function servicesByAddress(services: readonly Labels[]): ServiceAt {
  const byAddress = new Map<string, Array<{ namespace?: string; service?: string }>>();
  for (const { cluster_ip: clusterIp = '', namespace, service } of services) {
    const address = canonicalAddress(clusterIp);
    byAddress.set(address, [...(byAddress.get(address) ?? []), { namespace, service }]);
  }
  return (clusterIp) => {
    const [only, ...others] = byAddress.get(clusterIp) ?? [];
    return others.every(({ namespace, service }) => namespace === only?.namespace && service === only?.service)
      ? only
      : undefined;
  };
}

/** Names the ends of denied packets: pods, nodes, and Services by their addresses in the window, and everything else as for flows. */
export function deniedConnections(
  denied: readonly DeniedPackets[],
  lookup: NameLookup,
  serviceAt: ServiceAt
): DeniedConnection[] {
  return denied.map((one) => {
    const { protocol, tier, packets, attempts, firstMs, lastMs } = one;
    return {
      flow: flowOf(one, lookup, serviceAt),
      ...{ protocol, packets, attempts, firstMs, lastMs },
      ...(tier !== undefined && { tier }),
    };
  });
}

function flowOf(denied: DeniedPackets, lookup: NameLookup, serviceAt: ServiceAt): Flow {
  const { port, packets } = denied;
  const source = podEnd(denied.sourceIp, lookup);
  const destination = podEnd(denied.destinationIp, lookup) ?? {
    ip: denied.destinationIp,
    ...serviceAt(denied.destinationIp),
  };
  const isByClient = isReportedByClient(denied, lookup);
  const [client, server] = [source ?? { ip: denied.sourceIp }, destination];
  const report: Report = {
    local: isByClient ? client : server,
    remote: isByClient ? server : client,
    ...{ targetPort: 0, category: '', path: [], metric: 'TIMEOUTS', value: packets },
  };
  const resolved = (end: ReportEnd, isRemote: boolean) =>
    endpointOf({ end: { ...end }, report, isRemote }, lookup, new ZoneNames());
  const ends = { client: resolved(client, !isByClient), server: resolved(server, isByClient) };
  return {
    ...ends,
    ...(port !== undefined && { port }),
    category: categoryBetween(ends),
    metrics: {
      bytes: { byClient: 0 },
      retransmissions: {},
      timeouts: { byClient: packets },
      roundTripTimeMicroseconds: {},
    },
    path: [],
    verdict: { state: 'denied', reason: deniedInLog(denied) },
  };
}

function podEnd(ip: string, { cluster }: NameLookup): ReportEnd | undefined {
  const pod = cluster.podAt(ip);
  return pod && { ip, namespace: pod.namespace, pod: pod.pod };
}

/** The log has no direction. The agent is at the end whose pod runs on its node. */
function isReportedByClient({ node, sourceIp, destinationIp }: DeniedPackets, { cluster }: NameLookup): boolean {
  const [source, destination] = [cluster.podAt(sourceIp), cluster.podAt(destinationIp)];
  if (source?.node === node || destination?.node !== node) {
    return source !== undefined || destination === undefined;
  }
  return false;
}

/** Denied connections between two workloads, Services, nodes, or external ends. */
export interface DeniedPair extends Omit<DeniedConnection, 'flow'> {
  client: string;
  clientNamespace?: string;
  server: string;
  serverNamespace?: string;
  port?: number;
  /** The addresses of both ends, if there is only one. */
  clientIp?: string;
  serverIp?: string;
}

/** Merges connections of the same ends, port, protocol, and tier. The pair with the most attempts comes first. */
export function deniedPairs(connections: readonly DeniedConnection[]): DeniedPair[] {
  const pairs = new Map<string, DeniedPair>();
  for (const connection of connections) {
    const pair = pairOf(connection);
    const { client, clientNamespace, server, serverNamespace, port, protocol, tier } = pair;
    const key = JSON.stringify([client, clientNamespace, server, serverNamespace, port, protocol, tier]);
    const known = pairs.get(key);
    pairs.set(key, known ? merged(known, pair) : pair);
  }
  return [...pairs.values()].sort(comparePairs);
}

function pairOf({ flow, ...values }: DeniedConnection): DeniedPair {
  const { client, server, port } = flow;
  return {
    ...values,
    ...{ client: nameOf(client), clientNamespace: client.namespace, clientIp: client.ip },
    ...{ server: nameOf(server), serverNamespace: server.namespace, serverIp: server.ip },
    port,
  };
}

function nameOf(end: Endpoint): string {
  return endpointField(end, 'name') ?? '';
}

function merged(a: DeniedPair, b: DeniedPair): DeniedPair {
  return {
    ...a,
    packets: a.packets + b.packets,
    attempts: a.attempts + b.attempts,
    firstMs: Math.min(a.firstMs, b.firstMs),
    lastMs: Math.max(a.lastMs, b.lastMs),
    clientIp: a.clientIp === b.clientIp ? a.clientIp : undefined,
    serverIp: a.serverIp === b.serverIp ? a.serverIp : undefined,
  };
}

function comparePairs(a: DeniedPair, b: DeniedPair): number {
  return b.attempts - a.attempts || b.packets - a.packets || compareText(orderKey(a), orderKey(b));
}

function orderKey({ client, server, port, protocol, tier }: DeniedPair): string {
  return [client, server, String(port ?? 0).padStart(5, '0'), protocol, tier ?? ''].join('\u0000');
}
