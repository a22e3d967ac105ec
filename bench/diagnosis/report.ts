import { LABELS } from './labels';
import { type IncidentOutcome, type Outcome } from './outcome';
import { SEEDS, type SeedSet } from './outcomeFiles';
import { type Found, isAmong, summarize } from './summary';

/** The measured part of docs/diagnosis.md is between these lines. */
const START = '<!-- measured by npm run bench:diagnosis -->';
const END = '<!-- end of the measured part -->';

const TITLES: Record<SeedSet, string> = { heldOut: 'Held-out seeds', development: 'Development seeds' };

/** The document with the measured part replaced. */
export function withMeasured(document: string, outcomes: Record<SeedSet, readonly Outcome[]>): string {
  const [before, rest = ''] = document.split(START);
  const [, after = ''] = rest.split(END);
  const parts = (['heldOut', 'development'] as const).map((set) => partOf(set, outcomes[set]));
  return `${before}${START}\n\n${parts.join('\n\n')}\n\n${END}${after}`;
}

function partOf(set: SeedSet, outcomes: readonly Outcome[]): string {
  const { first, count } = SEEDS[set];
  const seeds = `${outcomes.length} of ${count} seeds are recorded, from ${first} on.`;
  return [`### ${TITLES[set]}`, seeds, measures(outcomes), confusion(outcomes)].join('\n\n');
}

function measures(outcomes: readonly Outcome[]): string {
  const { single, double, quietHours, falseFindings, sentences, falseSentences } = summarize(outcomes);
  return table(
    ['Measure', 'Goal', 'Measured'],
    [
      ['One incident: the true cause is first after 2 minutes', '95 %', shareOf(single, 'early')],
      ['One incident: the true cause is first after 6 minutes', '95 %', shareOf(single, 'late')],
      ['Two incidents: both causes are among the first two, each after 2 minutes', '90 %', shareOf(double, 'early')],
      ['Two incidents: both causes are among the first two after 6 minutes', '90 %', shareOf(double, 'late')],
      [
        'False findings in ten quiet hours',
        '1',
        `${perTen(falseFindings, quietHours)} (${quietHours.toFixed(0)} hours)`,
      ],
      ['Sentences about symptoms that are not true', '0', `${falseSentences} of ${sentences}`],
    ]
  );
}

function shareOf(found: Found, when: 'early' | 'late'): string {
  const share = found.incidents === 0 ? 0 : (100 * found[when]) / found.incidents;
  return `${share.toFixed(1)} % (${found[when]} of ${found.incidents})`;
}

function perTen(count: number, hours: number): string {
  return (hours === 0 ? 0 : (10 * count) / hours).toFixed(1);
}

/** The confusion matrix, with the cells of a row that are not zero in one column. */
function confusion(outcomes: readonly Outcome[]): string {
  const incidents = outcomes.flatMap((outcome) =>
    outcome.incidents.map((incident) => ({ ...incident, found: foundLabel(incident, outcome.incidents.length) }))
  );
  const rows = LABELS.map((label) => {
    const ofLabel = incidents.filter((incident) => incident.label === label);
    const found = [...new Set(ofLabel.map((incident) => incident.found))]
      .map((name) => ({ name, count: ofLabel.filter((incident) => incident.found === name).length }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    return [label, String(ofLabel.length), found.map(({ name, count }) => `${name} ${count}`).join(', ')];
  });
  return table(['True cause', 'Incidents', 'Found among the first, after 6 minutes'], rows);
}

function foundLabel(incident: IncidentOutcome, first: number): string {
  return isAmong(incident, 'late', first) ? incident.label : incident.insteadOf || 'nothing';
}

/** A table that is formatted as Prettier formats it. */
function table(titles: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = titles.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((cells) => cells[column]?.length ?? 0))
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [titles, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}
