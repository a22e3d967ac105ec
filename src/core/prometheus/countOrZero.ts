/**
 * A count that is zero if there is nothing to count, and has no sample if the count is unknown. In PromQL, a count of
 * nothing has no sample in either case.
 *
 * @param count an expression with one sample without labels, or none: `count(...)`.
 * @param known the same, over everything that could be counted: it has a sample if the count is known.
 */
export function countOrZero(count: string, known: string): string {
  return `${count} or 0 * ${known}`;
}
