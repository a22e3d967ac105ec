/**
 * A count that is zero where there is nothing to count, and has no sample where nothing is known: PromQL counts
 * nothing as no sample, which could mean either.
 *
 * @param count one sample without labels, or none: `count(...)`.
 * @param known likewise, of all that could have been counted; it has a sample where the count is known.
 */
export function knownCount(count: string, known: string): string {
  return `${count} or 0 * ${known}`;
}
