import { bytesText } from '../../../src/core/policy/files/messages';
import * as messages from '../messages';
import { type ReportedFinding, type StageReport, type VerdictReport } from './verdictReport';

/** The most rows of a table. Comments on GitHub have at most 65,536 characters. */
const MAX_ROWS = 50;

/** The report as Markdown, for a comment of a pull request. */
export function markdownReport(report: VerdictReport): string {
  const { exitCode, observation, warnings, unplaced, stages, mistakes, differences = [], generated } = report;
  const notes = [...observation, ...warnings.map(messages.warned)];
  return [
    `## ${exitCode === 0 ? messages.PASSED : messages.NOT_PASSED}`,
    ...stages.flatMap(stageParts),
    ...findingParts(messages.MISTAKES_TITLE, mistakes),
    ...findingParts(messages.DIFFERENCES_TITLE, differences),
    ...(generated ? [messages.generatedCount(generated.restricting, generated.namespaces).replace(/:$/, '.')] : []),
    ...tableParts(
      messages.UNPLACED_TITLE,
      messages.UNPLACED_HEADER,
      unplaced.map(({ flows, reason }) => [String(flows), reason])
    ),
    `### ${messages.OBSERVATION_TITLE}`,
    notes.map((note) => `- ${escaped(note)}`).join('\n'),
  ].join('\n\n');
}

function stageParts({ stage, counts, notAllowed }: StageReport): string[] {
  const rows = notAllowed.map(({ client, server, port, flows, bytes, reason }) => [
    `${client} → ${server}`,
    `TCP ${port}`,
    String(flows),
    bytesText(bytes),
    reason,
  ]);
  return [escaped(messages.verdictCounts(messages.TITLES[stage], counts)), ...tableOf(messages.FLOWS_HEADER, rows)];
}

function findingParts(title: string, findings: readonly ReportedFinding[]): string[] {
  const rows = findings.map(({ severity, place, problem, remedy }) => [severity, place, `${problem} ${remedy}`]);
  return tableParts(title, messages.FINDINGS_HEADER, rows);
}

function tableParts(title: string, header: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
  return rows.length === 0 ? [] : [`### ${title}`, ...tableOf(header, rows)];
}

function tableOf(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
  const more = rows.length - MAX_ROWS;
  const lines = [header, header.map(() => '---'), ...rows.slice(0, MAX_ROWS).map((row) => row.map(escaped))];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return rows.length === 0 ? [] : [table, ...(more > 0 ? [messages.moreFlows(more).trim()] : [])];
}

/**
 * Text in which nothing is markup: names in flows come from outside. A zero-width space after an at sign keeps GitHub and GitLab from
 * notifying people.
 */
function escaped(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200B')
    .replaceAll('://', ':\u200B//');
}
