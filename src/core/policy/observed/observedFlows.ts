import { canonicalAddress } from '../../flow/canonicalAddress';
import { bytesOf, type Endpoint, type ExternalParty, type Flow } from '../../flow/flow';
import { type TimeWindow } from '../../time';
import { ClusterIndex, containerPortOf } from '../clusterIndex';
import { type Inventory, type Pod, type Service } from '../inventory';
import { type FlowEnd, type PolicyFlow } from '../policyFlow';
import { ADDRESS_UNKNOWN, PORT_UNKNOWN, podUnknown, servicePortUnknown, serviceUnknown } from './messages';
import { type WorkloadIndex, workloadIndex } from './workloadIndex';

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
  evidence: Evidence;
  /** What the flow data have about an end outside the cluster: that it is Amazon S3. */
  clientParty?: ExternalParty;
  serverParty?: ExternalParty;
}

/** A flow without a verdict, and why. */
export interface UnplacedFlow {
  flow: Flow;
  why: string;
}

export interface Observation {
  observed: readonly ObservedFlow[];
  unplaced: readonly UnplacedFlow[];
}

/**
 * Translates flows to connections between pods of the inventory, Services, and addresses. Pods that have been replaced since
 * become a pod of the same workload. Nothing is guessed: a flow with an unknown end or port is in `unplaced`.
 */
export function observeFlows(flows: readonly Flow[], window: TimeWindow, inventory: Inventory): Observation {
  const index = new ClusterIndex(inventory);
  const places = new Places(index, workloadIndex(inventory));
  const observed: ObservedFlow[] = [];
  const unplaced: UnplacedFlow[] = [];
  for (const flow of flows) {
    const placed = placeFlow(flow, places);
    if (typeof placed === 'string') {
      unplaced.push({ flow, why: placed });
    } else {
      observed.push({ flow: placed, evidence: evidenceOf(flow, window), ...partiesOf(flow) });
    }
  }
  return { observed, unplaced };
}

function evidenceOf(flow: Flow, seen: TimeWindow): Evidence {
  const { bytes, retransmissions, timeouts, roundTripTimeMicroseconds } = flow.metrics;
  const reported = [bytes, retransmissions, timeouts, roundTripTimeMicroseconds];
  const byClient = reported.some((values) => values.byClient !== undefined);
  const byServer = reported.some((values) => values.byServer !== undefined);
  return {
    bytes: bytesOf(flow) ?? 0,
    seen,
    reportedBy: byClient && byServer ? 'both' : byServer ? 'server' : 'client',
  };
}

function partiesOf({ client, server }: Flow): Pick<ObservedFlow, 'clientParty' | 'serverParty'> {
  return {
    ...(client.external && { clientParty: client.external }),
    ...(server.external && { serverParty: server.external }),
  };
}

/** The flow for the engines, or why it has none. */
function placeFlow({ client, server, port }: Flow, places: Places): PolicyFlow | string {
  const from = places.endOf(client);
  if (typeof from === 'string') {
    return from;
  }
  if (port === undefined || port === 0) {
    return PORT_UNKNOWN;
  }
  const to = places.serverOf(server, port);
  return typeof to === 'string' ? to : { client: from, protocol: 'TCP', ...to };
}

/** The kinds whose pods have names of the same form. */
const AMBIGUOUS_KINDS = ['DaemonSet', 'Job', 'ReplicaSet'];

type Server = Pick<PolicyFlow, 'server' | 'port' | 'service'>;

/** Finds the ends of flows in an inventory. Texts are reasons why an end is not known. */
class Places {
  constructor(
    private readonly index: ClusterIndex,
    private readonly workloads: WorkloadIndex
  ) {}

  endOf(endpoint: Endpoint): FlowEnd | string {
    if (endpoint.pod !== undefined && endpoint.namespace !== undefined) {
      return this.podOf(endpoint.namespace, endpoint.pod, endpoint);
    }
    return endpoint.ip === undefined ? ADDRESS_UNKNOWN : { kind: 'address', address: canonicalAddress(endpoint.ip) };
  }

  /**
   * A server. If the agent reports the ClusterIP and the port of the Service, or only the name of the Service, they become a
   * pod behind it and its port, which is what rules are written for.
   */
  serverOf(endpoint: Endpoint, port: number): Server | string {
    const { service: name, namespace, pod, ip } = endpoint;
    const atIP = ip === undefined ? undefined : this.index.at(ip).service;
    const service = name === undefined || namespace === undefined ? atIP : this.index.serviceOf({ namespace, name });
    if (pod === undefined && service === undefined && name !== undefined) {
      return serviceUnknown(`${namespace ?? '?'}/${name}`);
    }
    if (service !== undefined && Object.keys(service.selector).length === 0) {
      return this.byClusterIP(service, port);
    }
    if (service !== undefined && (atIP !== undefined || (pod === undefined && !this.isBackend(service, ip)))) {
      return this.byServicePort(service, port);
    }
    const server = this.endOf(endpoint);
    return typeof server === 'string' ? server : { server, port, ...(service && { service: nameOf(service) }) };
  }

  /** A Service without pods of the cluster, such as that of the API server. */
  private byClusterIP(service: Service, port: number): Server | string {
    const { clusterIP: address, ports } = service;
    const found = ports.find((each) => each.protocol === 'TCP' && (each.port === port || each.targetPort === port));
    return address === undefined || found === undefined
      ? servicePortUnknown(`${service.namespace}/${service.name}`, port)
      : { server: { kind: 'address', address }, port: found.port };
  }

  private byServicePort(service: Service, port: number): Server | string {
    const found = service.ports.find((each) => each.protocol === 'TCP' && each.port === port);
    const [backend] = this.index.backendsOf(service);
    const podPort = found && backend && containerPortOf(found, backend);
    return backend === undefined || podPort === undefined
      ? servicePortUnknown(`${service.namespace}/${service.name}`, port)
      : { server: endOfPod(backend), port: podPort, service: nameOf(service) };
  }

  private isBackend(service: Service, ip: string | undefined): boolean {
    const pod = ip === undefined ? undefined : this.index.at(ip).pod;
    return pod !== undefined && this.index.backendsOf(service).includes(pod);
  }

  private podOf(namespace: string, name: string, { workload }: Endpoint): FlowEnd | string {
    if (this.index.resolve({ kind: 'pod', namespace, name }) !== undefined) {
      return { kind: 'pod', namespace, name };
    }
    const kinds = workload?.kind === 'DaemonSet or Job' ? AMBIGUOUS_KINDS : [workload?.kind ?? ''];
    const candidates = kinds.map((kind) => this.workloads.find(namespace, { kind, name: workload?.name ?? '' }));
    const [pod] = candidates.flatMap((resource) => (resource ? this.workloads.podsOf(resource) : []));
    return pod === undefined ? podUnknown(`${namespace}/${name}`) : endOfPod(pod);
  }
}

function nameOf({ namespace, name }: Service): { namespace: string; name: string } {
  return { namespace, name };
}

function endOfPod({ namespace, name }: Pod): FlowEnd {
  return { kind: 'pod', namespace, name };
}
