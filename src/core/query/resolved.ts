/**
 * A saved query after all variables are replaced, all defaults are filled in, and all values are checked; or what the
 * user has to change, in one or two sentences. Resolvers never throw, for any saved value.
 */
export type Resolved<T> = { query: T } | { problem: string };

/**
 * Replaces the dashboard variables in a text. The values are plain text, in which several values are `{a,b}`; regular
 * expressions; or JSON, in which several values are a list.
 */
export type Replace = (text: string, format?: 'regex' | 'json') => string;

/** A list of a saved query; empty if the saved value is not a list. */
export function listOf<T>(saved: readonly T[] | undefined): readonly T[] {
  return Array.isArray(saved) ? saved : [];
}

/** The selected values, or all if none is selected. */
export function withoutEmpty<T>(chosen: readonly T[], all: readonly T[]): readonly T[] {
  return chosen.length > 0 ? chosen : all;
}
