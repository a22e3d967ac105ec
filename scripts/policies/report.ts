import { type Finding } from '../../src/core/policy/lint/lintPolicies';
import { placeText } from '../../src/core/policy/review/mistakes';
import { type GeneratedPolicy } from '../../src/core/policy/generate/generatedPolicy';
import { type Observation } from '../../src/core/policy/observed/observedFlows';
import { groupJudged } from '../../src/core/policy/review/groupJudged';
import { countOutcomes, type JudgedFlow } from '../../src/core/policy/review/judge';
import { type Proposal } from '../../src/core/policy/review/proposal';
import { deniedFlows, mistake, mistakeCount, moreFlows, policyLine, unplacedFlows, verdictCounts } from './messages';

/** The most flows that are listed. */
const MAX_LISTED = 20;

/** The verdicts in words: the counts, and the denied and unknown flows between workloads with why, the largest first. */
export function verdictLines(
  title: string,
  cluster: Pick<Proposal, 'inventory' | 'index'>,
  judged: readonly JudgedFlow[]
): string[] {
  const notAllowed = judged.filter(({ verdict }) => verdict.outcome !== 'allowed');
  return [verdictCounts(title, countOutcomes(judged)), ...listed(groupJudged(cluster, notAllowed).map(deniedFlows))];
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

/** Errors and warnings about the policies of today. Notes are only on the page. */
export function mistakeLines(mistakes: readonly Finding[]): string[] {
  const shown = mistakes.filter(({ severity }) => severity !== 'note');
  return shown.length === 0
    ? []
    : [mistakeCount(shown.length), ...listed(shown.map((finding) => mistake(placeText(finding), finding)))];
}
