/** For each key from 0 the indices of the items that have it: `[0, 1, 0]` becomes `[[0, 2], [1]]`. */
export function indicesByKey(keys: readonly number[]): number[][] {
  const indices: number[][] = [];
  keys.forEach((key, index) => (indices[key] ??= []).push(index));
  return indices;
}
