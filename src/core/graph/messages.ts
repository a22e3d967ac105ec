/** Texts about nodes and edges of the graph. */

import { type NodeKind } from './graph';

export const measureLabels = {
  bytes: 'Data transferred',
  lossesPerGb: 'Losses per GB',
  retransmissions: 'Retransmissions',
  timeouts: 'Retransmission timeouts',
  roundTripTime: 'Round-trip time',
  crossZoneBytes: 'Cross-zone data',
  crossZoneShare: 'Cross-zone share',
  flows: 'Flows',
  cost: 'Estimated transfer cost',
  monthlyCost: 'Estimated monthly transfer cost',
} as const;

/** What a node outside the cluster is, below its name. */
export const externalKinds: Partial<Record<NodeKind, string>> = {
  s3: 'AWS service',
  dynamodb: 'AWS service',
  'aws-service': 'AWS',
  internet: 'Internet',
  country: 'Country',
  'on-premises': 'Outside AWS',
  vpc: 'Another VPC',
  region: 'Another Region',
  host: 'Host network',
  unknown: 'Name unknown',
};

/** Nouns for several nodes of an external kind; other kinds consist of addresses. */
export const externalNouns: Partial<Record<NodeKind, string>> = {
  internet: 'networks',
  host: 'nodes',
  vpc: 'VPCs',
  region: 'Regions',
};
export const addressesNoun = 'addresses';

export const podCount = (pods: number) => (pods === 1 ? '1 pod' : `${pods} pods`);
export const nodeCount = (nodes: number) => (nodes === 1 ? '1 node' : `${nodes} nodes`);
export const kindWithPods = (kind: NodeKind, pods: number) => `${kind} · ${podCount(pods)}`;

export const omittedConnections = (shown: number, all: number) =>
  `Showing ${shown} of ${all} connections: the largest, and all with losses. To see the others, filter the flows or ` +
  'choose a coarser level.';
