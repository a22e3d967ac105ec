import { type AmazonEnforcement, type Enforcement } from '../amazon/enforcement';
import { type ClusterIndex, clusterIndexOf } from '../clusterIndex';
import { type Inventory, type Pod, type Service } from '../inventory';
import { isOfApi, type PodPeer, type Policy } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { matchesLabels } from '../selector';
import { type Verdict } from '../verdict';
import { addressBookOf } from './addressBook';
import { ownersOf } from './owners';
import { type PodGroup, type PodGroups } from './podGroups';
import { DIRECTIONS, hasType, type LintedRule, ownNamespace, rulesIn } from './rules';
import { selectorText } from '../selectorText';

/** Pods that the same policies select, so that the same rules apply to them. */
export interface PodClass {
  policies: readonly Policy[];
  groups: readonly PodGroup[];
  /** One of the pods. */
  pod: Pod;
}

export type VerdictOf = (flow: PolicyFlow) => Verdict;

/** What is linted, and what it is judged by. */
export interface Linted {
  /** With all policies, also those that are not linted. */
  inventory: Inventory;
  /** The policies that are linted. They include all of a namespace, or none. */
  policies: readonly Policy[];
  groups: PodGroups;
  enforcement: Enforcement;
  flows: readonly PolicyFlow[] | undefined;
  /** The verdict of what enforces the policies. */
  verdictOf: VerdictOf;
  /** The verdict of the Kubernetes API. */
  kubernetesVerdictOf: VerdictOf;
}

const NO_GROUPS: readonly PodGroup[] = [];

/** What checks look up, computed on demand and once. */
export class LintContext {
  readonly groups: PodGroups;
  readonly inventory: Inventory;
  readonly flows: readonly PolicyFlow[] | undefined;
  readonly addresses: ReturnType<typeof addressBookOf>;
  readonly index: ClusterIndex;
  readonly owners: ReturnType<typeof ownersOf>;
  /** Undefined if Amazon's rules do not apply. */
  readonly amazon: AmazonEnforcement | undefined;
  /** The linted policies that are enforced: NetworkPolicies, and those of the APIs that Amazon or others know. */
  readonly policies: readonly Policy[];
  /** The rules with an effect: Amazon also enforces those of a direction that `policyTypes` leaves out. */
  readonly rules: readonly LintedRule[];
  private readonly subjects = new Map<Policy, readonly PodGroup[]>();
  private readonly services = new Map<PodGroup, readonly Service[]>();
  private readonly servicesByNamespace = new Map<string, Service[]>();
  private readonly peers = new Map<string, readonly PodGroup[]>();
  private readonly results = new Map<unknown, unknown>();
  private classes: readonly PodClass[] | undefined;
  private classesByPolicy: Map<Policy, PodClass[]> | undefined;
  /** The verdict of what enforces the policies. */
  readonly verdictOf: VerdictOf;
  /** The verdict of the Kubernetes API. */
  readonly kubernetesVerdictOf: VerdictOf;

  constructor({ inventory, policies, groups, enforcement, flows, verdictOf, kubernetesVerdictOf }: Linted) {
    this.inventory = inventory;
    this.flows = flows;
    this.groups = groups;
    this.verdictOf = verdictOf;
    this.kubernetesVerdictOf = kubernetesVerdictOf;
    this.amazon = enforcement === 'other' ? undefined : enforcement;
    this.policies = policies.filter((policy) => isOfApi(policy, this.amazon === undefined ? 'others' : 'Amazon'));
    this.addresses = addressBookOf(inventory);
    this.index = clusterIndexOf(inventory);
    this.owners = ownersOf(inventory);
    this.rules = this.policies.flatMap((policy) =>
      DIRECTIONS.flatMap((direction) =>
        this.amazon !== undefined || hasType(policy, direction) ? rulesIn(policy, direction) : []
      )
    );
    for (const service of inventory.services) {
      const services = this.servicesByNamespace.get(service.namespace) ?? [];
      services.push(service);
      this.servicesByNamespace.set(service.namespace, services);
    }
  }

