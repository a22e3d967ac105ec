import { canonicalAddress } from '../../flow/canonicalAddress';
import { type Endpoint } from '../../flow/flow';
import { type ClusterIndex, containerPortOf } from '../clusterIndex';
import { type ServicesOfPod } from '../servicesOfPods';
import { type Pod, type Service } from '../inventory';
import { type FlowEnd, type PolicyFlow } from '../policyFlow';
import { ADDRESS_UNKNOWN, podUnknown, PORT_UNKNOWN, servicePortUnknown, serviceUnknown } from './messages';
import { type WorkloadIndex } from './workloadIndex';

/** The server of a flow, with its port and the Service. */
export type PlacedServer = Pick<PolicyFlow, 'server' | 'port' | 'service'>;

/** The kinds whose pods have names of the same form. */
const AMBIGUOUS_KINDS = ['DaemonSet', 'Job', 'ReplicaSet'];

/** Finds the ends of flows in an inventory. Texts are reasons why an end is not known. */
export class Places {
  constructor(
    private readonly index: ClusterIndex,
    private readonly servicesOf: ServicesOfPod,
    private readonly workloads: WorkloadIndex
  ) {}

  endOf(endpoint: Endpoint): FlowEnd | string {
    const { namespace, pod, ip } = endpoint;
    if (pod !== undefined && namespace !== undefined) {
      const placed = this.podOf(namespace, pod, endpoint);
      return placed === undefined ? podUnknown(`${namespace}/${pod}`) : endOfPod(placed);
    }
    return ip === undefined ? ADDRESS_UNKNOWN : { kind: 'address', address: canonicalAddress(ip) };
  }

  /** The address of the node that the pod of an end runs on now. */
  nodeOf({ namespace, pod, workload }: Endpoint): FlowEnd | undefined {
    const placed = namespace === undefined || pod === undefined ? undefined : this.podOf(namespace, pod, { workload });
    return placed?.nodeAddress === undefined ? undefined : { kind: 'address', address: placed.nodeAddress };
  }

  /**
   * A server. If the agent reports the ClusterIP and the port of the Service, or only the name of the Service, they become a
   * pod behind it and its port, which is what rules are written for.
   */
  serverOf(endpoint: Endpoint, port: number): PlacedServer | string {
    const { service: name, namespace, pod, ip } = endpoint;
    const atIP = ip === undefined ? undefined : this.index.at(ip).service;
    const service = name === undefined || namespace === undefined ? atIP : this.index.serviceOf({ namespace, name });
    if (pod === undefined && service === undefined && name !== undefined) {
      return serviceUnknown(`${namespace ?? '?'}/${name}`);
    }
    if (service !== undefined && Object.keys(service.selector).length === 0) {
      return byClusterIP(service, port);
    }
    if (service !== undefined && (atIP !== undefined || (pod === undefined && !this.isBackend(service, ip)))) {
      return this.byServicePort(service, port);
    }
    return this.byPodPort(endpoint, port, service);
  }

  /**
   * A server whose port is not in the data: the ports that Services lead to, else those that the containers declare. It can be
   * any of these.
   */
  serversOnAnyPort(endpoint: Endpoint): PlacedServer[] | string {
    const server = this.endOf(endpoint);
    if (typeof server === 'string') {
      return server;
    }
    const pod = this.index.resolve(server)?.pod;
    const ports = pod === undefined ? [] : this.portsOf(pod);
    return ports.length === 0 ? PORT_UNKNOWN : ports.map((port) => ({ server, port }));
  }

  private portsOf(pod: Pod): number[] {
    const ofServices = this.servicesOf(pod)
      .flatMap(({ ports }) => ports.filter(({ protocol }) => protocol === 'TCP'))
      .flatMap((port) => containerPortOf(port, pod) ?? []);
    const declared = pod.ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port);
    return [...new Set(ofServices.length > 0 ? ofServices : declared)].sort((a, b) => a - b);
  }

  /** Agents also report a Service whose ports do not lead to this one, such as that of the metrics of a pod. */
  private byPodPort(endpoint: Endpoint, port: number, service: Service | undefined): PlacedServer | string {
    const server = this.endOf(endpoint);
    if (typeof server === 'string') {
      return server;
    }
    const pod = this.index.resolve(server)?.pod;
    const leads = service?.ports.some(
      (each) => each.protocol === 'TCP' && pod !== undefined && containerPortOf(each, pod) === port
    );
    return { server, port, ...(service && leads && { service: nameOf(service) }) };
  }

  private byServicePort(service: Service, port: number): PlacedServer | string {
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

  /** The pod, or one of the same workload if it has ended or been replaced: policies do not apply to ended pods. */
  private podOf(namespace: string, name: string, { workload }: Pick<Endpoint, 'workload'>): Pod | undefined {
    const same = this.index.resolve({ kind: 'pod', namespace, name })?.pod;
    if (same !== undefined) {
      const resource = same.hasEnded ? this.workloads.ofPod(same) : undefined;
      return (resource && this.workloads.podsOf(resource)[0]) ?? same;
    }
    const kinds = workload?.kind === 'DaemonSet or Job' ? AMBIGUOUS_KINDS : [workload?.kind ?? ''];
    const candidates = kinds.map((kind) => this.workloads.find(namespace, { kind, name: workload?.name ?? '' }));
    return candidates.flatMap((resource) => (resource ? this.workloads.podsOf(resource) : []))[0];
  }
}

/** A Service without pods of the cluster, such as that of the API server. */
function byClusterIP({ namespace, name, clusterIP, ports }: Service, port: number): PlacedServer | string {
  const found = ports.find((each) => each.protocol === 'TCP' && (each.port === port || each.targetPort === port));
  return clusterIP === undefined || found === undefined
    ? servicePortUnknown(`${namespace}/${name}`, port)
    : { server: { kind: 'address', address: clusterIP }, port: found.port };
}

function nameOf({ namespace, name }: Service): { namespace: string; name: string } {
  return { namespace, name };
}

function endOfPod({ namespace, name }: Pod): FlowEnd {
  return { kind: 'pod', namespace, name };
}
