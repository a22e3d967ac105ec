/**
 * What can go wrong, or just change, in the simulated cluster. Incidents are plain values that a scenario or an
 * operator provides.
 */
import { type WrittenObject } from '../kubernetes/object';
import { type PolicyEnforcement } from '../policies/enforcement';
import { type AllowanceName } from '../world/allowanceNames';
import { type WorkloadRef } from '../world/applications/workloads';

/** When an incident happens, in ms since the Unix epoch. */
interface Occurrence {
  id: string;
  startMs: number;
  /** Without it, the incident does not end. */
  endMs?: number;
}

/** A node exceeds its inbound bandwidth allowance: its pods receive more traffic, and packets to them are lost. */
interface InboundBandwidth {
  kind: 'inbound-bandwidth';
  node: string;
  /** Packets that are queued or dropped because the allowance is exceeded. */
  packetsPerSecond: number;
}

/** A node exceeds its outbound bandwidth allowance: its pods send more traffic, and packets from it are lost. */
interface OutboundBandwidth {
  kind: 'outbound-bandwidth';
  node: string;
  /** Packets that are queued or dropped because the allowance is exceeded. */
  packetsPerSecond: number;
}

/** A node exceeds its packet rate in both directions together: its pods exchange more packets, and some are lost. */
interface PacketRate {
  kind: 'packet-rate';
  node: string;
  /** Packets that are queued or dropped because the allowance is exceeded. */
  packetsPerSecond: number;
}

/** A node loses packets in both directions without exceeding an allowance, as with a failing host or driver. */
interface LossyNode {
  kind: 'lossy-node';
  node: string;
  lossRatio: number;
}

/** A node's connection tracking table is full: new connections fail at first. */
interface ConntrackExhaustion {
  kind: 'conntrack-exhaustion';
  node: string;
  packetsPerSecond: number;
}

/**
 * One of a node's network interfaces queues or drops packets beyond an allowance, without any change in the traffic.
 */
interface AllowanceExceeded {
  kind: 'allowance-exceeded';
  node: string;
  allowance: AllowanceName;
  /** Position among the node's network interfaces. */
  networkInterface: number;
  packetsPerSecond: number;
}

/**
 * A network interface is detached from its node at the start of the incident: its counters stop, and the agent no
 * longer finds it.
 */
interface InterfaceDetached {
  kind: 'interface-detached';
  node: string;
  /** Position among the node's network interfaces. */
  networkInterface: number;
}

/**
 * A network interface is attached to its node at the start of the incident, as the VPC CNI does when pods need
 * addresses. An agent that is already running does not find it until it restarts.
 */
interface InterfaceAttached {
  kind: 'interface-attached';
  node: string;
  /** Position among the node's network interfaces. */
  networkInterface: number;
}

/** An Elastic Fabric Adapter is absent from its node; when it returns, its counters continue. */
interface EfaDeviceAbsent {
  kind: 'efa-device-absent';
  node: string;
  /** Position among the node's devices. */
  device: number;
}

/**
 * DNS lookups multiply until those that CoreDNS forwards to the VPC resolver exceed what a network interface may send.
 */
interface DnsOverload {
  kind: 'dns-overload';
  loadFactor: number;
}

/** The path between two workloads loses packets if it crosses zones. */
interface LossyPath {
  kind: 'lossy-path';
  client: WorkloadRef;
  server: WorkloadRef;
  lossRatio: number;
  roundTripFactor: number;
}

/** The AWS network between two Availability Zones loses packets. */
interface ZoneImpairment {
  kind: 'zone-impairment';
  /** The IDs of the zones. */
  zones: readonly [string, string];
  lossRatio: number;
  roundTripFactor: number;
}

/** The path to endpoints outside the cluster loses packets outside the AWS network. */
interface LossyExternal {
  kind: 'lossy-external';
  /** The name of the endpoints in the simulator. */
  external: string;
  lossRatio: number;
  roundTripFactor: number;
}

/**
 * Pods of a workload accept no connections: their listen queues are full, and the kernel drops every SYN (tcp(7),
 * `tcp_abort_on_overflow` off).
 */
interface UnresponsivePods {
  kind: 'unresponsive-pods';
  workload: WorkloadRef;
  /** The first revision of the workload's pods that is faulty. Without it, all pods are. */
  sinceRevision?: number;
  /**
   * Why the containers end, as Kubernetes names it, if they restart: "OOMKilled", or "Error" when a liveness probe fails.
   * Their pods are not ready, either.
   */
  restartReason?: string;
}

