/** The most names in a sentence, which also has the count of all of them. */
const MAX_NAMES = 3;

/** The first names as a list for a sentence: "a, b, c, …". */
export function someNames(names: readonly string[]): string {
  return names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ', …' : '');
}
