import { type LabelRequirement, type LabelSelector } from '../selector';
import { type Member } from './members';
import { VALUES_MISSING, VALUES_NOT_ALLOWED } from './messages';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** Reads a label selector. An absent one has no requirements; callers distinguish it where that matters. */
export function readSelector(member: Member): LabelSelector {
  const labels = Object.entries(member.only(['matchLabels', 'matchExpressions']).at('matchLabels').labels());
  return {
    requirements: [
      ...labels.map(([key, value]): LabelRequirement => ({ key, operator: 'In', values: [value] })),
      ...member.at('matchExpressions').list().map(readRequirement),
    ],
  };
}

/** Undefined if the member is absent. */
export function readOptionalSelector(member: Member): LabelSelector | undefined {
  return member.isAbsent ? undefined : readSelector(member);
}

function readRequirement(member: Member): LabelRequirement {
  const operator = member.at('operator').choice(OPERATORS);
  const values = member.at('values');
  const hasValues = values.list().length > 0;
  if (operator === 'In' || operator === 'NotIn') {
    if (!hasValues) {
      throw values.invalid(VALUES_MISSING);
    }
  } else if (hasValues) {
    throw values.invalid(VALUES_NOT_ALLOWED);
  }
  return {
    key: member.at('key').text(),
    operator,
    // A value can be the empty text.
    values: values.list().map((value) => value.optionalText() ?? ''),
  };
}
