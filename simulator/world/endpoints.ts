/** What can be at either end of a conversation. */
import { type ExternalEndpoint } from './externalEndpoints';
import { type ClusterNode } from './nodes';
import { type Pod } from './pods';

export type Endpoint = Pod | ClusterNode | ExternalEndpoint;

/** The node whose agent sees the end's socket, if there is one. */
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

/** Of an empty path, before queues and trouble. */
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

export function crossesZones(client: Endpoint, server: Endpoint): boolean {
  return nodeOf(client)?.zoneIndex !== nodeOf(server)?.zoneIndex;
}

/** The destination category that Network Flow Monitor gives a flow between the two. */
export function categoryOf(client: Endpoint, server: Endpoint): string {
  if (client.type === 'external') {
    return client.category;
  }
  if (server.type === 'external') {
    return server.category;
  }
  return crossesZones(client, server) ? 'INTER_AZ' : 'INTRA_AZ';
}
