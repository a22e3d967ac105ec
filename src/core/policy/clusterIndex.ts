import { canonicalAddress } from '../flow/canonicalAddress';
import { type Address, parseAddress } from './addressRange';
import { type ClusterObjects, type Node, type Pod, type Service, type ServicePort } from './inventory';
import { onceForCluster } from './onceForCluster';
import { type PodPeer, type Protocol } from './policies';
import { type FlowEnd } from './policyFlow';
import { type LabelSelector, type Labels, matchesLabels, selectorOfLabels } from './selector';

/** An end of a flow with what the inventory has about it. */
export interface ResolvedEnd {
  /** The pod; absent for an address that no pod outside the host network has. */
  pod?: Pod;
  /** The Service whose ClusterIP the address is. */
  service?: Service;
  /** Undefined if the pod has no address, or the text is not an address. */
  address?: Address;
  /** Pods in the host network that have this address. */
  hostPods: readonly Pod[];
  /** Whether the address is one of a node. */
  isNode: boolean;
  /** Another one for each end, from 0. */
  number: number;
  /** The same for pods of one namespace with equal labels and ports; undefined without a pod. */
  podKind?: number;
  /** The addresses of a pod that has more than one. */
  podAddresses?: readonly Address[];
}

const NO_PODS: readonly Pod[] = [];

/** Lookups in an inventory that both engines need. */
export class ClusterIndex {
  /** By namespace and name. */
  private readonly pods = new Map<string, Map<string, ResolvedEnd>>();
  private readonly endsOfPods = new Map<Pod, ResolvedEnd>();
  private readonly endsByAddress = new Map<string, ResolvedEnd>();
  private endCount = 0;
  private readonly podKinds = new Map<string, number>();
  private readonly nodeAddresses = new Set<string>();
  private readonly ambiguous = new Set<string>();
  private readonly podsByAddress = new Map<string, Pod>();
  private readonly hostPodsByAddress = new Map<string, Pod[]>();
  private readonly services = new Map<string, Service>();
  private readonly servicesByClusterIP = new Map<string, Service>();
  private readonly podsByNamespace = new Map<string, Pod[]>();
  private readonly nodes = new Map<string, Node>();
  private readonly namespaceLabels = new Map<string, Labels>();
  private readonly serviceSelectors = new Map<Service, LabelSelector>();
  private readonly selectedPods = new Map<Service, readonly Pod[]>();
  private readonly backends = new Map<Service, readonly Pod[]>();
  private readonly addresses = new Map<string, Address | undefined>();

  constructor({ namespaces, nodes, pods, services }: ClusterObjects) {
    namespaces.forEach(({ name, labels }) => this.namespaceLabels.set(name, labels));
    nodes.forEach((node) => this.addNode(node));
    pods.forEach((pod) => this.addPod(pod));
    services.forEach((service) => this.addService(service));
    [this.nodeAddresses, this.hostPodsByAddress, this.servicesByClusterIP].forEach((known) => this.noteShared(known));
  }

  /** The end; undefined if it is a pod that is not in the inventory. */
  resolve(end: FlowEnd): ResolvedEnd | undefined {
    return end.kind === 'pod' ? this.pods.get(end.namespace)?.get(end.name) : this.at(end.address);
  }

  /** A pod as an end. */
  endOf(pod: Pod): ResolvedEnd {
    let end = this.endsOfPods.get(pod);
    if (end === undefined) {
      const ofPod = { podKind: this.podKindOf(pod), podAddresses: this.severalAddressesOf(pod) };
      const address = this.primaryAddress(pod);
      const isNode = pod.isHostNetwork;
      end = { pod, service: undefined, address, hostPods: NO_PODS, isNode, number: this.nextNumber(), ...ofPod };
      this.endsOfPods.set(pod, end);
    }
    return end;
  }

  /** What an address belongs to. */
  at(text: string): ResolvedEnd {
    let end = this.endsByAddress.get(text);
    if (end === undefined) {
      end = this.newEndAt(canonicalAddress(text));
      this.endsByAddress.set(text, end);
    }
    return end;
  }

  /** Whether an address belongs to several pods, or to a pod and something else. */
  isAmbiguous(address: string): boolean {
    return this.ambiguous.has(address);
  }

  podsIn(namespace: string): readonly Pod[] {
    return this.podsByNamespace.get(namespace) ?? [];
  }

  serviceOf(name: { namespace: string; name: string }): Service | undefined {
    return this.services.get(keyOf(name));
  }

  /** Pods behind a Service; none if it has no selector. */
  backendsOf(service: Service): readonly Pod[] {
    let backends = this.backends.get(service);
    if (backends === undefined) {
      const hasSelector = this.selectorOf(service).requirements.length > 0;
      backends = hasSelector ? this.selectedBy(service).filter(({ hasEnded }) => !hasEnded) : [];
      this.backends.set(service, backends);
    }
    return backends;
  }

  /** Pods of any phase whose labels match the selector of a Service; all of its namespace if it has no selector. */
  selectedBy(service: Service): readonly Pod[] {
    let pods = this.selectedPods.get(service);
    if (pods === undefined) {
      const selector = this.selectorOf(service);
      pods = this.podsIn(service.namespace).filter(({ labels }) => matchesLabels(selector, labels));
      this.selectedPods.set(service, pods);
    }
    return pods;
  }

  selectorOf(service: Service): LabelSelector {
    let selector = this.serviceSelectors.get(service);
    if (selector === undefined) {
      selector = selectorOfLabels(service.selector);
      this.serviceSelectors.set(service, selector);
    }
    return selector;
  }

