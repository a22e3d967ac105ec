/** What can go wrong, or just change, in the simulated cluster: values that a script or an operator hands in. */
import { type AllowanceName } from '../world/allowanceNames';
import { type WorkloadRef } from '../world/applications/workloads';

interface Occurrence {
  id: string;
  startMs: number;
  /** Goes on for ever where absent. */
  endMs?: number;
}

/** A node runs into its inbound bandwidth allowance: its pods draw more, and packets to them are lost. */
export interface InboundBandwidth {
  kind: 'inbound-bandwidth';
  node: string;
  /** Queued or dropped for want of allowance. */
  packetsPerSecond: number;
}

/** A node's connection table is full: new connections fail at first. */
export interface ConntrackExhaustion {
  kind: 'conntrack-exhaustion';
  node: string;
  packetsPerSecond: number;
}

/** One of a node's interfaces shapes what is beyond an allowance; nobody's traffic changes by it. */
export interface AllowanceExceeded {
  kind: 'allowance-exceeded';
  node: string;
  allowance: AllowanceName;
  /** Position among the node's network interfaces. */
  networkInterface: number;
  packetsPerSecond: number;
}

/** A network interface is taken off its node at the start: it counts nothing more, and the agent no longer finds it. */
export interface InterfaceDetached {
  kind: 'interface-detached';
  node: string;
  /** Position among the node's network interfaces. */
  networkInterface: number;
}

/**
 * A network interface is attached to its node at the start, as the VPC CNI does when pods need addresses. An agent that
 * runs by then does not find it until it restarts.
 */
export interface InterfaceAttached {
  kind: 'interface-attached';
  node: string;
  /** Position among the node's network interfaces. */
  networkInterface: number;
}

/** An Elastic Fabric Adapter is not on its node; when it is back, its counters continue. */
export interface EfaDeviceAbsent {
  kind: 'efa-device-absent';
  node: string;
  /** Position among the node's devices. */
  device: number;
}

/** Look-ups multiply until CoreDNS' own to the VPC resolver exceed what a network interface may send. */
export interface DnsOverload {
  kind: 'dns-overload';
  loadFactor: number;
}

/** The path between two workloads loses packets where it crosses zones. */
export interface LossyPath {
  kind: 'lossy-path';
  client: WorkloadRef;
  server: WorkloadRef;
  lossRatio: number;
  roundTripFactor: number;
}

/** The clients of a workload are sent to the pods in their own zone (topology aware routing). */
export interface ZoneAwareRouting {
  kind: 'zone-aware-routing';
  client: WorkloadRef;
  server: WorkloadRef;
}

/** A workload talks to one that it never talked to. */
export interface UnexpectedConversation {
  kind: 'unexpected-conversation';
  client: WorkloadRef;
  server: WorkloadRef;
  port: number;
  requestsPerSecond: number;
  requestBytes: number;
  responseBytes: number;
}

/** A node's agent is down; when it is back it has a new process and no memory. */
export interface AgentOutage {
  kind: 'agent-outage';
  node: string;
  /**
   * How many pages of the cluster's pods the new process has read before it takes its baseline: each has 150 pods, by
   * namespace and name. All that a pod of another page has counted since its start shows at once. Without it, none.
   */
  podPagesAtStart?: number;
  /**
   * Whether flows are lost with the agent: those of the outage are never reported, and connections older than its end
   * are missing until they are opened again. Without it, flows continue as if the agent were there.
   */
  losesFlows?: boolean;
}

/** The node's ENA driver is reset at the start: its counters begin at zero again. */
export interface DriverReset {
  kind: 'driver-reset';
  node: string;
}

/**
 * The node's agent finds a pod by its address among all that Kubernetes lists, finished ones too, and takes any of those
 * that have the address: at each scrape another one.
 */
export interface ReusedAddresses {
  kind: 'reused-addresses';
  node: string;
}

/**
 * The node's agent does not know the addresses of pods: it does not read their interfaces, and forgets what it read last.
 */
export interface UnknownPods {
  kind: 'unknown-pods';
  node: string;
  /** Without it, all pods of the node. */
  workload?: WorkloadRef;
}

/** A peer that vanished holds the one connection that the node's agent serves: no other client gets an answer. */
export interface EndpointBlocked {
  kind: 'endpoint-blocked';
  node: string;
}

/** The node's agent has no room for all connections: of new ones it tracks a part, and scales nothing up for the others. */
export interface ConnectionSampling {
  kind: 'connection-sampling';
  node: string;
  /** From 1/1000 to 1/2 in the real agent. */
  ratio: number;
}

/** What the node's agent runs to read the allowances fails, and it takes all counters for zero. */
export interface EthtoolFailure {
  kind: 'ethtool-failure';
  node: string;
}

/** What the node's agent runs to read the connections of pods fails, and it takes their counters for zero. */
export interface NstatFailure {
  kind: 'nstat-failure';
  node: string;
}

export type IncidentKind =
  | InboundBandwidth
  | ConntrackExhaustion
  | AllowanceExceeded
  | InterfaceDetached
  | InterfaceAttached
  | EfaDeviceAbsent
  | DnsOverload
  | LossyPath
  | ZoneAwareRouting
  | UnexpectedConversation
  | AgentOutage
  | DriverReset
  | ReusedAddresses
  | UnknownPods
  | EthtoolFailure
  | NstatFailure
  | EndpointBlocked
  | ConnectionSampling;

export type Incident = Occurrence & IncidentKind;
/** The kinds that are about one node. */
export type KindOnNode = Extract<IncidentKind, { node: string }>['kind'];
export type IncidentOf<Kind extends IncidentKind['kind']> = Extract<Incident, { kind: Kind }>;

export function overlaps(incident: Incident, fromMs: number, toMs: number): boolean {
  return incident.startMs < toMs && endOf(incident) > fromMs;
}

export function isOnAt(incident: Incident, timeMs: number): boolean {
  return incident.startMs <= timeMs && timeMs < endOf(incident);
}

export function endOf(incident: Incident): number {
  return incident.endMs ?? Infinity;
}
