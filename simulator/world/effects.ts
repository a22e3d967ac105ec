/**
 * What incidents do to the world, as values. The world depends only on effects; incidents depend on the world, and
 * simulator/incidents/incidentEffects.ts translates them. All times are in ms since the Unix epoch.
 */
import { type AllowanceName } from './allowanceNames';
import { type ConversationSpec } from './applications/workloads';
import { type Endpoint } from './endpoints';
import { type Pod } from './pods';
import { type TimeSpan } from './time';

/** Where network policies drop the packets of clients, and the tier of these policies as the agent logs it. */
export interface Denial {
  /** At the node of the client, before the translation of a ClusterIP, or at the node of the server. */
  direction: 'egress' | 'ingress';
  tier: 'ADMIN' | 'NETWORK_POLICY' | 'BASELINE' | 'DEFAULT';
}

/** A change of the traffic of one client-server pair. Factors are 1 and ratios 0 where an incident changes nothing. */
export interface TrafficEffect extends TimeSpan {
  loadFactor: number;
  connectionFactor: number;
  lossRatio: number;
  /** Additional loss of connection attempts (SYN), on top of `lossRatio`. */
  synLossRatio: number;
  roundTripFactor: number;
  /** Whether the AWS network loses the packets, not an instance, a network interface or the software that runs there. */
  isOfNetwork: boolean;
  /** The server's kernel drops all attempts to open a connection, and its agent sees none of them. */
  isUnanswered: boolean;
  /** All packets of the client are dropped, from the first one on. */
  denial?: Denial;
}

/** An effect that changes nothing, without its time span. */
export const NO_CHANGE: Omit<TrafficEffect, keyof TimeSpan> = {
  loadFactor: 1,
  connectionFactor: 1,
  lossRatio: 0,
  synLossRatio: 0,
  roundTripFactor: 1,
  isOfNetwork: false,
  isUnanswered: false,
};

/** A conversation that exists only because of an incident. */
export interface AddedConversation extends TimeSpan {
  hash: number;
  spec: ConversationSpec;
}

/** Packets per second beyond an allowance of one network interface, in bursts that follow from `hash`. */
export interface AllowanceExcess extends TimeSpan {
  hash: number;
  allowance: AllowanceName;
  /** Position among the node's network interfaces. */
  networkInterface: number;
  packetsPerSecond: number;
}

/** A network interface is attached to its node, or detached from it, at a time. */
export interface InterfaceChange {
  /** Position among the node's network interfaces. */
  networkInterface: number;
  timeMs: number;
}

/** A node's agent tracks only this part of the new connections. */
export interface ConnectionSampling extends TimeSpan {
  ratio: number;
}

/** Returns the traffic effects on a pair of endpoints of a conversation. */
export type TrafficEffectsOn = (client: Endpoint, server: Endpoint, spec: ConversationSpec) => TrafficEffect[];

/** A time span with the pods that run in it, of one cell. */
export interface PodsInWindow extends TimeSpan {
  pods: readonly Pod[];
}

/** The effects on a world. Nodes are given by name. */
export interface EffectSource {
  /** Increases with every change, so that results that were computed from the effects can be recognized as outdated. */
  readonly version: number;
  /** The traffic effects of the incidents that overlap the window, on its pods. */
  trafficEffects(window: PodsInWindow): TrafficEffectsOn;
  /** The conversations of all incidents, in a stable order. */
  addedConversations(): AddedConversation[];
  /** The excesses on a node that overlap [fromMs, toMs). */
  allowanceExcesses(node: string, fromMs: number, toMs: number): AllowanceExcess[];
  /** Attachments of network interfaces after the start of the world. */
  interfaceAttachments(node: string): InterfaceChange[];
  /** Detachments of network interfaces. */
  interfaceDetachments(node: string): InterfaceChange[];
  /** When the node's ENA driver was reset, which sets its counters to zero. */
  driverResets(node: string): number[];
  /** The outages of the node's agent in which its reports of flows are lost. */
  lostReports(node: string): TimeSpan[];
  /** When the node's agent tracks only a part of the new connections. */
  connectionSamplings(node: string): ConnectionSampling[];
}

/** A world without incidents. */
export const NO_EFFECTS: EffectSource = {
  version: 0,
  trafficEffects: () => () => [],
  addedConversations: () => [],
  allowanceExcesses: () => [],
  interfaceAttachments: () => [],
  interfaceDetachments: () => [],
  driverResets: () => [],
  lostReports: () => [],
  connectionSamplings: () => [],
};
