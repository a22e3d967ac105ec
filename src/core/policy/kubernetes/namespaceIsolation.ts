import { type PoliciesOfNamespace } from '../byNamespace';
import { ByPolicies } from '../byPolicies';
import { type ClusterIndex } from '../clusterIndex';
import { type Pod } from '../inventory';
import { type ClusterNetworkPolicy, type Direction, type NetworkPolicy } from '../policies';
import { matchesLabels } from '../selector';
import { Isolation } from './isolation';

type ByDirection<Value> = Record<Direction, Value>;

/** Finds the policies that isolate each pod of a namespace. */
export class NamespaceIsolation {
  private readonly policies: readonly NetworkPolicy[];
  private readonly ofCluster: readonly ClusterNetworkPolicy[];
  private readonly byKind: ByDirection<Map<number, Isolation>> = { ingress: new Map(), egress: new Map() };
  private readonly derived: ByDirection<ByPolicies<Isolation>>;
  private readonly isolationFor: ByDirection<ReturnType<ByPolicies<Isolation>['next']>>;

  /** @param before the isolation in the namespace under other policies, with which it shares what did not change. */
  constructor(
    private readonly index: ClusterIndex,
    { own, ofCluster }: PoliciesOfNamespace,
    before: NamespaceIsolation | undefined
  ) {
    this.policies = own.filter((policy) => policy.kind === 'NetworkPolicy');
    this.ofCluster = ofCluster;
    this.derived = before?.derived ?? { ingress: new ByPolicies(), egress: new ByPolicies() };
    const { ingress, egress } = this.derived;
    this.isolationFor = { ingress: ingress.next(), egress: egress.next() };
  }

  of(direction: Direction, pod: Pod, kind: number): Isolation {
    const byKind = this.byKind[direction];
    let isolation = byKind.get(kind);
    if (isolation === undefined) {
      isolation = this.isolate(direction, pod);
      byKind.set(kind, isolation);
    }
    return isolation;
  }

  private isolate(direction: Direction, pod: Pod): Isolation {
    const policies = this.policies.filter(
      ({ podSelector, types }) => types.includes(direction) && matchesLabels(podSelector, pod.labels)
    );
    const ofCluster = this.ofCluster.filter(({ subject }) =>
      this.index.matchesPod({ kind: 'pods', ...subject }, undefined, pod)
    );
    // An ingress rule with the name of a port depends on the ports of the pod.
    const detail = direction === 'ingress' ? JSON.stringify(pod.ports) : '';
    const create = () => new Isolation(this.index, policies, ofCluster, direction);
    return this.isolationFor[direction]([...policies, ...ofCluster], detail, create);
  }
}
