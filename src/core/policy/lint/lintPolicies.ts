import { compareText } from '../../compareText';
import { EksCluster } from '../amazon/amazonVerdicts';
import { type Enforcement } from '../amazon/enforcement';
import { arePoliciesSame, PolicyGroups } from '../byNamespace';
import { clusterIndexOf } from '../clusterIndex';
import { type ClusterObjects, type Inventory } from '../inventory';
import { type JudgedCluster, verdictsUnder } from '../judgedCluster';
import { KubernetesCluster } from '../kubernetes/kubernetesVerdicts';
import { type Policy } from '../policies';
import { type FlowEnd, type PolicyFlow } from '../policyFlow';
import { type CheckId, CHECKS } from './checks';
import { type Found, type Place } from './finding';
import { LintContext, type VerdictOf } from './lintContext';
import { PodGroups, podGroupsOf } from './podGroups';

/** Something in the policies of a cluster that does not work as it looks, or that is worth knowing. */
export interface Finding extends Found {
  check: CheckId;
}

/**
 * Finds mistakes in the policies of an inventory. Findings are in the order of the policies and of the places in each, and then by
 * namespace and name of workloads and pods.
 *
 * @param enforcement decides what the policies do; findings about Amazon only appear where Amazon enforces policies.
 * @param flows observed flows. With these, rules that no flow needs and flows that policies deny are found as well.
 */
export function lintPolicies(inventory: Inventory, enforcement: Enforcement, flows?: readonly PolicyFlow[]): Finding[] {
  return new PolicyLinter(inventory, enforcement, flows).under(inventory.policies);
}

/** What is linted: everything, or only what is about some namespaces. */
interface Part {
  policies: readonly Policy[];
  flows: readonly PolicyFlow[] | undefined;
  contains: (place: Place) => boolean;
}

/**
 * Finds mistakes in changing policies of one cluster. After a change of NetworkPolicies, only the changed namespaces are linted again,
 * because no finding depends on the policies of two namespaces. A policy of the cluster, and an ApplicationNetworkPolicy that crashes
 * Amazon's controller, change findings everywhere.
 */
export class PolicyLinter {
  private readonly kubernetes: KubernetesCluster;
  private readonly enforced: JudgedCluster;
  private readonly namespacesOfFlows: ReadonlyArray<readonly string[]>;
  private latest: { groups: PolicyGroups; findings: readonly Finding[] } | undefined;

  constructor(
    private readonly objects: ClusterObjects,
    private readonly enforcement: Enforcement,
    private readonly flows: readonly PolicyFlow[] | undefined
  ) {
    this.kubernetes = new KubernetesCluster(objects);
    this.enforced = enforcement === 'other' ? this.kubernetes : new EksCluster(objects, enforcement);
    const index = clusterIndexOf(objects);
    const namespaceOf = (end: FlowEnd) => {
      const { pod, service } = index.resolve(end) ?? {};
      return (pod ?? service)?.namespace ?? '';
    };
    this.namespacesOfFlows = (flows ?? []).map(({ client, server }) => [namespaceOf(client), namespaceOf(server)]);
  }

  /** The findings. Policies that did not change must be the same objects as in the previous call. */
  under(policies: readonly Policy[]): Finding[] {
    const groups = new PolicyGroups(policies);
    const part = this.partToLint(policies, groups);
    const order = new Map(policies.map((policy, position) => [policy, position]));
    const kept = this.latest?.findings.filter(({ place }) => !part.contains(place)) ?? [];
    const findings = [...kept, ...this.lint(policies, groups, part)].sort(
      (a, b) => comparePlaces(order, a.place, b.place) || compareText(a.check, b.check)
    );
    this.latest = { groups, findings };
    return findings;
  }

  private partToLint(policies: readonly Policy[], groups: PolicyGroups): Part {
    const before = this.latest?.groups;
    const all = [...new Set([...(before?.namespaces ?? []), ...groups.namespaces])];
    const changed = new Set(all.filter((name) => !before || !arePoliciesSame(before.in(name), groups.in(name))));
    const isLocal = (each: PolicyGroups) =>
      each.ofCluster.length === 0 &&
      this.unknownNamespaces(each).length === 0 &&
      [...changed].every((name) => each.in(name).own.every(({ kind }) => kind === 'NetworkPolicy'));
    if (before === undefined || !isLocal(before) || !isLocal(groups)) {
      return { policies, flows: this.flows, contains: () => true };
    }
    return {
      policies: [...changed].flatMap((name) => groups.in(name).own),
      flows: this.flows?.filter((_, position) => this.namespacesOfFlows[position]?.some((name) => changed.has(name))),
      contains: (place) => changed.has(namespaceOf(place) ?? ''),
    };
  }

  private lint(policies: readonly Policy[], groups: PolicyGroups, part: Part): Finding[] {
    const { objects, enforcement } = this;
    const unknown = this.unknownNamespaces(groups);
    const context = new LintContext({
      inventory: { ...objects, policies },
      policies: part.policies,
      groups: unknown.length === 0 ? podGroupsOf(objects) : new PodGroups(objects, unknown),
      enforcement,
      flows: part.flows,
      verdictOf: verdictsOnDemand(this.enforced, policies),
      kubernetesVerdictOf: verdictsOnDemand(this.kubernetes, policies),
    });
    return checksFor(enforcement)
      .flatMap((check) => CHECKS[check].find(context).map((found): Finding => ({ check, ...found })))
      .filter(({ place }) => part.contains(place));
  }

  /** Namespaces that only policies have. Selectors of namespaces can match them. */
  private unknownNamespaces({ namespaces }: PolicyGroups): string[] {
    const { namespaceLabels } = podGroupsOf(this.objects);
    return [...namespaces].filter((name) => !namespaceLabels.has(name));
  }
}

/** The verdicts under policies, with an engine that is only made if a check needs it. */
function verdictsOnDemand(cluster: JudgedCluster, policies: readonly Policy[]): VerdictOf {
  let verdictOf: VerdictOf | undefined;
  return (flow) => (verdictOf ??= verdictsUnder(cluster, policies))(flow);
}

/** Undefined for policies of the cluster. */
function namespaceOf(place: Place): string | undefined {
  const { namespace } = place.kind === 'policy' ? { namespace: undefined, ...place.policy } : place;
  return namespace;
}

function checksFor(enforcement: Enforcement): CheckId[] {
  const ids = Object.keys(CHECKS) as CheckId[];
  return ids.filter((id) => enforcement !== 'other' || !('isForAmazon' in CHECKS[id]));
}

function comparePlaces(order: ReadonlyMap<Policy, number>, a: Place, b: Place): number {
  if (a.kind === 'policy' && b.kind === 'policy') {
    return (
      (order.get(a.policy) ?? 0) - (order.get(b.policy) ?? 0) ||
      compareText(a.direction ?? '', b.direction ?? '') ||
      (a.rule ?? -1) - (b.rule ?? -1) ||
      (a.peer ?? -1) - (b.peer ?? -1) ||
      (a.port ?? -1) - (b.port ?? -1) ||
      compareText(a.path, b.path)
    );
  }
  return a.kind === 'object' && b.kind === 'object'
    ? compareText(`${a.namespace}/${a.name} ${a.objectKind}`, `${b.namespace}/${b.name} ${b.objectKind}`)
    : a.kind === 'policy'
      ? -1
      : 1;
}
