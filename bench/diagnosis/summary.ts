import { type IncidentOutcome, type Outcome } from './outcome';

/** How many of some incidents were found. */
export interface Found {
  incidents: number;
  /** Two minutes after the first symptom, and some minutes later. */
  early: number;
  late: number;
}

/** The measures of issue 19 over the outcomes of many seeds. */
export interface Summary {
  /** Worlds with one incident whose cause is first. */
  single: Found;
  /** Worlds with two incidents whose causes are both among the first two. */
  double: Found;
  quietHours: number;
  falseFindings: number;
  sentences: number;
  falseSentences: number;
}

/** Sums the outcomes. */
export function summarize(outcomes: readonly Outcome[]): Summary {
  const of = (count: number) => outcomes.filter(({ incidents }) => incidents.length === count);
  const sum = (valueOf: (outcome: Outcome) => number) => outcomes.reduce((total, each) => total + valueOf(each), 0);
  return {
    single: foundIn(of(1)),
    double: foundIn(of(2)),
    quietHours: sum(({ quiet }) => quiet?.hours ?? 0),
    falseFindings: sum(({ quiet }) => quiet?.found.length ?? 0),
    sentences: sum(({ sentences }) => sentences),
    falseSentences: sum(({ falseSentences }) => falseSentences.length),
  };
}

function foundIn(outcomes: readonly Outcome[]): Found {
  // Of two incidents, the second can begin after the diagnosis of the first, which then is the only one.
  const areFound = ({ incidents }: Outcome, when: 'early' | 'late') =>
    incidents.every((incident) => isAmong(incident, when, incidents.length));
  return {
    incidents: outcomes.length,
    early: outcomes.filter((outcome) => areFound(outcome, 'early')).length,
    late: outcomes.filter((outcome) => areFound(outcome, 'late')).length,
  };
}

/** Whether the true cause of an incident is among the first. */
export function isAmong(incident: IncidentOutcome, when: 'early' | 'late', first: number): boolean {
  return incident[when] >= 1 && incident[when] <= first;
}
