/** More would fill the sentence; the count beside them says the rest. */
const MAX_NAMES = 3;

/** A few of the names, in their order: "a, b, c, …". */
export function someNames(names: readonly string[]): string {
  return names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ', …' : '');
}
