/** A count with its noun: "1 edge", "2 edges", "1,234 edges". */
export function countOf(count: number, singular: string): string {
  return `${count.toLocaleString('en')} ${singular}${count === 1 ? '' : 's'}`;
}
