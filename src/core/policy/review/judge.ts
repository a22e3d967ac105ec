import { type Enforcement } from '../amazon/enforcement';
import { type Inventory } from '../inventory';
import { type ObservedFlow } from '../observed/observedFlows';
import { type Verdict } from '../verdict';
import { verdictsOf } from '../verdictsOf';

/** An observed flow with the verdict of policies. */
export interface JudgedFlow {
  observed: ObservedFlow;
  verdict: Verdict;
}

/** The verdicts of the inventory's policies on observed flows. */
export function judge(
  inventory: Inventory,
  enforcement: Enforcement,
  observed: readonly ObservedFlow[]
): readonly JudgedFlow[] {
  const verdictOf = verdictsOf(inventory, enforcement);
  return observed.map((each) => ({ observed: each, verdict: verdictOf(each.flow) }));
}

/** How many flows have each outcome. */
export function countOutcomes(judged: readonly JudgedFlow[]): Record<Verdict['outcome'], number> {
  const counts = { allowed: 0, denied: 0, unknown: 0 };
  for (const { verdict } of judged) {
    counts[verdict.outcome] += 1;
  }
  return counts;
}
