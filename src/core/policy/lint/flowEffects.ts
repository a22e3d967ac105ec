import { type Direction, type Policy } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { type RuleReference, type SideVerdict } from '../verdict';
import { decidingPolicies, mostSpecific } from './blame';
import { FlowClasses } from './flowClasses';
import { type LintContext } from './lintContext';
import { isPlainDeny } from './rules';

/** The observed flows that a policy denies in one direction. */
export interface DeniedFlows {
  policy: Policy;
  direction: Direction;
  /** The rule that denies; absent if no rule allows. */
  rule?: RuleReference;
  /** Whether the policies of these pods in particular have no rules in the direction. */
  isWithoutRules: boolean;
  flows: readonly PolicyFlow[];
}

/** What the policies do with the observed flows. */
export interface FlowEffects {
  denied: readonly DeniedFlows[];
  isUsed(policy: Policy, direction: Direction, index: number): boolean;
}

type Draft = DeniedFlows & { flows: PolicyFlow[] };

/** Undefined if no flows were given. */
export function flowEffects(context: LintContext): FlowEffects | undefined {
  return context.flows && context.once(observe);
}

function observe(context: LintContext): FlowEffects {
  const used: Record<Direction, Map<Policy, Set<number>>> = { ingress: new Map(), egress: new Map() };
  const denied = new Map<Policy, Map<string, Draft>>();
  const note = (direction: Direction, side: SideVerdict, flow: PolicyFlow) => {
    if (side.because.kind === 'rules') {
      side.because.rules.forEach(({ policy, index }) => {
        const indexes = used[direction].get(policy) ?? new Set<number>();
        used[direction].set(policy, indexes.add(index));
      });
    }
    const policies = side.outcome === 'denied' ? decidingPolicies(side) : [];
    const policy = mostSpecific(context, direction, policies);
    if (policy === undefined) {
      return;
    }
    const rule = 'rule' in side.because ? side.because.rule : undefined;
    const plainDeny = rule === undefined && isGeneral(policy) ? policies.find(isPlainDeny) : undefined;
    const isWithoutRules =
      plainDeny !== undefined || (rule === undefined && policies.every((each) => each[direction].length === 0));
    const culprit = plainDeny ?? policy;
    const ofPolicy = denied.get(culprit) ?? new Map<string, Draft>();
    denied.set(culprit, ofPolicy);
    const key = `${direction} ${rule?.index ?? ''} ${isWithoutRules}`;
    const known = ofPolicy.get(key);
    if (known !== undefined) {
      known.flows.push(flow);
    } else {
      ofPolicy.set(key, { policy: culprit, direction, ...(rule && { rule }), isWithoutRules, flows: [flow] });
    }
  };
  const classes = new FlowClasses(context);
  for (const flow of context.flows ?? []) {
    const { egress, ingress } = classes.verdictOf(flow);
    note('egress', egress, flow);
    note('ingress', ingress, flow);
  }
  return {
    denied: [...denied.values()].flatMap((ofPolicy) => [...ofPolicy.values()]),
    isUsed: (policy, direction, index) => used[direction].get(policy)?.has(index) === true,
  };
}

/** Whether a policy is for all pods of its namespace. */
function isGeneral(policy: Policy): boolean {
  return policy.kind !== 'ClusterNetworkPolicy' && policy.podSelector.requirements.length === 0;
}