  /** Whether a selector matches labels of this index, such as those of a pod or the selector of a Service. */
  matchesLabels(selector: LabelSelector | undefined, labels: Labels): boolean {
    return selector === undefined || matchesLabels(selector, labels);
  }

  /** Whether a namespace has the selected labels. Without a selector, it must be the policy's own namespace. */
  matchesNamespace(selector: LabelSelector | undefined, own: string | undefined, namespace: string): boolean {
    return selector === undefined ? namespace === own : matchesLabels(selector, this.labelsOf(namespace));
  }

  /** @param own the policy's namespace. */
  matchesPod(peer: PodPeer, own: string | undefined, pod: Pod): boolean {
    return (
      this.matchesNamespace(peer.namespaceSelector, own, pod.namespace) &&
      this.matchesLabels(peer.podSelector, pod.labels)
    );
  }

  /** Whether the namespaces of the inventory include one with the selected labels. */
  hasNamespace(selector: LabelSelector): boolean {
    return [...this.namespaceLabels.values()].some((labels) => matchesLabels(selector, labels));
  }

  nodeOf({ node }: Pod): Node | undefined {
    return node === undefined ? undefined : this.nodes.get(node);
  }

  /** Whether an end is the node that the pod runs on. Pods in the host network count as their node. */
  isOwnNode(pod: Pod, { isNode, address }: ResolvedEnd): boolean {
    if (!isNode || address === undefined) {
      return false;
    }
    const text = address.toString();
    return pod.nodeAddress === text || this.nodeOf(pod)?.addresses.includes(text) === true;
  }

  primaryAddress({ addresses }: Pod): Address | undefined {
    return addresses[0] === undefined ? undefined : this.parsed(addresses[0]);
  }

  parsed(text: string): Address | undefined {
    if (!this.addresses.has(text)) {
      this.addresses.set(text, parseAddress(text));
    }
    return this.addresses.get(text);
  }

  private newEndAt(canonical: string): ResolvedEnd {
    const pod = this.podsByAddress.get(canonical);
    const service = this.servicesByClusterIP.get(canonical);
    const hostPods = this.hostPodsByAddress.get(canonical) ?? NO_PODS;
    const address = this.parsed(canonical);
    const isPodOrService = pod !== undefined || service !== undefined;
    const isNode = !isPodOrService && address !== undefined && this.nodeAddresses.has(address.toString());
    const { podKind, podAddresses } = pod ? this.endOf(pod) : {};
    return { pod, service, address, hostPods, isNode, number: this.nextNumber(), podKind, podAddresses };
  }

  private severalAddressesOf({ addresses }: Pod): readonly Address[] | undefined {
    return addresses.length < 2 ? undefined : addresses.flatMap((text) => this.parsed(text) ?? []);
  }

  private podKindOf({ namespace, labels, ports }: Pod): number {
    const text = JSON.stringify([namespace, labels, ports]);
    const kind = this.podKinds.get(text) ?? this.podKinds.size;
    this.podKinds.set(text, kind);
    return kind;
  }

  private nextNumber(): number {
    this.endCount += 1;
    return this.endCount - 1;
  }

  private labelsOf(namespace: string): Labels {
    return this.namespaceLabels.get(namespace) ?? { 'kubernetes.io/metadata.name': namespace };
  }

  private addNode(node: Node): void {
    this.nodes.set(node.name, node);
    node.addresses.forEach((address) => this.nodeAddresses.add(address));
  }

  private addPod(pod: Pod): void {
    if (pod.nodeAddress !== undefined) {
      this.nodeAddresses.add(pod.nodeAddress);
    }
    const ofNamespace = this.pods.get(pod.namespace) ?? new Map<string, ResolvedEnd>();
    this.pods.set(pod.namespace, ofNamespace.set(pod.name, this.endOf(pod)));
    listIn(this.podsByNamespace, pod.namespace).push(pod);
    for (const address of pod.hasEnded ? [] : pod.addresses) {
      if (pod.isHostNetwork) {
        listIn(this.hostPodsByAddress, address).push(pod);
      } else {
        if (this.podsByAddress.has(address)) {
          this.ambiguous.add(address);
        }
        this.podsByAddress.set(address, pod);
      }
    }
  }

  private noteShared(known: ReadonlySet<string> | ReadonlyMap<string, unknown>): void {
    for (const address of known.keys()) {
      if (this.podsByAddress.has(address)) {
        this.ambiguous.add(address);
      }
    }
  }

  private addService(service: Service): void {
    this.services.set(keyOf(service), service);
    if (service.clusterIP !== undefined) {
      this.servicesByClusterIP.set(service.clusterIP, service);
    }
  }
}

/** The index of an inventory, whatever its policies are. */
export const clusterIndexOf = onceForCluster((objects) => new ClusterIndex(objects));

/** The number of the container port that a Service port leads to; undefined if the pod has no port of that name. */
export function containerPortOf({ targetPort, protocol }: ServicePort, pod: Pod): number | undefined {
  return typeof targetPort === 'number' ? targetPort : namedPort(pod, targetPort, protocol);
}

/** The number of the first container port with this name and protocol. */
export function namedPort({ ports }: Pod, name: string, protocol: Protocol): number | undefined {
  return ports.find((port) => port.name === name && port.protocol === protocol)?.port;
}

function keyOf({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}

function listIn<Entry>(lists: Map<string, Entry[]>, key: string): Entry[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}
