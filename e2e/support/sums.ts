/** Amounts by group, which tests of queries compare. */
export type Sums = ReadonlyMap<string, number>;

export interface Labeled {
  labels: Record<string, string>;
  amount: number;
}

/** Sums by the values of some labels, joined by a slash. */
export function sumsBy(rows: readonly Labeled[], labels: readonly string[]): Sums {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const group = labels.map((label) => row.labels[label] ?? '').join('/');
    sums.set(group, (sums.get(group) ?? 0) + row.amount);
  }
  return sums;
}

/** The groups with the largest true amounts, without groups whose amount is zero. */
export function largest(truths: Sums, count = 20): string[] {
  const moved = [...truths].filter(([, amount]) => amount > 0);
  return moved
    .sort(([, first], [, second]) => second - first)
    .slice(0, count)
    .map(([group]) => group);
}

function sumOver(sums: Sums, groups: Iterable<string>): number {
  let sum = 0;
  for (const group of groups) {
    sum += sums.get(group) ?? 0;
  }
  return sum;
}

/** The error of a measurement over some groups together, as a share of the truth. */
export function errorOver(measured: Sums, truths: Sums, groups: Iterable<string>): number {
  const chosen = [...groups];
  return sumOver(measured, chosen) / sumOver(truths, chosen) - 1;
}
