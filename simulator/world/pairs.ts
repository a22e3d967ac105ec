/** The pairs of endpoints with traffic within an hour: every conversation between workloads, expanded to pods. */
import { type AddedConversation, type TrafficEffect, type TrafficEffectsOn } from './effects';
import { baseRoundTripMicroseconds, type Endpoint } from './endpoints';
import { type ExternalEndpoint } from './externalEndpoints';
import { between, combine, hashText, unit } from './hash';
import { type ClusterNode } from './nodes';
import { type Pod, runsDuring } from './pods';
import { TICK_MS } from './time';
import { type ConversationSpec, type EndpointRef, endpointRefText, sameWorkload } from './applications/workloads';

/** A conversation with its ID, and the time span in which it exists. */
export interface Conversation {
  id: number;
  hash: number;
  spec: ConversationSpec;
  startMs: number;
  endMs: number;
}

/** A client and a server with traffic between them, from when both exist until one ends. */
export interface EndpointPair {
  conversation: Conversation;
  client: Endpoint;
  server: Endpoint;
  /** The same for the same endpoints and conversation in every hour; unique within a cell. */
  key: number;
  hash: number;
  requestsPerTick: number;
  roundTripMicroseconds: number;
  fromMs: number;
  toMs: number;
  effects: TrafficEffect[];
}

/** The possible endpoints of a cell's conversations in a time window. */
export interface EndpointsInWindow {
  startMs: number;
  endMs: number;
  pods: readonly Pod[];
  nodes: ClusterNode[];
  externals: Map<string, ExternalEndpoint[]>;
}

/** One open connection serves about this many requests per tick. */
const REQUESTS_PER_OPEN_CONNECTION = 40;

const IDS_PER_ENDPOINT = 2 ** 20;
/** The share of the ingress' pods that a client on the internet connects to. */
const INTERNET_CLIENT_REACH = 0.8;

/** The number of connections that a pair has open at a time. */
export function openConnections({ requestsPerTick }: EndpointPair): number {
  return Math.ceil(requestsPerTick / REQUESTS_PER_OPEN_CONNECTION);
}

/** Whether the client of a pair cannot open connections at some time, because of policies or of the server. */
export function isInVain({ effects }: EndpointPair): boolean {
  return effects.some(({ denial, isUnanswered }) => isUnanswered || denial !== undefined);
}

/** Whether network policies deny the connections of a pair at some time. */
export function isDenied({ effects }: EndpointPair): boolean {
  return effects.some(({ denial }) => denial !== undefined);
}

/** Assigns IDs in order. The conversations exist at all times. */
export function numberConversations(specs: ConversationSpec[]): Conversation[] {
  return specs.map((spec, id) => ({
    id,
    hash: hashText(`${endpointRefText(spec.client)}->${endpointRefText(spec.server)}:${spec.port}`),
    spec,
    startMs: -Infinity,
    endMs: Infinity,
  }));
}

/** The conversations of incidents, numbered after the others. */
export function addedConversations(added: readonly AddedConversation[], firstId: number): Conversation[] {
  return added.map((conversation, index) => ({ ...conversation, id: firstId + index }));
}

function endpointsOf(endpoint: EndpointRef, window: EndpointsInWindow): Endpoint[] {
  if ('external' in endpoint) {
    return window.externals.get(endpoint.external) ?? [];
  }
  return 'everyNode' in endpoint ? window.nodes : window.pods.filter((pod) => sameWorkload(pod.spec, endpoint));
}

/** The share of an endpoint in a conversation, among all endpoints on its side with little traffic. */
function shareOf(endpoint: Endpoint, side: Endpoint[], nodeCount: number): number {
  switch (endpoint.type) {
    case 'external':
      return endpoint.share;
    case 'node':
      return 1 / nodeCount;
    case 'pod':
      return 1 / (endpoint.spec.kind === 'DaemonSet' ? nodeCount : endpoint.spec.replicas);
  }
}

function connects(client: Endpoint, server: Endpoint, hash: number): boolean {
  if (client.type === 'node' && server.type === 'pod') {
    // The kubelet probes the pods of its own node.
    return server.node === client;
  }
  return client.type !== 'external' || unit(hash) < INTERNET_CLIENT_REACH;
}

function lifeOf(endpoint: Endpoint): [number, number] {
  return endpoint.type === 'pod' ? [endpoint.startMs, endpoint.endMs] : [-Infinity, Infinity];
}

/** When the traffic of a pair began, possibly in an earlier hour; -Infinity if it always existed. */
export function pairStartMs({ client, server, conversation: { startMs } }: EndpointPair): number {
  return Math.max(lifeOf(client)[0], lifeOf(server)[0], startMs);
}

function makePair(
  conversation: Conversation,
  client: Endpoint,
  server: Endpoint,
  requestsPerSecond: number,
  window: EndpointsInWindow
): EndpointPair | undefined {
  const [clientFromMs, clientToMs] = lifeOf(client);
  const [serverFromMs, serverToMs] = lifeOf(server);
  const fromMs = Math.max(window.startMs, clientFromMs, serverFromMs, conversation.startMs);
  const toMs = Math.min(window.endMs, clientToMs, serverToMs, conversation.endMs);
  const hash = combine(combine(conversation.hash, client.hash), server.hash);
  if (fromMs >= toMs || !connects(client, server, hash)) {
    return undefined;
  }
  return {
    conversation,
    client,
    server,
    key: (conversation.id * IDS_PER_ENDPOINT + client.id) * IDS_PER_ENDPOINT + server.id,
    hash,
    requestsPerTick: requestsPerSecond * (TICK_MS / 1000) * between(hash, 1, 0.6, 1.4),
    roundTripMicroseconds: baseRoundTripMicroseconds(client, server),
    fromMs,
    toMs,
    effects: [],
  };
}

/** All pairs of a conversation in the window. */
function pairsOf(conversation: Conversation, window: EndpointsInWindow): EndpointPair[] {
  const clients = endpointsOf(conversation.spec.client, window);
  const servers = endpointsOf(conversation.spec.server, window);
  const isProbing = 'everyNode' in conversation.spec.client;
  const shares = (side: Endpoint[]) =>
    side.map((endpoint) => (isProbing ? 1 : shareOf(endpoint, side, window.nodes.length)));
  const serverShares = shares(servers);
  return shares(clients).flatMap((clientShare, clientIndex) =>
    servers.flatMap((server, serverIndex) => {
      const client = clients[clientIndex];
      const requestsPerSecond = conversation.spec.requestsPerSecond * clientShare * (serverShares[serverIndex] ?? 0);
      return (client && makePair(conversation, client, server, requestsPerSecond, window)) ?? [];
    })
  );
}

/** All pairs of the conversations in the window, with the effects of incidents on them. */
export function makePairs(
  conversations: Conversation[],
  window: EndpointsInWindow,
  effectsOn: TrafficEffectsOn
): EndpointPair[] {
  const present = { ...window, pods: window.pods.filter((pod) => runsDuring(pod, window.startMs, window.endMs)) };
  const pairs = conversations.flatMap((conversation) => pairsOf(conversation, present));
  for (const pair of pairs) {
    pair.effects = effectsOn(pair.client, pair.server, pair.conversation.spec);
  }
  return pairs;
}
