import { listOf, type Replace } from './resolved';
import { isMissing, isRecord, type Problem, shown, textProblem } from './untrusted';

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

/** The filter with the values of variables in their place. */
export function withValue<Filter extends Pattern>(filter: Filter, replace: Replace): Filter {
  return { ...filter, value: replace(filter.value, isPattern(filter) ? 'regex' : undefined).trim() };
}

/** A pattern that is empty or matches everything, as a variable set to nothing or to All makes it, is no filter. */
export function isNarrowing(filter: Pattern): boolean {
  return !isPattern(filter) || (filter.value !== '' && filter.value !== '.*');
}

function firstProblem<T>(entries: readonly T[], problemOf: (entry: T) => Problem): Problem {
  return entries.map(problemOf).find((problem) => problem !== undefined);
}
