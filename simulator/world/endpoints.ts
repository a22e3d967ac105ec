/** The endpoints of conversations. */
import { type ExternalEndpoint } from './externalEndpoints';
import { type ClusterNode } from './nodes';
import { type Pod } from './pods';

/** A pod, a node (kubelet, hostNetwork pods), or an endpoint outside the cluster. */
export type Endpoint = Pod | ClusterNode | ExternalEndpoint;

/** The node whose agent sees the endpoint's sockets; undefined for external endpoints. */
export function nodeOf(endpoint: Endpoint): ClusterNode | undefined {
  switch (endpoint.type) {
    case 'pod':
      return endpoint.node;
    case 'node':
      return endpoint;
    case 'external':
      return undefined;
  }
}

const SAME_NODE_MICROSECONDS = 70;
const SAME_ZONE_MICROSECONDS = 240;
const OTHER_ZONE_MICROSECONDS = 850;

/** The round-trip time of a path without queues and incidents. */
export function baseRoundTripMicroseconds(client: Endpoint, server: Endpoint): number {
  if (client.type === 'external') {
    return client.roundTripMicroseconds;
  }
  if (server.type === 'external') {
    return server.roundTripMicroseconds;
  }
  if (nodeOf(client) === nodeOf(server)) {
    return SAME_NODE_MICROSECONDS;
  }
  return crossesZones(client, server) ? OTHER_ZONE_MICROSECONDS : SAME_ZONE_MICROSECONDS;
}

/** Whether client and server are in different zones. An external endpoint has no zone. */
export function crossesZones(client: Endpoint, server: Endpoint): boolean {
  return nodeOf(client)?.zoneIndex !== nodeOf(server)?.zoneIndex;
}

/** The destination category of Network Flow Monitor for a flow between the two. */
export function categoryOf(client: Endpoint, server: Endpoint): string {
  if (client.type === 'external') {
    return client.category;
  }
  if (server.type === 'external') {
    return server.category;
  }
  return crossesZones(client, server) ? 'INTER_AZ' : 'INTRA_AZ';
}
