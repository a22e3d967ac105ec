import { compareText } from '../../compareText';
import { type LabelRequirement, type LabelSelector } from '../selector';

/** A selector in the notation of `kubectl --selector`: "app=web,tier in (a,b),!canary". Equal selectors have equal texts. */
export function selectorText({ requirements }: LabelSelector): string {
  return requirements.map(requirementText).sort(compareText).join(',');
}

function requirementText({ key, operator, values }: LabelRequirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
