import { bytesOf, type Endpoint, type ExternalParty, type Flow } from '../../flow/flow';
import { type TimeWindow } from '../../time';
import { clusterIndexOf } from '../clusterIndex';
import { servicesOfPods } from '../servicesOfPods';
import { type Inventory } from '../inventory';
import { flowKey, type PolicyFlow } from '../policyFlow';
import { Places } from './places';
import { workloadIndex } from './workloadIndex';

/** What is known about connections that were observed. */
export interface Evidence {
  /** TCP payload of both directions. Flows without a value count as 0 bytes. */
  bytes: number;
  /** From the start of the first window with the flow to the end of the last one. */
  seen: TimeWindow;
  /** Whose agents reported them. */
  reportedBy: 'client' | 'server' | 'both';
}

/** Connections of a window, in the form that verdicts need. */
export interface ObservedFlow {
  flow: PolicyFlow;
  /** That of `flowKey`. */
  key: string;
  evidence: Evidence;
  /** What the flow data have about an end outside the cluster: that it is Amazon S3. */
  clientParty?: ExternalParty;
  serverParty?: ExternalParty;
  /** Whether no data were transferred, as when a policy denies the connection. No rule is written for an attempt. */
  isAttempt?: true;
  /** Whether it is not known if data were transferred, because the bytes of small flows are missing. */
  hasUnknownBytes?: true;
  /** Whether the port is not in the data, so that it is one of those that lead to the pod. */
  isPortAssumed?: true;
}

/** A flow, and the keys of the observed flows that it became: one for each port that it can have. */
interface PlacedFlow {
  flow: Flow;
  keys: readonly string[];
}

/** A flow without a verdict, and why. */
interface UnplacedFlow {
  flow: Flow;
  why: string;
}

export interface Observation {
  observed: readonly ObservedFlow[];
  placed: readonly PlacedFlow[];
  unplaced: readonly UnplacedFlow[];
  /** EC2 instances whose agents reported flows. */
  reportingInstances: ReadonlySet<string>;
}

/**
 * Translates flows to connections between pods of the inventory, Services, and addresses. Pods that have been replaced since
 * become a pod of the same workload. Nothing is guessed: a flow with an unknown end is in `unplaced`, and one with an unknown
 * port has all ports that lead to the pod.
 */
export function observeFlows(flows: readonly Flow[], window: TimeWindow, inventory: Inventory): Observation {
  const places = new Places(clusterIndexOf(inventory), servicesOfPods(inventory), workloadIndex(inventory));
  const observed: ObservedFlow[] = [];
  const placedFlows: PlacedFlow[] = [];
  const unplaced: UnplacedFlow[] = [];
  for (const flow of flows) {
    const placed = placeFlow(flow, places);
    if (typeof placed === 'string') {
      unplaced.push({ flow, why: placed });
    } else {
      const known = knownOf(flow, window);
      const keys = placed.map(flowKey);
      placed.forEach((each, index) => observed.push({ flow: each, key: keys[index] ?? '', ...known }));
      placedFlows.push({ flow, keys });
    }
  }
  return { observed, placed: placedFlows, unplaced, reportingInstances: new Set(flows.flatMap(reportersOf)) };
}

function knownOf(flow: Flow, window: TimeWindow): Omit<ObservedFlow, 'flow' | 'key'> {
  return {
    evidence: { bytes: bytesOf(flow) ?? 0, seen: window, reportedBy: reporterOf(flow) },
    ...partiesOf(flow),
    ...(bytesOf(flow) === 0 && { isAttempt: true }),
    ...(bytesOf(flow) === undefined && { hasUnknownBytes: true }),
    ...((flow.port === undefined || flow.port === 0) && { isPortAssumed: true }),
  };
}

function reportersOf(flow: Flow): string[] {
  const reportedBy = reporterOf(flow);
  const { client, server } = flow;
  return [reportedBy !== 'server' && client.instanceId, reportedBy !== 'client' && server.instanceId].flatMap(
    (id) => id || []
  );
}

function reporterOf({ metrics }: Flow): Evidence['reportedBy'] {
  const { bytes, retransmissions, timeouts, roundTripTimeMicroseconds } = metrics;
  const reported = [bytes, retransmissions, timeouts, roundTripTimeMicroseconds];
  const byClient = reported.some((values) => values.byClient !== undefined);
  const byServer = reported.some((values) => values.byServer !== undefined);
  return byClient && byServer ? 'both' : byServer ? 'server' : 'client';
}

function partiesOf({ client, server }: Flow): Pick<ObservedFlow, 'clientParty' | 'serverParty'> {
  return {
    ...(client.external && { clientParty: client.external }),
    ...(server.external && { serverParty: server.external }),
  };
}

/** The flow for the engines, once for each port that it can have, or why there is none. */
function placeFlow({ client, server, port }: Flow, places: Places): PolicyFlow[] | string {
  const from = (isOwnNode(client, server) && places.nodeOf(server)) || places.endOf(client);
  if (typeof from === 'string') {
    return from;
  }
  const to = port === undefined || port === 0 ? places.serversOnAnyPort(server) : places.serverOf(server, port);
  if (typeof to === 'string') {
    return to;
  }
  const servers = Array.isArray(to) ? to : [to];
  const node = isOwnNode(server, client) ? places.nodeOf(client) : undefined;
  return servers.map((each) => ({ client: from, protocol: 'TCP', ...each, ...(node && { server: node }) }));
}

/** Whether an end is the node of the pod at the other end. A pod that has been replaced can run on another node now. */
function isOwnNode(end: Endpoint, other: Endpoint): boolean {
  const isSame = (a: string | undefined, b: string | undefined) => a !== undefined && a === b;
  return (
    end.pod === undefined &&
    other.pod !== undefined &&
    (isSame(end.instanceId, other.instanceId) || isSame(end.node, other.node))
  );
}
