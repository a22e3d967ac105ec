import { type Address } from './addressRange';
import { type ClusterIndex } from './clusterIndex';
import { type Inventory, type Pod, type Service } from './inventory';

/** What leads to pods, and which addresses are those of nodes. */
export class EndpointIndex {
  private readonly services = new Map<Pod, Service[]>();
  private readonly nodes: ReadonlySet<string>;

  constructor({ services, nodes, pods }: Inventory, index: ClusterIndex) {
    for (const service of services.filter(({ clusterIP }) => clusterIP !== undefined)) {
      for (const pod of index.backendsOf(service)) {
        this.services.set(pod, [...this.servicesOf(pod), service]);
      }
    }
    const ofPods = pods.flatMap(({ nodeAddress }) => nodeAddress ?? []);
    this.nodes = new Set([...nodes.flatMap(({ addresses }) => addresses), ...ofPods]);
  }

  /** Services with a ClusterIP that select the pod. */
  servicesOf(pod: Pod): readonly Service[] {
    return this.services.get(pod) ?? [];
  }

  isNode(address: Address): boolean {
    return this.nodes.has(address.toString());
  }
}
