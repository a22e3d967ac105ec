/** Who talks to whom within an hour: every conversation between workloads, spelt out pod by pod. */
import { type AddedConversation, type TrafficEffect, type TrafficEffectsOn } from './effects';
import { baseRoundTripMicroseconds, type End } from './ends';
import { type ExternalEnd } from './externalEnds';
import { between, combine, hashText, unit } from './hash';
import { type ClusterNode } from './nodes';
import { type Pod, runsDuring } from './pods';
import { TICK_MS } from './time';
import { type ConversationSpec, type EndRef, endRefText, sameWorkload } from './applications/workloads';

export interface Conversation {
  id: number;
  hash: number;
  spec: ConversationSpec;
  startMs: number;
  endMs: number;
}

/** A client end and a server end that talk, from when both are there until one is gone. */
export interface Pair {
  conversation: Conversation;
  client: End;
  server: End;
  /** The same for the same ends and conversation in every hour; unique within a cell. */
  key: number;
  hash: number;
  requestsPerTick: number;
  roundTripMicroseconds: number;
  fromMs: number;
  toMs: number;
  effects: TrafficEffect[];
}

/** The ends that a cell's conversations can have in a window of time. */
export interface EndsInWindow {
  startMs: number;
  endMs: number;
  pods: readonly Pod[];
  nodes: ClusterNode[];
  externals: Map<string, ExternalEnd[]>;
}

const IDS_PER_END = 2 ** 20;
/** A client on the internet meets most of the ingress' pods, not all. */
const INTERNET_CLIENT_REACH = 0.8;

export function numberConversations(specs: ConversationSpec[]): Conversation[] {
  return specs.map((spec, id) => ({
    id,
    hash: hashText(`${endRefText(spec.client)}->${endRefText(spec.server)}:${spec.port}`),
    spec,
    startMs: -Infinity,
    endMs: Infinity,
  }));
}

/** The conversations that only incidents bring, numbered after the others. */
export function addedConversations(added: readonly AddedConversation[], firstId: number): Conversation[] {
  return added.map((conversation, index) => ({ ...conversation, id: firstId + index }));
}

function endsOf(end: EndRef, window: EndsInWindow): End[] {
  if ('external' in end) {
    return window.externals.get(end.external) ?? [];
  }
  return 'everyNode' in end ? window.nodes : window.pods.filter((pod) => sameWorkload(pod.spec, end));
}

/** Which part of a conversation an end has, of all the ends on its side at rest. */
function shareOf(end: End, side: End[], nodeCount: number): number {
  switch (end.type) {
    case 'external':
      return end.share;
    case 'node':
      return 1 / nodeCount;
    case 'pod':
      return 1 / (end.spec.kind === 'DaemonSet' ? nodeCount : end.spec.replicas);
  }
}

function meet(client: End, server: End, hash: number): boolean {
  if (client.type === 'node' && server.type === 'pod') {
    // The kubelet probes the pods of its own node.
    return server.node === client;
  }
  return client.type !== 'external' || unit(hash) < INTERNET_CLIENT_REACH;
}

function lifeOf(end: End): [number, number] {
  return end.type === 'pod' ? [end.startMs, end.endMs] : [-Infinity, Infinity];
}

/** When a pair's ends began to talk, in whichever hour. */
export function pairStartMs({ client, server, conversation: { startMs } }: Pair): number {
  return Math.max(lifeOf(client)[0], lifeOf(server)[0], startMs);
}

function makePair(
  talk: Conversation,
  client: End,
  server: End,
  requestsPerSecond: number,
  window: EndsInWindow
): Pair | undefined {
  const [clientFromMs, clientToMs] = lifeOf(client);
  const [serverFromMs, serverToMs] = lifeOf(server);
  const fromMs = Math.max(window.startMs, clientFromMs, serverFromMs, talk.startMs);
  const toMs = Math.min(window.endMs, clientToMs, serverToMs, talk.endMs);
  const hash = combine(combine(talk.hash, client.hash), server.hash);
  if (fromMs >= toMs || !meet(client, server, hash)) {
    return undefined;
  }
  return {
    conversation: talk,
    client,
    server,
    key: (talk.id * IDS_PER_END + client.id) * IDS_PER_END + server.id,
    hash,
    requestsPerTick: requestsPerSecond * (TICK_MS / 1000) * between(hash, 1, 0.6, 1.4),
    roundTripMicroseconds: baseRoundTripMicroseconds(client, server),
    fromMs,
    toMs,
    effects: [],
  };
}

/** All pairs of a conversation in the window. */
function pairsOf(talk: Conversation, window: EndsInWindow): Pair[] {
  const clients = endsOf(talk.spec.client, window);
  const servers = endsOf(talk.spec.server, window);
  const isProbing = 'everyNode' in talk.spec.client;
  const shares = (side: End[]) => side.map((end) => (isProbing ? 1 : shareOf(end, side, window.nodes.length)));
  const serverShares = shares(servers);
  return shares(clients).flatMap((clientShare, clientIndex) =>
    servers.flatMap((server, serverIndex) => {
      const client = clients[clientIndex];
      const requestsPerSecond = talk.spec.requestsPerSecond * clientShare * (serverShares[serverIndex] ?? 0);
      return (client && makePair(talk, client, server, requestsPerSecond, window)) ?? [];
    })
  );
}

export function makePairs(conversations: Conversation[], window: EndsInWindow, effectsOn: TrafficEffectsOn): Pair[] {
  const present = { ...window, pods: window.pods.filter((pod) => runsDuring(pod, window.startMs, window.endMs)) };
  const pairs = conversations.flatMap((talk) => pairsOf(talk, present));
  for (const pair of pairs) {
    pair.effects = effectsOn(pair.client, pair.server);
  }
  return pairs;
}
