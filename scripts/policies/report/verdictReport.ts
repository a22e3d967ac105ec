import { type EnforcedDifference } from '../../../src/core/policy/enforced/difference';
import { type GeneratedPolicy } from '../../../src/core/policy/generate/generatedPolicy';
import { type CheckId } from '../../../src/core/policy/lint/checks';
import { type Finding } from '../../../src/core/policy/lint/lintPolicies';
import { type Observation } from '../../../src/core/policy/observed/observedFlows';
import { groupJudged, type JudgedGroup } from '../../../src/core/policy/review/groupJudged';
import { countOutcomes, type JudgedFlow } from '../../../src/core/policy/review/judge';
import { objectText, placeText } from '../../../src/core/policy/review/mistakes';
import { type Proposal, type Stage } from '../../../src/core/policy/review/proposal';
import { type Verdict } from '../../../src/core/policy/verdict';

/** The verdicts on all observed flows under the policies of a stage. */
export interface StageReport {
  stage: Stage;
  counts: Record<Verdict['outcome'], number>;
  /** Denied and unknown flows by workload, the largest first. */
  notAllowed: readonly JudgedGroup[];
}

/** A mistake in a policy, or a difference between a policy and what is enforced. */
export interface ReportedFinding {
  /** What kind of finding it is: the ID of a check, or of a difference. */
  id: CheckId | EnforcedDifference['difference'];
  severity: Finding['severity'];
  /** "NetworkPolicy shop/web" */
  object: string;
  /** "NetworkPolicy shop/web, spec.egress[0]" */
  place: string;
  problem: string;
  remedy: string;
}

/** Where an object is in a file. */
export interface ObjectSource {
  /** The path of the file from the working directory, as a URI reference. */
  uri: string;
  /** From 1. */
  line: number;
}

/** Everything that the command reports. */
export interface VerdictReport {
  exitCode: number;
  /** What was observed, and what is missing, in sentences. */
  observation: readonly string[];
  warnings: readonly string[];
  /** Why flows have no verdict, and how many, the most frequent reason first. */
  unplaced: ReadonlyArray<{ reason: string; flows: number }>;
  /** Errors and warnings. */
  mistakes: readonly ReportedFinding[];
  /** What differs between the policies and what is enforced. Absent if the inventory has no PolicyEndpoints. */
  differences?: readonly ReportedFinding[];
  /** Today, and with the generated policies if there are any. */
  stages: readonly StageReport[];
  /** Absent if only the policies of the inventory are judged. */
  generated?: { policies: readonly GeneratedPolicy[]; restricting: number; namespaces: number };
  /** The objects in YAML files, by kind and name. Absent if the form of the report does not have these. */
  sources?: ReadonlyMap<string, ObjectSource>;
  /** Absent if nothing was written. */
  written?: { directory: string; files: readonly string[] };
}

export function stageReport(
  stage: Stage,
  cluster: Pick<Proposal, 'inventory' | 'index'>,
  judged: readonly JudgedFlow[]
): StageReport {
  const notAllowed = judged.filter(({ verdict }) => verdict.outcome !== 'allowed');
  return { stage, counts: countOutcomes(judged), notAllowed: groupJudged(cluster, notAllowed) };
}

export function unplacedReasons({ unplaced }: Observation): VerdictReport['unplaced'] {
  const counts = new Map<string, number>();
  for (const { why } of unplaced) {
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, flows]) => ({ reason, flows }));
}

/** Errors and warnings about the policies of today. Notes are only on the page. */
export function reportedMistakes(findings: readonly Finding[]): ReportedFinding[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ check, place, severity, problem, remedy }) => ({
      ...{ id: check, severity, object: objectText({ place }), place: placeText({ place }), problem, remedy },
    }));
}

export function reportedDifferences(differences: readonly EnforcedDifference[]): ReportedFinding[] {
  return differences.map(({ difference, place, severity, problem, remedy }) => ({
    ...{ id: difference, severity, object: objectText({ place }), place: placeText({ place }), problem, remedy },
  }));
}
