import { type LabelFilter, MATCH_OPERATORS } from '../prometheus/matcher';
import { invalidLabel, invalidOperator } from './messages';
import { type Problem } from './untrusted';

/** The members of a label filter, all of which are texts. */
export const LABEL_FILTER_TEXTS = ['label', 'operator', 'value'] as const;

/** What is wrong with a label filter and what to change; undefined if nothing is. */
export function labelFilterProblem({ label, operator }: LabelFilter): Problem {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) {
    return invalidLabel(label);
  }
  return MATCH_OPERATORS.includes(operator) ? undefined : invalidOperator(label, operator, MATCH_OPERATORS);
}
