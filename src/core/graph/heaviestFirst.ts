/**
 * The order of things by weight, the heaviest first.
 *
 * @param compareAlike orders two of the same weight, by their indices
 * @returns their indices in that order
 */
export function heaviestFirst(weights: Float64Array, compareAlike: (a: number, b: number) => number): Uint32Array {
  return Uint32Array.from(weights.keys()).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || compareAlike(a, b));
}
