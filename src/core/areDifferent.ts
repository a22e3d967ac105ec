/** Whether two values are known to differ. An unknown value can be any value. */
export function areDifferent<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
