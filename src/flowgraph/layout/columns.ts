import { compareText } from '../../core/compareText';
import { depthsOf } from './depths';
import { type LayoutEdge } from './layoutInput';

/** So many columns are never too many, and in a single one edges would pass over what stands between their ends. */
const MIN_COLUMNS = 2;

/**
 * Sorts the sites of one box into columns, callers left of callees, so that a request reads from left
 * to right. Sites that no call touches come last.
 *
 * @param calls within the box
 */
export function columnsByEdges(ids: readonly string[], edges: readonly LayoutEdge[]): string[][] {
  const inner = edges.filter(({ source, target }) => source !== target);
  const touched = new Set<string>();
  inner.forEach(({ source, target }) => touched.add(source).add(target));
  const depths = depthsOf([...touched], inner);
  const columns: string[][] = Array.from({ length: 1 + Math.max(-1, ...depths.values()) }, () => []);
  [...touched].sort().forEach((id) => columns[depths.get(id) ?? 0]?.push(id));
  const loose = [...ids].sort().filter((id) => !touched.has(id));
  return [...orderColumns(columns, inner), loose].filter(({ length }) => length > 0);
}

/**
 * Fits columns into a box.
 *
 * @param maxRows from how many rows on a column goes on beside itself
 * @param stretch with more columns than this many times the least, columns are filled in order instead
 */
export function wrapColumns<T>(columns: ReadonlyArray<readonly T[]>, maxRows: number, stretch: number): T[][] {
  const count = columns.reduce((sum, { length }) => sum + length, 0);
  const ideal = Math.ceil(count / maxRows);
  return columns.length > Math.max(MIN_COLUMNS, ideal * stretch)
    ? wrap(columns.flat(), Math.min(maxRows, Math.ceil(count / MIN_COLUMNS)))
    : columns.flatMap((column) => wrap(column, maxRows));
}

/** Puts each site near the mean row of its callers, so that edges cross less. */
function orderColumns(columns: readonly string[][], edges: readonly LayoutEdge[]): string[][] {
  const callers = new Map<string, string[]>();
  for (const { source, target } of edges) {
    const known = callers.get(target);
    if (known) {
      known.push(source);
    } else {
      callers.set(target, [source]);
    }
  }
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

function wrap<T>(column: readonly T[], maxRows: number): T[][] {
  const columnCount = Math.ceil(column.length / maxRows);
  const rows = Math.ceil(column.length / columnCount);
  return Array.from({ length: columnCount }, (_, index) => column.slice(index * rows, (index + 1) * rows));
}
