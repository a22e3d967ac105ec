import { compareText } from '../compareText';
import { type LabelRequirement, type LabelSelector } from './selector';

/** A selector for sentences: "app=web, tier in (a, b), !old". Selectors with the same text match the same. */
export function selectorText({ requirements }: LabelSelector): string {
  return requirements.map(requirementText).join(', ');
}

/** The same text for selectors with the same requirements in any order. */
export function selectorKey({ requirements }: LabelSelector): string {
  return requirements.map(requirementText).sort(compareText).join(', ');
}

function requirementText({ key, operator, values }: LabelRequirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return `${key} not in (${values.join(', ')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
