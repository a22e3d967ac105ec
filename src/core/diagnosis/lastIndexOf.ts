/** The position of the last value that fulfills a condition; -1 if none does. As `Array.findLastIndex` of ES2023. */
export function lastIndexOf<Value>(
  values: readonly Value[],
  fulfills: (value: Value, index: number) => boolean
): number {
  for (let index = values.length - 1; index >= 0; index--) {
    if (fulfills(values[index]!, index)) {
      return index;
    }
  }
  return -1;
}
