import { type Finding, FINDING_STATES, type FindingState, HEALTH_PARTS, type HealthPart } from './finding';

/** What "Save & test" says. */
export interface HealthSummary {
  /** An error where nothing of flows or nothing of metrics can be had, a warning where something else is off. */
  status: 'success' | 'warning' | 'error';
  /** One paragraph: the worst finding with what to do about it, or that all is well. */
  message: string;
  /** A line for each finding, by part, the worst of a part first. */
  details: string;
}

const MARKS: Record<FindingState, string> = { broken: 'ERROR', warning: 'WARNING', info: 'NOTE', fine: 'OK' };
/** What a reader wants to read where all is well. */
const TELLING: readonly HealthPart[] = ['Monitors', 'Agents'];

export function healthSummary(findings: readonly Finding[]): HealthSummary {
  const sorted = [...findings].sort((a, b) => urgencyOf(a) - urgencyOf(b) || placeOf(a) - placeOf(b));
  return { ...verdict(sorted), details: detailsOf(sorted) };
}

/** @param sorted the worst first. */
function verdict(sorted: readonly Finding[]): Pick<HealthSummary, 'status' | 'message'> {
  const [worst, ...others] = sorted;
  switch (worst?.state) {
    case 'broken':
      return { status: 'error', message: worst.text + more(others) };
    case 'warning':
      return { status: 'warning', message: `It works, but: ${worst.text}${more(others)}` };
    default:
      return { status: 'success', message: allIsWell(sorted) };
  }
}

function more(others: readonly Finding[]): string {
  const count = others.filter(({ state }) => state === 'broken' || state === 'warning').length;
  return count === 0 ? '' : ` (${count} more in the details)`;
}

function allIsWell(sorted: readonly Finding[]): string {
  const numbers = TELLING.flatMap(
    (wanted) => sorted.find(({ part, state }) => part === wanted && state === 'fine') ?? []
  );
  const info = sorted.find(({ state }) => state === 'info');
  return ['It works.', ...numbers.map(({ text }) => text), ...(info ? [`Note: ${info.text}`] : [])].join(' ');
}

function detailsOf(sorted: readonly Finding[]): string {
  const lines = HEALTH_PARTS.flatMap((wanted) => sorted.filter(({ part }) => part === wanted));
  return lines.map(({ part, state, text }) => `[${MARKS[state]}] ${part}: ${text}`).join('\n');
}

function urgencyOf({ state }: Finding): number {
  return FINDING_STATES.indexOf(state);
}

function placeOf({ part }: Finding): number {
  return HEALTH_PARTS.indexOf(part);
}
