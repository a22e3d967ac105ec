/** What can be at either end of a conversation. */
import { type ExternalEnd } from './externalEnds';
import { type ClusterNode } from './nodes';
import { type Pod } from './pods';

export type End = Pod | ClusterNode | ExternalEnd;

/** The node whose agent sees the end's socket, if there is one. */
export function nodeOf(end: End): ClusterNode | undefined {
  switch (end.type) {
    case 'pod':
      return end.node;
    case 'node':
      return end;
    case 'external':
      return undefined;
  }
}

const SAME_NODE_MICROSECONDS = 70;
const SAME_ZONE_MICROSECONDS = 240;
const OTHER_ZONE_MICROSECONDS = 850;

/** Of an empty path, before queues and trouble. */
export function baseRoundTripMicroseconds(client: End, server: End): number {
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

export function crossesZones(client: End, server: End): boolean {
  return nodeOf(client)?.zoneIndex !== nodeOf(server)?.zoneIndex;
}

/** The destination category that Network Flow Monitor gives a flow between the two. */
export function categoryOf(client: End, server: End): string {
  if (client.type === 'external') {
    return client.category;
  }
  if (server.type === 'external') {
    return server.category;
  }
  return crossesZones(client, server) ? 'INTER_AZ' : 'INTRA_AZ';
}
