/** A sum in which what nobody told is left out; undefined where nobody told anything, which is not zero. */
export function addDefined(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a + b;
}
