import { type LabelFilter, MATCH_OPERATORS } from '../prometheus/matcher';
import { type Problem } from './untrusted';

/** The members of a filter on labels, all of them texts. */
export const LABEL_FILTER_TEXTS = ['label', 'operator', 'value'] as const;

/** What is wrong with a filter on a label, in one sentence; undefined where nothing is. */
export function labelFilterProblem({ label, operator }: LabelFilter): Problem {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) {
    return `"${label}" is no name of a label. Change the filter in the query.`;
  }
  return MATCH_OPERATORS.includes(operator)
    ? undefined
    : `The filter on "${label}" has the operator "${operator}". Choose one of: ${MATCH_OPERATORS.join(', ')}.`;
}
