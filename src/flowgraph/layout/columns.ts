import { compareText } from '../../core/compareText';
import { depthsOf } from './depths';
import { type LayoutEdge } from './layoutInput';

/** A group always may have this many columns. In a single column, edges would pass over the nodes between their ends. */
const MIN_COLUMNS = 2;

/**
 * Sorts the nodes of one group into columns, clients to the left of servers, so that a request reads from left to right.
 * Nodes without edges come last.
 *
 * @param edges within the group
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
 * Fits columns into a group.
 *
 * @param maxRows a column with more rows continues in the next column
 * @param stretch with more columns than this multiple of the minimum, columns are filled in order instead
 */
export function wrapColumns<T>(columns: ReadonlyArray<readonly T[]>, maxRows: number, stretch: number): T[][] {
  const count = columns.reduce((sum, { length }) => sum + length, 0);
  const ideal = Math.ceil(count / maxRows);
  return columns.length > Math.max(MIN_COLUMNS, ideal * stretch)
    ? wrap(columns.flat(), Math.min(maxRows, Math.ceil(count / MIN_COLUMNS)))
    : columns.flatMap((column) => wrap(column, maxRows));
}

/** Places each node near the mean row of its clients, so that fewer edges cross. */
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
