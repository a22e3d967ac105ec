import { type Direction, type Policy } from '../policies';
import { type SideVerdict } from '../verdict';
import { type LintContext, type PodClass } from './lintContext';

/**
 * Assigns denied pods to the policies to change: the policy with the most pods if all of its pods are denied, and otherwise the one
 * with the fewest pods, which is about them in particular.
 *
 * @param judged all classes that were judged; a policy is not wrong if pods that were not judged are denied.
 * @param denied with the policies that deny each class.
 */
export function blame(
  context: LintContext,
  direction: Direction,
  judged: readonly PodClass[],
  denied: ReadonlyMap<PodClass, readonly Policy[]>
): Map<Policy, PodClass[]> {
  const isJudged = new Set(judged);
  const broken = [...new Set([...denied.values()].flat())]
    .filter((policy) => context.classesOf(policy).every((each) => !isJudged.has(each) || denied.has(each)))
    .sort((a, b) => podCount(context, b) - podCount(context, a) || b[direction].length - a[direction].length);
  const blamed = new Map<Policy, PodClass[]>();
  for (const [podClass, candidates] of denied) {
    const policy = broken.find((each) => candidates.includes(each)) ?? mostSpecific(context, direction, candidates);
    if (policy !== undefined) {
      blamed.set(policy, [...(blamed.get(policy) ?? []), podClass]);
    }
  }
  return blamed;
}

/** The policy with rules in the direction that selects the fewest pods. */
export function mostSpecific(
  context: LintContext,
  direction: Direction,
  policies: readonly Policy[]
): Policy | undefined {
  const withRules = policies.filter((policy) => policy[direction].length > 0);
  const candidates = withRules.length > 0 ? withRules : policies;
  return [...candidates].sort((a, b) => podCount(context, a) - podCount(context, b))[0];
}

function podCount(context: LintContext, policy: Policy): number {
  return context.subjectsOf(policy).reduce((sum, { pods }) => sum + pods.length, 0);
}

/** The policies that deny one side of a flow. */
export function decidingPolicies({ because }: SideVerdict): readonly Policy[] {
  switch (because.kind) {
    case 'no-rule':
      return because.policies;
    case 'deny-rule':
    case 'except':
    case 'cluster-ip':
      return [because.rule.policy];
    default:
      return [];
  }
}
