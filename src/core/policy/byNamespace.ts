import { type ClusterNetworkPolicy, isOfApi, type NamespacedPolicy, type Policy } from './policies';

/** The policies that can apply to the pods of a namespace, in their order. */
export interface PoliciesOfNamespace {
  own: readonly NamespacedPolicy[];
  ofCluster: readonly ClusterNetworkPolicy[];
}

const NONE: readonly NamespacedPolicy[] = [];

/** Policies by the namespace to whose pods they can apply. */
export class PolicyGroups {
  private readonly byNamespace = new Map<string, NamespacedPolicy[]>();
  readonly ofCluster: readonly ClusterNetworkPolicy[];

  /** @param enforcedBy policies that this does not enforce are left out; absent: none. */
  constructor(policies: readonly Policy[], enforcedBy?: 'Amazon' | 'others') {
    const enforced = enforcedBy ? policies.filter((policy) => isOfApi(policy, enforcedBy)) : policies;
    this.ofCluster = enforced.filter((policy) => policy.kind === 'ClusterNetworkPolicy');
    for (const policy of enforced) {
      if (policy.kind !== 'ClusterNetworkPolicy') {
        const own = this.byNamespace.get(policy.namespace);
        if (own === undefined) {
          this.byNamespace.set(policy.namespace, [policy]);
        } else {
          own.push(policy);
        }
      }
    }
  }

  in(namespace: string): PoliciesOfNamespace {
    return { own: this.byNamespace.get(namespace) ?? NONE, ofCluster: this.ofCluster };
  }

  get namespaces(): Iterable<string> {
    return this.byNamespace.keys();
  }
}

/** What is derived from the policies of each namespace: the same object as before as long as these are the same objects. */
export class ByNamespace<Value> {
  private readonly latest = new Map<string, { policies: PoliciesOfNamespace; value: Value }>();

  /** @param derive gets the value that the namespace had with other policies. */
  get(namespace: string, policies: PoliciesOfNamespace, derive: (before: Value | undefined) => Value): Value {
    const known = this.latest.get(namespace);
    if (known && arePoliciesSame(known.policies, policies)) {
      return known.value;
    }
    const value = derive(known?.value);
    this.latest.set(namespace, { policies, value });
    return value;
  }
}

/** Whether these are the same objects in the same order. */
export function arePoliciesSame(a: PoliciesOfNamespace, b: PoliciesOfNamespace): boolean {
  return areSame(a.own, b.own) && areSame(a.ofCluster, b.ofCluster);
}

function areSame(a: readonly Policy[], b: readonly Policy[]): boolean {
  return a === b || (a.length === b.length && a.every((policy, position) => policy === b[position]));
}
