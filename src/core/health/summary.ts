import { type Finding, FINDING_STATES, type FindingState, HEALTH_PARTS, type HealthPart } from './finding';
import { moreInDetails, noteText, WORKING, workingWithWarnings } from './messages';

/** The result of "Save & test". */
export interface HealthSummary {
  /** An error if either no flows or no metrics are available, a warning if something else is wrong. */
  status: 'success' | 'warning' | 'error';
  /** One paragraph: the worst finding with what to do, or that the data source is working. */
  message: string;
  /** A line for each finding, by part, the worst finding of a part first. */
  details: string;
}

const MARKS: Record<FindingState, string> = { broken: 'ERROR', warning: 'WARNING', info: 'NOTE', fine: 'OK' };
/** The parts whose numbers are in the message if everything works. */
const PARTS_WITH_NUMBERS: readonly HealthPart[] = ['Monitors', 'Agents'];

/** Summarizes all findings of "Save & test". */
export function healthSummary(findings: readonly Finding[]): HealthSummary {
  const sorted = [...findings].sort((a, b) => urgencyOf(a) - urgencyOf(b) || indexOf(a) - indexOf(b));
  return { ...verdict(sorted), details: detailsOf(sorted) };
}

/** @param sorted the worst first. */
function verdict(sorted: readonly Finding[]): Pick<HealthSummary, 'status' | 'message'> {
  const [worst, ...others] = sorted;
  switch (worst?.state) {
    case 'broken':
      return { status: 'error', message: withCount(worst.text, others) };
    case 'warning':
      return { status: 'warning', message: withCount(workingWithWarnings(worst.text), others) };
    default:
      return { status: 'success', message: workingText(sorted) };
  }
}

function withCount(text: string, others: readonly Finding[]): string {
  const count = others.filter(({ state }) => state === 'broken' || state === 'warning').length;
  return count === 0 ? text : `${text} ${moreInDetails(count)}`;
}

function workingText(sorted: readonly Finding[]): string {
  const numbers = PARTS_WITH_NUMBERS.flatMap(
    (wanted) => sorted.find(({ part, state }) => part === wanted && state === 'fine') ?? []
  );
  const info = sorted.find(({ state }) => state === 'info');
  return [WORKING, ...numbers.map(({ text }) => text), ...(info ? [noteText(info.text)] : [])].join(' ');
}

function detailsOf(sorted: readonly Finding[]): string {
  const lines = HEALTH_PARTS.flatMap((wanted) => sorted.filter(({ part }) => part === wanted));
  return lines.map(({ part, state, text }) => `[${MARKS[state]}] ${part}: ${text}`).join('\n');
}

function urgencyOf({ state }: Finding): number {
  return FINDING_STATES.indexOf(state);
}

function indexOf({ part }: Finding): number {
  return HEALTH_PARTS.indexOf(part);
}
