/** The sum of the values that are known; undefined, which is not zero, if neither is known. */
export function addDefined(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a + b;
}
