import { explain } from '../../src/core/policy/explain';
import { type GeneratedPolicy } from '../../src/core/policy/generate/generatedPolicy';
import { type Observation } from '../../src/core/policy/observed/observedFlows';
import { countOutcomes, type JudgedFlow } from '../../src/core/policy/review/judge';
import { deniedFlow, moreFlows, policyLine, unplacedFlows, verdictCounts } from './messages';

/** The most flows that are listed. */
const MAX_LISTED = 20;

/** The verdicts in words: the counts, and each denied or unknown flow with why, the largest first. */
export function verdictLines(title: string, judged: readonly JudgedFlow[]): string[] {
  const notAllowed = judged
    .filter(({ verdict }) => verdict.outcome !== 'allowed')
    .sort((a, b) => b.observed.evidence.bytes - a.observed.evidence.bytes);
  const sentences = new Set(
    notAllowed.map(({ observed, verdict }) => deniedFlow(observed.flow, explain(observed.flow, verdict)))
  );
  return [verdictCounts(title, countOutcomes(judged)), ...listed([...sentences])];
}

/** The generated policies, one per line. */
export function policyLines(generated: readonly GeneratedPolicy[]): string[] {
  return generated.map(({ policy, rules, leftOut }) => policyLine(policy, rules, leftOut.length));
}

/** Why flows have no verdict, with the number of flows for each reason. */
export function unplacedLines({ unplaced }: Observation): string[] {
  const counts = new Map<string, number>();
  for (const { why } of unplaced) {
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const reasons = [...counts].sort(([, a], [, b]) => b - a).map(([why, count]) => `  ${count} × ${why}`);
  return unplaced.length === 0 ? [] : [unplacedFlows(unplaced.length), ...listed(reasons)];
}

function listed(lines: readonly string[]): string[] {
  const more = lines.length - MAX_LISTED;
  return [...lines.slice(0, MAX_LISTED), ...(more > 0 ? [moreFlows(more)] : [])];
}
