import { type JudgedGroup } from '../../../src/core/policy/review/groupJudged';
import { allowedFlows, deniedFlows, DIFFERENCES_TITLE, MISTAKES_TITLE, TITLES } from '../messages';
import { type ReportedFinding, type VerdictReport } from './verdictReport';

/** A test as CI systems show it. */
interface TestCase {
  name: string;
  /** Why it failed; absent if it passed. */
  failure?: { message: string; text: string };
}

/**
 * The report as JUnit XML, as far as GitLab, Jenkins, and others read it. A test fails if it is a reason for the exit code: groups of
 * flows that the last stage does not allow and, if only the policies of the inventory are judged, errors in these.
 */
export function junitReport({ stages, mistakes, differences, generated }: VerdictReport): string {
  const isCheck = generated === undefined;
  const finding = (each: ReportedFinding) => findingCase(each, isCheck);
  const suites = [
    ...stages.slice(-1).map(({ stage, counts, notAllowed }) => ({
      name: TITLES[stage],
      cases: [{ name: allowedFlows(counts.allowed) }, ...notAllowed.map(groupCase)],
    })),
    { name: MISTAKES_TITLE, cases: mistakes.map(finding) },
    ...(differences ? [{ name: DIFFERENCES_TITLE, cases: differences.map(finding) }] : []),
  ];
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites.map(suiteXml), '</testsuites>'].join(
    '\n'
  );
}

function groupCase(group: JudgedGroup): TestCase {
  return {
    name: `${group.client} → ${group.server} TCP ${group.port}`,
    failure: { message: group.reason, text: deniedFlows(group).trim() },
  };
}

function findingCase({ id, severity, place, problem, remedy }: ReportedFinding, canFail: boolean): TestCase {
  return {
    name: `${place}: ${id}`,
    ...(canFail && severity === 'error' && { failure: { message: problem, text: `${problem} ${remedy}` } }),
  };
}

function suiteXml({ name, cases }: { name: string; cases: readonly TestCase[] }): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  return [
    `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}">`,
    ...cases.map((each) => caseXml(name, each)),
    '  </testsuite>',
  ].join('\n');
}

function caseXml(suite: string, { name, failure }: TestCase): string {
  const start = `    <testcase classname="${xml(suite)}" name="${xml(name)}"`;
  return failure === undefined
    ? `${start}/>`
    : `${start}><failure message="${xml(failure.message)}">${xml(failure.text)}</failure></testcase>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Without characters that XML 1.0 does not allow at all. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
