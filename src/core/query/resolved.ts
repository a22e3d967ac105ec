/** Either the query, or in one sentence what the user has to change. */
export type Resolved<T> = { query: T } | { problem: string };

/** Puts in the values of dashboard variables: as plain text, as a regular expression, or several as a list in JSON. */
export type Replace = (text: string, format?: 'regex' | 'json') => string;

/** A list out of a saved query, whoever wrote it. */
export function listOf<T>(saved: readonly T[] | undefined): readonly T[] {
  return Array.isArray(saved) ? saved : [];
}

export function withoutEmpty<T>(chosen: readonly T[], all: readonly T[]): readonly T[] {
  return chosen.length > 0 ? chosen : all;
}
