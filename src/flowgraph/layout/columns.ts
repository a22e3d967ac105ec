import { compareText } from '../../core/compareText';
import { depthsOf } from './depths';
import { type Call } from './ground';

/** So many columns are never too many, and in a single one edges would pass over what stands between their ends. */
const MIN_COLUMNS = 2;

/**
 * Sorts the sites of one box into columns, callers left of callees, so that a request reads from left
 * to right. Sites that no call within the box touches come last.
 *
 * @param maxRows from how many rows on a column goes on beside itself
 * @param stretch with more columns than this many times the least, columns are filled in order instead
 */
export function columnsOf(
  ids: readonly string[],
  calls: readonly Call[],
  maxRows: number,
  stretch: number
): string[][] {
  const members = new Set(ids);
  const inner = calls.filter(({ source, target }) => source !== target && members.has(source) && members.has(target));
  const touched = new Set(inner.flatMap(({ source, target }) => [source, target]));
  const depths = depthsOf([...touched], inner);
  const columns: string[][] = Array.from({ length: 1 + Math.max(-1, ...depths.values()) }, () => []);
  [...touched].sort().forEach((id) => columns[depths.get(id) ?? 0]?.push(id));
  const loose = [...ids].sort().filter((id) => !touched.has(id));
  const ordered = [...orderColumns(columns, inner), loose].filter(({ length }) => length > 0);
  const ideal = Math.ceil(ids.length / maxRows);
  return ordered.length > Math.max(MIN_COLUMNS, ideal * stretch)
    ? wrap(ordered.flat(), Math.min(maxRows, Math.ceil(ids.length / MIN_COLUMNS)))
    : ordered.flatMap((column) => wrap(column, maxRows));
}

/** Puts each site near the mean row of its callers, so that edges cross less. */
function orderColumns(columns: readonly string[][], calls: readonly Call[]): string[][] {
  const callers = new Map<string, string[]>();
  calls.forEach(({ source, target }) => callers.set(target, [...(callers.get(target) ?? []), source]));
  const row = new Map<string, number>();
  return columns.map((column) => {
    const keyed = column.map((id) => ({
      id,
      mean: meanOf((callers.get(id) ?? []).flatMap((by) => row.get(by) ?? [])),
    }));
    keyed.sort((a, b) => (a.mean === b.mean ? compareText(a.id, b.id) : a.mean - b.mean));
    keyed.forEach(({ id }, index) => row.set(id, index));
    return keyed.map(({ id }) => id);
  });
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? Infinity : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function wrap(column: readonly string[], maxRows: number): string[][] {
  const columnCount = Math.ceil(column.length / maxRows);
  const rows = Math.ceil(column.length / columnCount);
  return Array.from({ length: columnCount }, (_, index) => column.slice(index * rows, (index + 1) * rows));
}
