import { type MetricFindValue } from '@grafana/data';
import { type SavedVariable } from '../model/savedDashboard';
import { toRegExp } from './staticOptions';
import { type VariableOption } from './types';

/**
 * Filters and extracts with the variable's regular expression, removes duplicates and sorts, as Grafana does with query
 * results.
 */
export function refineOptions(found: MetricFindValue[], { regex = '', sort = 0 }: SavedVariable): VariableOption[] {
  const options = found.map(toOption).flatMap((option) => cut(option, regex));
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  return sortOptions(unique, sort);
}

function toOption({ text, value }: MetricFindValue): VariableOption {
  return { text: String(text), value: String(value ?? text) };
}

/** Uses the named groups `text` and `value`, otherwise the first group, otherwise the whole value. */
function cut(option: VariableOption, regex: string): VariableOption[] {
  if (regex === '') {
    return [option];
  }
  const pattern = toRegExp(regex);
  const matches = pattern.global ? [...option.value.matchAll(pattern)] : [pattern.exec(option.value)];
  return matches
    .filter((match) => match !== null)
    .map((match) => {
      const { text, value } = match.groups ?? {};
      if (text !== undefined || value !== undefined) {
        return { text: text ?? value ?? '', value: value ?? text ?? '' };
      }
      return match[1] === undefined ? option : { text: match[1], value: match[1] };
    });
}

function sortOptions(options: VariableOption[], sort: number): VariableOption[] {
  const compare = [byText, byNumber, byFoldedText][Math.ceil(sort / 2) - 1];
  if (compare === undefined) {
    return options;
  }
  const sorted = [...options].sort(compare);
  return sort % 2 === 0 ? sorted.reverse() : sorted;
}

function byText(a: VariableOption, b: VariableOption): number {
  return a.text < b.text ? -1 : Number(a.text > b.text);
}

function byFoldedText(a: VariableOption, b: VariableOption): number {
  return a.text.toLowerCase().localeCompare(b.text.toLowerCase()) || byText(a, b);
}

/** Compares by the first number in the text; texts without a number come first. */
function byNumber(a: VariableOption, b: VariableOption): number {
  const number = ({ text }: VariableOption) => Number(/\d+(\.\d+)?/.exec(text)?.[0] ?? -1);
  return number(a) - number(b) || byText(a, b);
}
