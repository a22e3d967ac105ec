import { type MatchOperator } from '../prometheus/matcher';
import { isRecord } from '../json';
import { quotedForRegex } from '../prometheus/where';
import { invalidEntry, notAList } from './messages';
import { listOf, type Replace } from './resolved';
import { isMissing, type Problem, shown, textProblem } from './untrusted';
import { valuesOf } from './variableValues';

/**
 * The filters of a saved query, which can have any value. The query's resolver says what is wrong with them. Editors show
 * all of them, so that users can change or remove invalid ones.
 */

/**
 * What is wrong with the filters of a saved query.
 *
 * @param problemOf what is wrong with one filter that is an object.
 */
export function filtersProblem(saved: unknown, problemOf: (filter: Record<string, unknown>) => Problem): Problem {
  if (isMissing(saved)) {
    return undefined;
  }
  if (!Array.isArray(saved)) {
    return notAList('filters', shown(saved));
  }
  return firstProblem(saved, (filter) =>
    isRecord(filter) ? problemOf(filter) : invalidEntry('filters', shown(filter), undefined)
  );
}

/** A check that all of these members of a filter are texts. A missing member is valid: it reads as empty. */
export function textsProblem(texts: readonly string[]): (filter: Record<string, unknown>) => Problem {
  return (filter) => firstProblem(texts, (member) => textProblem(filter[member], `filter ${member}`));
}

/** All saved filters with all their texts. Members that are missing or not a text become empty. */
export function readableFilters<Filter extends object>(
  saved: readonly Filter[] | undefined,
  texts: ReadonlyArray<keyof Filter & string>
): Filter[] {
  return listOf<unknown>(saved).map((filter) => {
    const members = isRecord(filter) ? filter : {};
    const readable = texts.map((member) => [member, typeof members[member] === 'string' ? members[member] : '']);
    // The resolver reports texts that are not among the valid choices.
    return { ...members, ...Object.fromEntries(readable) } as Filter;
  });
}

/** The operator and value of most kinds of filters. */
interface Pattern {
  operator: string;
  value: string;
}

/** Whether the operator is `=~` or `!~`, so that the value is a regular expression. */
export function isPattern({ operator }: Pick<Pattern, 'operator'>): boolean {
  return operator.endsWith('~');
}

const ANY_OF: Partial<Record<string, MatchOperator>> = { '=': '=~', '!=': '!~' };

/** Common custom values of "All" in dashboard variables. */
const ALL_VALUES: readonly string[] = ['.*', '.+'];

/**
 * Replaces the variables in a filter. If a variable has several values, `=` matches any of them and `!=` none of them:
 * both become patterns for exactly these values. A variable that is set to nothing or to All makes a pattern that
 * matches everything (see {@link isNarrowing}).
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

/** The value of a filter with variables replaced, as its operator needs it: as text or as a regular expression. */
export function replacedValue(filter: Pattern, replace: Replace): string {
  return replace(filter.value, isPattern(filter) ? 'regex' : undefined).trim();
}

/** Whether a filter excludes anything. Patterns that are empty or match everything, from a variable set to All, do not. */
export function isNarrowing(filter: Pattern): boolean {
  return !isPattern(filter) || !['', '()', '.*'].includes(filter.value);
}

/** The first problem of any of the entries; undefined if there is none. */
export function firstProblem<T>(entries: readonly T[], problemOf: (entry: T) => Problem): Problem {
  return entries.map(problemOf).find((problem) => problem !== undefined);
}
