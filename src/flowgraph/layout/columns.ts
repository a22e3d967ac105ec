import { compareText } from '../../core/compareText';
import { type Call, depthsOf } from './depths';

/**
 * Sorts the nodes of one group into columns, callers left of callees, so that a request reads from
 * left to right. Nodes that no call within the group touches come last.
 */
export function columnsOf(ids: readonly string[], calls: readonly Call[], maxRows: number): string[][] {
  const members = new Set(ids);
  const inner = calls.filter(({ source, target }) => source !== target && members.has(source) && members.has(target));
  const touched = new Set(inner.flatMap(({ source, target }) => [source, target]));
  const depths = depthsOf([...touched], inner);
  const columns: string[][] = Array.from({ length: Math.max(-1, ...depths.values()) + 1 }, () => []);
  [...touched].sort().forEach((id) => columns[depths.get(id) ?? 0]?.push(id));
  const loose = [...ids].sort().filter((id) => !touched.has(id));
  const ordered = columns.map((column, index) => orderByCallers(column, columns[index - 1] ?? [], inner));
  return [...ordered, loose].flatMap((column) => wrap(column, maxRows));
}

/** Puts each node near the mean row of its callers, so that edges cross less. */
function orderByCallers(column: readonly string[], previous: readonly string[], calls: readonly Call[]): string[] {
  const row = new Map(previous.map((id, index) => [id, index]));
  const meanRow = (id: string) => {
    const rows = calls.flatMap(({ source, target }) => (target === id ? [row.get(source)] : []));
    const known = rows.filter((value): value is number => value !== undefined);
    return known.length === 0 ? Infinity : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const keyed = column.map((id) => ({ id, mean: meanRow(id) }));
  return keyed.sort((a, b) => (a.mean === b.mean ? compareText(a.id, b.id) : a.mean - b.mean)).map(({ id }) => id);
}

function wrap(column: readonly string[], maxRows: number): string[][] {
  const columnCount = Math.ceil(column.length / maxRows);
  return Array.from({ length: columnCount }, (_, index) => column.slice(index * maxRows, (index + 1) * maxRows));
}
