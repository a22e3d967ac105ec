import { type Direction, type Policy } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { type RuleReference, type SideVerdict, type Verdict } from '../verdict';
import { decidingPolicies, mostSpecific } from './blame';
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
  const effects = new Effects(context);
  for (const flow of context.flows ?? []) {
    effects.of(context.verdictOf(flow)).forEach(({ flows }) => flows.push(flow));
  }
  return effects;
}

/** What verdicts mean. Flows that policies do not distinguish have the same verdict, which is looked at once. */
class Effects implements FlowEffects {
  private readonly used: Record<Direction, Map<Policy, Set<number>>> = { ingress: new Map(), egress: new Map() };
  private readonly drafts = new Map<Policy, Map<string, Draft>>();
  private readonly byVerdict = new Map<Verdict, readonly Draft[]>();

  constructor(private readonly context: LintContext) {}

  get denied(): DeniedFlows[] {
    return [...this.drafts.values()].flatMap((ofPolicy) => [...ofPolicy.values()]);
  }

  isUsed(policy: Policy, direction: Direction, index: number): boolean {
    return this.used[direction].get(policy)?.has(index) === true;
  }

  /** The lists that denied flows with a verdict belong to. */
  of(verdict: Verdict): readonly Draft[] {
    let drafts = this.byVerdict.get(verdict);
    if (drafts === undefined) {
      drafts = (['egress', 'ingress'] as const).flatMap((direction) => this.note(direction, verdict[direction]));
      this.byVerdict.set(verdict, drafts);
    }
    return drafts;
  }

  private note(direction: Direction, side: SideVerdict): Draft[] {
    if (side.because.kind === 'rules') {
      side.because.rules.forEach(({ policy, index }) => {
        const indexes = this.used[direction].get(policy) ?? new Set<number>();
        this.used[direction].set(policy, indexes.add(index));
      });
    }
    const policies = side.outcome === 'denied' ? decidingPolicies(side) : [];
    const policy = mostSpecific(this.context, direction, policies);
    if (policy === undefined) {
      return [];
    }
    const rule = 'rule' in side.because ? side.because.rule : undefined;
    const plainDeny = rule === undefined && isGeneral(policy) ? policies.find(isPlainDeny) : undefined;
    const isWithoutRules =
      plainDeny !== undefined || (rule === undefined && policies.every((each) => each[direction].length === 0));
    return [this.draftOf(plainDeny ?? policy, { direction, ...(rule && { rule }), isWithoutRules })];
  }

  private draftOf(policy: Policy, how: Omit<Draft, 'policy' | 'flows'>): Draft {
    const ofPolicy = this.drafts.get(policy) ?? new Map<string, Draft>();
    this.drafts.set(policy, ofPolicy);
    const key = `${how.direction} ${how.rule?.index ?? ''} ${how.isWithoutRules}`;
    const draft = ofPolicy.get(key) ?? { policy, ...how, flows: [] };
    ofPolicy.set(key, draft);
    return draft;
  }
}

/** Whether a policy is for all pods of its namespace. */
function isGeneral(policy: Policy): boolean {
  return policy.kind !== 'ClusterNetworkPolicy' && policy.podSelector.requirements.length === 0;
}
