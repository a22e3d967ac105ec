import { type ClusterNetworkPolicy, type ClusterPolicyRule } from '../../policies';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { rulesByAction, ruleVanishes, samePriority } from '../messages';
import { placeInSpec, placeOfPeer, placeOfRule } from '../place';
import { isBlock, overlap, portsOverlap } from '../ranges';
import { DIRECTIONS, type LintedRule, rulesIn } from '../rules';

/** Precedence at equal priority: the order of rules does not count. */
const PRECEDENCE: ReadonlyArray<ClusterPolicyRule['action']> = ['Deny', 'Accept', 'Pass'];

/** Rules after which another rule of the policy takes precedence, against their order. */
export function rulesOutOfOrder(context: LintContext): Found[] {
  return clusterPolicies(context).flatMap((policy) =>
    DIRECTIONS.flatMap((direction) => {
      const rules = rulesIn(policy, direction);
      return rules.flatMap((later, position): Found[] => {
        const earlier = rules
          .slice(0, position)
          .find((rule) => precedence(later) < precedence(rule) && rulesOverlap(context, rule, later));
        return earlier === undefined
          ? []
          : [{ severity: 'error', place: placeOfRule(later), ...rulesByAction(later, earlier) }];
      });
    })
  );
}

/** Policies of the same tier and priority with conflicting rules for the same pods. */
export function equalPriorities(context: LintContext): Found[] {
  const policies = clusterPolicies(context);
  return policies.flatMap((policy, position): Found[] => {
    const other = policies
      .slice(0, position)
      .find(
        (each) => each.tier === policy.tier && each.priority === policy.priority && conflict(context, each, policy)
      );
    return other === undefined
      ? []
      : [{ severity: 'warning', place: placeInSpec(policy, 'priority'), ...samePriority(other) }];
  });
}

/** Ingress rules that Amazon's controller does not resolve, because the first peer selects no namespace. */
export function vanishingRules(context: LintContext): Found[] {
  return clusterPolicies(context).flatMap((policy) =>
    rulesIn(policy, 'ingress').flatMap((rule): Found[] => {
      const [first, ...rest] = rule.peers ?? [];
      const isVanishing =
        first?.kind === 'pods' &&
        first.namespaceSelector !== undefined &&
        rest.length > 0 &&
        context.groups.namespaces(first.namespaceSelector).length === 0;
      const severity = 'error';
      return isVanishing ? [{ severity, place: placeOfPeer(rule, 0, 'namespaceSelector'), ...ruleVanishes(rule) }] : [];
    })
  );
}

function clusterPolicies({ policies }: LintContext): ClusterNetworkPolicy[] {
  return policies.filter((policy) => policy.kind === 'ClusterNetworkPolicy');
}

function conflict(context: LintContext, a: ClusterNetworkPolicy, b: ClusterNetworkPolicy): boolean {
  const subjects = new Set(context.subjectsOf(a));
  return (
    context.subjectsOf(b).some((group) => subjects.has(group)) &&
    DIRECTIONS.some((direction) =>
      rulesIn(a, direction).some((rule) =>
        rulesIn(b, direction).some((other) => rule.action !== other.action && rulesOverlap(context, rule, other))
      )
    )
  );
}

function precedence({ action = 'Accept' }: LintedRule): number {
  return PRECEDENCE.indexOf(action);
}

/** Whether traffic exists that both rules match. */
function rulesOverlap(context: LintContext, a: LintedRule, b: LintedRule): boolean {
  const groups = new Set(context.peersOfRule(a));
  const shareGroup = context.peersOfRule(b)?.some((group) => groups.has(group)) === true;
  const [blocksOfA, blocksOfB] = [(a.peers ?? []).filter(isBlock), (b.peers ?? []).filter(isBlock)];
  const shareRange = blocksOfA.some((one) => blocksOfB.some((other) => overlap(one.range, other.range)));
  return (shareGroup || shareRange) && portsOverlap(a.ports, b.ports);
}
