/**
 * A part of the cluster with traffic only within itself: about twelve nodes with a set of applications. Large clusters
 * consist of many cells, each computed only when it is needed.
 */
import { type EffectSource } from './effects';
import { type Endpoint, nodeOf } from './endpoints';
import { type ExternalEndpoint } from './externalEndpoints';
import { type ClusterNode } from './nodes';
import { addedConversations, type Conversation, makePairs, type EndpointPair } from './pairs';
import { type Pod, runsDuring } from './pods';
import { type PodSchedule } from './podSchedule';
import { HOUR_MS, floorTo } from './time';
import { type WorkloadSpec } from './applications/workloads';

/** One endpoint's socket of a pair, as the agent on that endpoint's node sees it. */
export interface Socket {
  pair: EndpointPair;
  localIsClient: boolean;
}

/** All pairs of a cell within one hour, and indexes of them. */
export interface HourOfTraffic {
  startMs: number;
  endMs: number;
  effectsVersion: number;
  pairs: EndpointPair[];
  pairsOf: Map<Endpoint, EndpointPair[]>;
  /** TCP only: the agent does not see UDP datagrams. */
  socketsOn: Map<ClusterNode, Socket[]>;
}

/** The number of hours that are used together: the current one, the one before it, and one of the past. */
const HOURS_KEPT = 3;

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) {
    items.push(item);
  } else {
    map.set(key, [item]);
  }
}

/** Computes the pods and pairs of a cell for any time, and caches the last hours. */
export class Cell {
  private readonly hours = new Map<number, HourOfTraffic>();
  /** The pods of the last window, because all agents of the cell need those of the same time. */
  private lastPods = { fromMs: NaN, toMs: NaN, pods: [] as readonly Pod[] };

  constructor(
    readonly nodes: ClusterNode[],
    readonly workloads: WorkloadSpec[],
    private readonly epochMs: number,
    private readonly conversations: Conversation[],
    readonly externals: Map<string, ExternalEndpoint[]>,
    private readonly schedule: PodSchedule,
    readonly effects: EffectSource
  ) {}

  /** Pods that run at some time in [fromMs, toMs), ordered by start time. */
  pods(fromMs: number, toMs: number): readonly Pod[] {
    if (fromMs !== this.lastPods.fromMs || toMs !== this.lastPods.toMs) {
      this.schedule.extendTo(toMs);
      this.lastPods = { fromMs, toMs, pods: this.schedule.pods.filter((pod) => runsDuring(pod, fromMs, toMs)) };
    }
    return this.lastPods.pods;
  }

  /** The hours that overlap [fromMs, toMs), from the world's epoch on. */
  *hoursIn(fromMs: number, toMs: number): Generator<HourOfTraffic> {
    const firstMs = floorTo(Math.max(fromMs, this.epochMs), HOUR_MS);
    for (let startMs = firstMs; startMs < toMs; startMs += HOUR_MS) {
      yield this.hour(startMs);
    }
  }

  private hour(startMs: number): HourOfTraffic {
    const known = this.hours.get(startMs);
    const isFresh = known?.effectsVersion === this.effects.version;
    const hour = known && isFresh ? known : this.computeHour(startMs);
    // Moved to the end, so that the first key is always the least recently used one.
    this.hours.delete(startMs);
    this.hours.set(startMs, hour);
    const [oldest] = this.hours.keys();
    if (this.hours.size > HOURS_KEPT && oldest !== undefined) {
      this.hours.delete(oldest);
    }
    return hour;
  }

  private computeHour(startMs: number): HourOfTraffic {
    const endMs = startMs + HOUR_MS;
    const added = addedConversations(this.effects.addedConversations(), this.conversations.length);
    const conversations = [...this.conversations, ...added];
    const window = { startMs, endMs, pods: this.pods(startMs, endMs), nodes: this.nodes, externals: this.externals };
    const pairs = makePairs(conversations, window, this.effects.trafficEffects(window));
    const pairsOf = new Map<Endpoint, EndpointPair[]>();
    const socketsOn = new Map<ClusterNode, Socket[]>();
    for (const pair of pairs) {
      append(pairsOf, pair.client, pair);
      append(pairsOf, pair.server, pair);
      if (pair.conversation.spec.protocol === 'TCP') {
        addSocket(socketsOn, { pair, localIsClient: true });
        addSocket(socketsOn, { pair, localIsClient: false });
      }
    }
    return { startMs, endMs, effectsVersion: this.effects.version, pairs, pairsOf, socketsOn };
  }
}

function addSocket(socketsOn: Map<ClusterNode, Socket[]>, socket: Socket): void {
  const node = nodeOf(socket.localIsClient ? socket.pair.client : socket.pair.server);
  if (node) {
    append(socketsOn, node, socket);
  }
}