/** A workload stops sending requests to another one, for example because a feature is switched off. */
interface StoppedConversation {
  kind: 'stopped-conversation';
  client: WorkloadRef;
  server: WorkloadRef;
}

/** The clients of a workload are routed to the pods in their own zone (topology aware routing). */
interface ZoneAwareRouting {
  kind: 'zone-aware-routing';
  client: WorkloadRef;
  server: WorkloadRef;
}

/** A workload connects to another one that it never connected to before. */
interface UnexpectedConversation {
  kind: 'unexpected-conversation';
  client: WorkloadRef;
  server: WorkloadRef;
  port: number;
  requestsPerSecond: number;
  requestBytes: number;
  responseBytes: number;
}

/** Network policies are applied, and the nodes drop what they deny. */
interface NetworkPolicies {
  kind: 'network-policies';
  enforcement: PolicyEnforcement;
  objects: readonly WrittenObject[];
}

/** A node's agent is down. Afterward it is a new process without state. */
export interface AgentOutage {
  kind: 'agent-outage';
  node: string;
  /**
   * The number of pages of the cluster's pods that the new process has read before it sets its baselines; a page has
   * 150 pods, ordered by namespace and name. A pod on another page shows everything since its start at once. Without
   * it, the process has read no page.
   */
  podPagesAtStart?: number;
  /**
   * Whether flows are lost together with the agent: those of the outage are never reported, and connections that were
   * opened before its end are missing until they are opened again. Without it, flows continue as if the agent were
   * running.
   */
  losesFlows?: boolean;
}

/** The node's ENA driver is reset at the start of the incident: its counters start again at zero. */
interface DriverReset {
  kind: 'driver-reset';
  node: string;
}

/**
 * The node's agent looks up a pod by its address among all pods that Kubernetes lists, including finished ones, and
 * picks any pod with that address, a different one at each scrape.
 */
interface ReusedAddresses {
  kind: 'reused-addresses';
  node: string;
}

/** The node's agent does not know the addresses of pods: it does not read their interfaces and drops their state. */
interface UnknownPods {
  kind: 'unknown-pods';
  node: string;
  /** Without it, all pods of the node. */
  workload?: WorkloadRef;
}

/** A peer that disappeared keeps the only connection that the node's agent serves: no other client gets a response. */
interface EndpointBlocked {
  kind: 'endpoint-blocked';
  node: string;
}

/**
 * The node's agent cannot track all connections: it tracks only a part of the new ones and does not scale up the
 * results.
 */
interface ConnectionSampling {
  kind: 'connection-sampling';
  node: string;
  /** From 1/1000 to 1/2 in the real agent. */
  ratio: number;
}

/** The command with which the node's agent reads the allowances fails, and the agent uses zero for all counters. */
interface EthtoolFailure {
  kind: 'ethtool-failure';
  node: string;
}

/**
 * The command with which the node's agent reads the connections of pods fails, and the agent uses zero for their
 * counters.
 */
interface NstatFailure {
  kind: 'nstat-failure';
  node: string;
}

/** What happens, without the time. */
export type IncidentKind =
  | InboundBandwidth
  | OutboundBandwidth
  | PacketRate
  | LossyNode
  | ConntrackExhaustion
  | AllowanceExceeded
  | InterfaceDetached
  | InterfaceAttached
  | EfaDeviceAbsent
  | DnsOverload
  | LossyPath
  | ZoneImpairment
  | LossyExternal
  | UnresponsivePods
  | StoppedConversation
  | ZoneAwareRouting
  | UnexpectedConversation
  | NetworkPolicies
  | AgentOutage
  | DriverReset
  | ReusedAddresses
  | UnknownPods
  | EthtoolFailure
  | NstatFailure
  | EndpointBlocked
  | ConnectionSampling;

/** What happens and when. */
export type Incident = Occurrence & IncidentKind;
/** The kinds of incidents that affect one node. */
export type KindOnNode = Extract<IncidentKind, { node: string }>['kind'];
/** An incident of a kind. */
export type IncidentOf<Kind extends IncidentKind['kind']> = Extract<Incident, { kind: Kind }>;

/** Whether an incident happens at some time in [fromMs, toMs). */
export function overlaps(incident: Incident, fromMs: number, toMs: number): boolean {
  return incident.startMs < toMs && endOf(incident) > fromMs;
}

/** Whether an incident happens at a time. */
export function isOnAt(incident: Incident, timeMs: number): boolean {
  return incident.startMs <= timeMs && timeMs < endOf(incident);
}

/** The end of an incident in ms since the Unix epoch; Infinity if it has none. */
export function endOf(incident: Incident): number {
  return incident.endMs ?? Infinity;
}
