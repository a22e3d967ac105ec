/** More would fill the sentence; the count beside them says the rest. */
const MOST_NAMES = 3;

/** A few of the names, in their order: "a, b, c, …". */
export function someNames(names: readonly string[]): string {
  return names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ', …' : '');
}
