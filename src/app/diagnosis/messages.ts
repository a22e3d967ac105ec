import { type RankedCause } from '../../core/diagnosis/causes/rankCauses';
import { type Symptom } from '../../core/diagnosis/symptom';
import { counted } from '../../core/counted';

/** The texts about diagnoses. */

export const CONFIDENCE: Record<RankedCause['confidence'], string> = {
  high: 'Very likely',
  medium: 'Likely',
  low: 'Possible',
};

export const CONFIDENCE_HELP: Record<RankedCause['confidence'], string> = {
  high: 'At least 20 times more likely than any other cause that explains the same symptoms.',
  medium: 'At least 3 times more likely than any other cause that explains the same symptoms.',
  low: 'Other causes are nearly as likely.',
};

export const CERTAINTY: Record<Symptom['certainty'], string> = {
  measured: 'Measured',
  significant: 'More than chance explains',
  possible: 'From the difference of two tables',
};

export const EVIDENCE_FOR = 'What supports it';
export const EVIDENCE_AGAINST = 'What contradicts it';
export const SYMPTOMS = 'What it explains';
export const ALTERNATIVES = 'What else it can be';
export const WHY = 'Why, and what else it can be';
export const INVESTIGATE = 'Investigate';
export const UNEXPLAINED_TITLE = 'Symptoms without a likely cause';
export const UNKNOWN_TITLE = 'What is not known';

/** @param where "in the network", or "here" if something is selected. */
export const causesFound = (causes: number, unexplained: number, where: string) =>
  unexplained === 0
    ? `${counted(causes, 'problem')} ${where}`
    : causes === 0
      ? counted(unexplained, 'symptom without a likely cause', 'symptoms without a likely cause')
      : `${counted(causes, 'problem')} ${where}, and ${counted(unexplained, 'symptom without a likely cause', 'symptoms without a likely cause')}`;

export const IN_NETWORK = 'in the network';
export const HERE = 'here';
export const nothingFound = (where: string) => `No problem was found ${where}`;
export const nothingFoundSoFar = (where: string) => `No problem was found ${where}, but not everything is known`;
export const NOTHING_KNOWN = 'Nothing is known about the network';

export const window = (from: string, to: string) => `From ${from} to ${to}, compared with the same time before.`;

export const progress = (done: number, total: number) =>
  done === 0 ? 'Querying the data for a diagnosis…' : `${done} of ${total} queries have responded…`;

export const affects = (impact: string) => `affects ${impact}`;

export const since = (time: string) => `since ${time}`;

export const moreSymptoms = (rest: number) => `Show ${rest} more`;

export const COPY_REPORT = 'Copy report';
export const DOWNLOAD_REPORT = 'Download report';
export const REPORT_FILE = 'network-report.md';
