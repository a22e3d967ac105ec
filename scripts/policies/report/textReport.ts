import * as messages from '../messages';
import { type ReportedFinding, type StageReport, type VerdictReport } from './verdictReport';

/** The most flows or findings that are listed. */
const MAX_LISTED = 20;

/** The report for people who read it in a terminal. */
export function textReport(report: VerdictReport): string {
  const { observation, warnings, unplaced, stages, mistakes, differences = [], generated, written } = report;
  const [today, ...later] = stages.map(stageLines);
  return [
    ...observation,
    ...warnings.map(messages.warned),
    ...unplacedLines(unplaced),
    ...(today ?? []),
    ...findingLines(messages.mistakeCount, mistakes),
    ...findingLines(messages.differenceCount, differences),
    ...(generated ? [messages.generatedCount(generated.restricting, generated.namespaces)] : []),
    ...(generated?.policies ?? []).map(({ policy, rules, leftOut }) =>
      messages.policyLine(policy, rules, leftOut.length)
    ),
    ...later.flat(),
    ...(written ? [messages.written(written.files.length, written.directory)] : []),
  ].join('\n');
}

/** The counts, and the denied and unknown flows between workloads with why. */
function stageLines({ stage, counts, notAllowed }: StageReport): string[] {
  return [messages.verdictCounts(messages.TITLES[stage], counts), ...listed(notAllowed.map(messages.deniedFlows))];
}

function unplacedLines(unplaced: VerdictReport['unplaced']): string[] {
  const flows = unplaced.reduce((sum, each) => sum + each.flows, 0);
  return flows === 0 ? [] : [messages.unplacedFlows(flows), ...listed(unplaced.map(messages.unplacedReason))];
}

function findingLines(title: (count: number) => string, findings: readonly ReportedFinding[]): string[] {
  return findings.length === 0 ? [] : [title(findings.length), ...listed(findings.map(messages.findingLine))];
}

function listed(lines: readonly string[]): string[] {
  const more = lines.length - MAX_LISTED;
  return [...lines.slice(0, MAX_LISTED), ...(more > 0 ? [messages.moreFlows(more)] : [])];
}
