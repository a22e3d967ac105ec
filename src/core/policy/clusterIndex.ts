import { canonicalAddress } from '../flow/canonicalAddress';
import { type Address, parseAddress } from './addressRange';
import { type Inventory, type Node, type Pod, type Service, type ServicePort } from './inventory';
import { type PodPeer, type Protocol } from './policies';
import { type FlowEnd } from './policyFlow';
import { type LabelSelector, type Labels, SelectorMatches, selectorOfLabels } from './selector';

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
}

/** Lookups in an inventory that both engines need. Labels are interned, so that matches are computed once per set. */
export class ClusterIndex {
  private readonly pods = new Map<string, Pod>();
  private readonly podsByAddress = new Map<string, Pod>();
  private readonly hostPodsByAddress = new Map<string, Pod[]>();
  private readonly services = new Map<string, Service>();
  private readonly servicesByClusterIP = new Map<string, Service>();
  private readonly podsByNamespace = new Map<string, Pod[]>();
  private readonly nodes = new Map<string, Node>();
  private readonly namespaceLabels = new Map<string, Labels>();
  private readonly serviceSelectors = new Map<Service, LabelSelector>();
  private readonly backends = new Map<Service, readonly Pod[]>();
  private readonly interned = new Map<string, Labels>();
  private readonly addresses = new Map<string, Address | undefined>();
  private readonly matches = new SelectorMatches();

  constructor(inventory: Inventory) {
    inventory.namespaces.forEach(({ name, labels }) => this.namespaceLabels.set(name, this.intern(labels)));
    inventory.nodes.forEach((node) => this.nodes.set(node.name, node));
    inventory.pods.forEach((pod) => this.addPod({ ...pod, labels: this.intern(pod.labels) }));
    inventory.services.forEach((service) => this.addService({ ...service, selector: this.intern(service.selector) }));
  }

  /** The end; undefined if it is a pod that is not in the inventory. */
  resolve(end: FlowEnd): ResolvedEnd | undefined {
    if (end.kind === 'pod') {
      const pod = this.pods.get(keyOf(end));
      return pod && { pod, address: this.primaryAddress(pod), hostPods: [] };
    }
    return this.at(end.address);
  }

  /** What an address belongs to. */
  at(text: string): ResolvedEnd {
    const canonical = canonicalAddress(text);
    return {
      pod: this.podsByAddress.get(canonical),
      service: this.servicesByClusterIP.get(canonical),
      address: this.parsed(canonical),
      hostPods: this.hostPodsByAddress.get(canonical) ?? [],
    };
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
      const selector = this.selectorOf(service);
      const isBackend = (pod: Pod) => !pod.hasEnded && this.matches.matches(selector, pod.labels);
      backends = selector.requirements.length === 0 ? [] : this.podsIn(service.namespace).filter(isBackend);
      this.backends.set(service, backends);
    }
    return backends;
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
    return selector === undefined || this.matches.matches(selector, labels);
  }

  /** Whether a namespace has the selected labels. Without a selector, it must be the policy's own namespace. */
  matchesNamespace(selector: LabelSelector | undefined, own: string | undefined, namespace: string): boolean {
    return selector === undefined ? namespace === own : this.matches.matches(selector, this.labelsOf(namespace));
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
    return [...this.namespaceLabels.values()].some((labels) => this.matches.matches(selector, labels));
  }

  nodeOf({ node }: Pod): Node | undefined {
    return node === undefined ? undefined : this.nodes.get(node);
  }

  /** Whether an end is the node that the pod runs on. Pods in the host network count as their node. */
  isOwnNode(pod: Pod, { pod: other, address }: ResolvedEnd): boolean {
    if (address === undefined || (other !== undefined && !other.isHostNetwork)) {
      return false;
    }
    const text = address.toString();
    const addresses = this.nodeOf(pod)?.addresses ?? [];
    return addresses.includes(text) || pod.nodeAddress === text;
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

  private labelsOf(namespace: string): Labels {
    let labels = this.namespaceLabels.get(namespace);
    if (labels === undefined) {
      labels = this.intern({ 'kubernetes.io/metadata.name': namespace });
      this.namespaceLabels.set(namespace, labels);
    }
    return labels;
  }

  private addPod(pod: Pod): void {
    this.pods.set(keyOf(pod), pod);
    listIn(this.podsByNamespace, pod.namespace).push(pod);
    for (const address of pod.hasEnded ? [] : pod.addresses) {
      if (pod.isHostNetwork) {
        listIn(this.hostPodsByAddress, address).push(pod);
      } else {
        this.podsByAddress.set(address, pod);
      }
    }
  }

  private addService(service: Service): void {
    this.services.set(keyOf(service), service);
    if (service.clusterIP !== undefined) {
      this.servicesByClusterIP.set(service.clusterIP, service);
    }
  }

  private intern(labels: Labels): Labels {
    const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = this.interned.get(key);
    if (known !== undefined) {
      return known;
    }
    this.interned.set(key, labels);
    return labels;
  }
}

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
