import { type ObservedFlow } from '../observed/observedFlows';
import { type Verdict } from '../verdict';

/** An observed flow with the verdict of policies. */
export interface JudgedFlow {
  observed: ObservedFlow;
  verdict: Verdict;
}

/** How many flows have each outcome. */
export function countOutcomes(judged: readonly JudgedFlow[]): Record<Verdict['outcome'], number> {
  const counts = { allowed: 0, denied: 0, unknown: 0 };
  for (const { verdict } of judged) {
    counts[verdict.outcome] += 1;
  }
  return counts;
}
