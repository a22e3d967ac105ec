/** Whether two values are known to differ. A value that isn't known may be any. */
export function areDifferent<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
