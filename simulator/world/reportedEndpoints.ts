/**
 * What an agent knows about the endpoints of a flow (aws/network-flow-monitor-agent, kubernetes_metadata_collector.rs):
 * it resolves a server by its address and port, a client by its address, and nothing on the host's network. Before pull
 * request 74, it resolved a client only if its address belonged to exactly one declared port.
 */
import { primaryAddress, socketAddress } from './addresses';
import { type AgentRelease, isAgentSince } from './agentGeneration';
import { servicePortTo } from './ports';
import { clusterIp } from './services';
import { type ConversationSpec } from './applications/workloads';
import { type ClusterFacts } from './clusterFacts';
import { type Endpoint } from './endpoints';
import { type ReportedConstruct, type ReportedEndpoint } from './flowReports';
import { interfaceOfAddress } from './nodes';
import { type EndpointPair } from './pairs';
import { type Pod } from './pods';

/** An endpoint of a pair in a report. */
export interface Side {
  pair: EndpointPair;
  isClient: boolean;
  /** Whether the client's agent reports it. */
  byClient: boolean;
  release: AgentRelease;
}

function isResolved({ spec }: Pod, { pair, isClient, release }: Side): boolean {
  if (spec.hostNetwork) {
    return false;
  }
  return isClient
    ? spec.tcpPorts.length <= 1 || isAgentSince(release, '2026-03')
    : spec.tcpPorts.includes(pair.conversation.spec.port);
}

function namesOf(pod: Pod, side: Side): Partial<ReportedEndpoint> {
  if (!isResolved(pod, side)) {
    return {};
  }
  return {
    podName: pod.name,
    podNamespace: pod.namespace,
    ...(pod.spec.service && { serviceName: pod.spec.service }),
  };
}

/** An endpoint as an agent reports it. */
export function reportedEndpoint(side: Side, facts: ClusterFacts): ReportedEndpoint {
  const { pair, isClient, byClient } = side;
  const endpoint = isClient ? pair.client : pair.server;
  const ip = socketAddress(endpoint.ip, pair, byClient, facts.ipFamily);
  if (endpoint.type === 'external') {
    const { instanceId, subnetId, vpcId, region, azId } = endpoint;
    return {
      ip,
      ...(instanceId && { instanceId }),
      ...(subnetId && { subnetId }),
      ...(vpcId && { vpcId }),
      ...(region && { region }),
      ...(azId && { azId }),
    };
  }
  const node = endpoint.type === 'pod' ? endpoint.node : endpoint;
  return {
    ip,
    instanceId: node.instanceId,
    subnetId: node.subnetId,
    vpcId: facts.vpcId,
    region: facts.region,
    azId: node.azId,
    ...(endpoint.type === 'pod' && namesOf(endpoint, side)),
  };
}

function interfaceConstruct(endpoint: Endpoint, facts: ClusterFacts): ReportedConstruct[] {
  if (endpoint.type === 'external') {
    return [];
  }
  const [node, offset] = endpoint.type === 'pod' ? [endpoint.node, endpoint.addressOffset] : [endpoint, 0];
  const { eniId } = interfaceOfAddress(node, offset);
  return [
    {
      componentId: eniId,
      componentType: 'AWS::EC2::NetworkInterface',
      componentArn: `arn:aws:ec2:${facts.region}:${facts.accountId}:network-interface/${eniId}`,
    },
  ];
}

/** The service sometimes lists a component without any properties. */
const EMPTY_CONSTRUCT_EVERY = 12;

/** The network constructs on the path of a pair's packets, from client to server. */
export function constructsBetween({ client, server, hash }: EndpointPair, facts: ClusterFacts): ReportedConstruct[] {
  const isOnOneNode = client.type === 'pod' && server.type === 'pod' && client.node === server.node;
  if (isOnOneNode || (client.type === 'node' && server.type === 'pod')) {
    return [];
  }
  const between = client.type === 'external' ? client.constructs : server.type === 'external' ? server.constructs : [];
  return [
    ...interfaceConstruct(client, facts),
    ...between,
    ...(hash % EMPTY_CONSTRUCT_EVERY === 0 ? [{}] : []),
    ...interfaceConstruct(server, facts),
  ];
}

/** Whether clients connect to a pod by way of the ClusterIP of its Service. */
export function usesClusterIp({ spec }: Pod, { toEndpoints }: ConversationSpec): boolean {
  return spec.kind === 'Deployment' && spec.service !== undefined && !toEndpoints;
}

/** The ClusterIP and port of the Service by way of which a client connects, as the client's socket has them. */
export interface ServiceAddress {
  ip: string;
  port: number;
}

/** The ClusterIP and port by way of which the client of a pair connects; undefined if it connects directly. */
export function serviceAddress(
  { client, server, conversation: { spec } }: EndpointPair,
  { ipFamily }: ClusterFacts
): ServiceAddress | undefined {
  if (client.type !== 'pod' || server.type !== 'pod' || !usesClusterIp(server, spec)) {
    return undefined;
  }
  const port = servicePortTo(server.spec, spec.port, spec.protocol) ?? spec.port;
  return { ip: primaryAddress(clusterIp(server.spec), ipFamily), port };
}

/** The addresses on the other side of address translation, as the client's agent learns them from conntrack. */
export function translatedAddresses(
  pair: EndpointPair,
  { ipFamily }: ClusterFacts
): { snatIp?: string; dnatIp?: string } {
  const { client, server, conversation } = pair;
  const written = (address: string) => socketAddress(address, pair, true, ipFamily);
  if (client.type !== 'pod') {
    return {};
  }
  if (server.type === 'external') {
    return server.translatesSource ? { snatIp: written(client.node.ip) } : {};
  }
  return server.type === 'pod' && usesClusterIp(server, conversation.spec)
    ? { dnatIp: written(clusterIp(server.spec)) }
    : {};
}
