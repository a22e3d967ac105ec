/** Returns the only element of a list. Throws an error if the list does not have exactly one. */
export function only<Element>(list: readonly Element[]): Element {
  const [element] = list;
  if (element === undefined || list.length > 1) {
    throw new Error(`Expected one element, and got ${list.length}.`);
  }
  return element;
}
