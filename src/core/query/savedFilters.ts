import { type MatchOperator } from '../prometheus/matcher';
import { isRecord } from '../json';
import { quotedForRegex } from '../prometheus/where';
import { listOf, type Replace } from './resolved';
import { isMissing, type Problem, shown, textProblem } from './untrusted';
import { valuesOf } from './variableValues';

/**
 * The filters of a saved query that may hold anything. Its resolver says what is wrong with them; editors
 * show them all, so that whatever is wrong can be changed or removed.
 */

/** @param texts the members that must be texts. One that is missing is right here: it reads as empty. */
export function filtersProblem(saved: unknown, texts: readonly string[]): Problem {
  if (isMissing(saved)) {
    return undefined;
  }
  if (!Array.isArray(saved)) {
    return `The filters of the query are ${shown(saved)}, which is no list. Choose them anew in the query.`;
  }
  return firstProblem(saved, (filter) =>
    isRecord(filter)
      ? firstProblem(texts, (member) => textProblem(filter[member], `filter’s ${member}`))
      : `The filters of the query cannot hold ${shown(filter)}. Choose them anew in the query.`
  );
}

/** As many filters as were saved, with all their texts: what is missing or no text is empty. */
export function readableFilters<Filter extends object>(
  saved: readonly Filter[] | undefined,
  texts: ReadonlyArray<keyof Filter & string>
): Filter[] {
  return listOf<unknown>(saved).map((filter) => {
    const members = isRecord(filter) ? filter : {};
    const readable = texts.map((member) => [member, typeof members[member] === 'string' ? members[member] : '']);
    // Texts that are none of their choices are for the resolver to complain about.
    return { ...members, ...Object.fromEntries(readable) } as Filter;
  });
}

/** What a filter looks for, as most kinds of them have it. */
interface Pattern {
  operator: string;
  value: string;
}

/** The operators `=~` and `!~`, whose values are regular expressions. */
export function isPattern({ operator }: Pick<Pattern, 'operator'>): boolean {
  return operator.endsWith('~');
}

const ANY_OF: Partial<Record<string, MatchOperator>> = { '=': '=~', '!=': '!~' };

/** What dashboards commonly set a variable's "All" to. */
const ALL_VALUES: readonly string[] = ['.*', '.+'];

/**
 * The filter with the values of variables in their place. Several values are any of them for `=`, and none of them
 * for `!=`: both become patterns that match these values alone. A variable set to nothing or to All makes a pattern,
 * which {@link isNarrowing} judges.
 */
export function withValue<Filter extends Pattern>(filter: Filter, replace: Replace): Filter {
  const operator = ANY_OF[filter.operator];
  if (operator === undefined) {
    return { ...filter, value: replacedValue(filter, replace) };
  }
  const values = valuesOf(filter.value, replace);
  const [only = ''] = values;
  if (values.length === 1) {
    return ALL_VALUES.includes(only) ? { ...filter, operator, value: only } : { ...filter, value: only };
  }
  return { ...filter, operator, value: values.map(quotedForRegex).join('|') };
}

/** The value of a filter as its operator needs it: text, or a regular expression. */
export function replacedValue(filter: Pattern, replace: Replace): string {
  return replace(filter.value, isPattern(filter) ? 'regex' : undefined).trim();
}

/** A pattern that is empty or matches everything, as a variable set to nothing or to All makes it, is no filter. */
export function isNarrowing(filter: Pattern): boolean {
  return !isPattern(filter) || !['', '()', '.*'].includes(filter.value);
}

function firstProblem<T>(entries: readonly T[], problemOf: (entry: T) => Problem): Problem {
  return entries.map(problemOf).find((problem) => problem !== undefined);
}