  /** The pods that a policy selects. */
  subjectsOf(policy: Policy): readonly PodGroup[] {
    let groups = this.subjects.get(policy);
    if (groups === undefined) {
      groups =
        policy.kind === 'ClusterNetworkPolicy'
          ? this.selectedBy({ kind: 'pods', ...policy.subject }, undefined)
          : this.groups.select(policy.namespace, policy.podSelector);
      this.subjects.set(policy, groups);
    }
    return groups;
  }

  /** The pods that a peer of a policy selects. */
  peersOf(policy: Policy, peer: PodPeer): readonly PodGroup[] {
    return this.selectedBy(peer, ownNamespace(policy));
  }

  /** The pods that an end of a rule can be, outside address ranges. Undefined if the rule has no peers, and so allows all. */
  peersOfRule({ policy, peers }: LintedRule): readonly PodGroup[] | undefined {
    if (peers === undefined) {
      return undefined;
    }
    const [first, ...rest] = peers.flatMap((peer) => (peer.kind === 'pods' ? [this.peersOf(policy, peer)] : []));
    return rest.length === 0 ? (first ?? NO_GROUPS) : [...new Set([...(first ?? NO_GROUPS), ...rest.flat()])];
  }

  /** The pods whose ports a rule is about; undefined for egress without peers. */
  serversOf(rule: LintedRule): readonly PodGroup[] | undefined {
    return rule.direction === 'ingress' ? this.subjectsOf(rule.policy) : this.peersOfRule(rule);
  }

  /** The Services in front of pods. */
  servicesOf(group: PodGroup): readonly Service[] {
    let services = this.services.get(group);
    if (services === undefined) {
      services = (this.servicesByNamespace.get(group.namespace) ?? []).filter((service) => {
        const selector = this.index.selectorOf(service);
        return selector.requirements.length > 0 && matchesLabels(selector, group.labels);
      });
      this.services.set(group, services);
    }
    return services;
  }

  /** All classes of pods that policies select. */
  allClasses(): readonly PodClass[] {
    this.classes ??= this.computeClasses();
    return this.classes;
  }

  classesOf(policy: Policy): readonly PodClass[] {
    if (this.classesByPolicy === undefined) {
      this.classesByPolicy = new Map();
      for (const podClass of this.allClasses()) {
        for (const each of podClass.policies) {
          const classes = this.classesByPolicy.get(each) ?? [];
          classes.push(podClass);
          this.classesByPolicy.set(each, classes);
        }
      }
    }
    return this.classesByPolicy.get(policy) ?? [];
  }

  /** The result of a computation that several checks need. */
  once<Result>(compute: (context: LintContext) => Result): Result {
    if (!this.results.has(compute)) {
      this.results.set(compute, compute(this));
    }
    return this.results.get(compute) as Result;
  }

  private selectedBy({ namespaceSelector, podSelector }: PodPeer, own: string | undefined): readonly PodGroup[] {
    if (namespaceSelector === undefined) {
      return own === undefined ? NO_GROUPS : this.groups.select(own, podSelector);
    }
    const key = `${selectorText(namespaceSelector)} / ${podSelector === undefined ? '' : selectorText(podSelector)}`;
    let selected = this.peers.get(key);
    if (selected === undefined) {
      selected = this.groups
        .namespaces(namespaceSelector)
        .flatMap((namespace) => this.groups.select(namespace, podSelector));
      this.peers.set(key, selected);
    }
    return selected;
  }

  private computeClasses(): readonly PodClass[] {
    const policiesByGroup = new Map<PodGroup, { policies: Policy[]; key: string }>();
    this.policies.forEach((policy, position) => {
      for (const group of this.subjectsOf(policy)) {
        const known = policiesByGroup.get(group) ?? { policies: [], key: '' };
        known.policies.push(policy);
        known.key += ` ${position}`;
        policiesByGroup.set(group, known);
      }
    });
    const classes = new Map<string, { policies: readonly Policy[]; groups: PodGroup[]; pod: Pod }>();
    for (const [group, { policies, key }] of policiesByGroup) {
      const pod = group.pods.find((candidate) => this.index.nodeOf(candidate)?.unsupported === undefined);
      const known = classes.get(key);
      if (known !== undefined && pod !== undefined) {
        known.groups.push(group);
      } else if (pod !== undefined) {
        classes.set(key, { policies, groups: [group], pod });
      }
    }
    return [...classes.values()];
  }
}
