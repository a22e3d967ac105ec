import { type GraphEdge } from '../../core/graph/graph';

/**
 * Sorts the nodes of one group into columns, callers left of callees, so that a request reads from
 * left to right. Cycles are cut where a walk in id order closes them. Nodes that no edge touches
 * within the group come last.
 */
export function columnsOf(ids: readonly string[], edges: readonly GraphEdge[], maxRows: number): string[][] {
  const members = new Set(ids);
  const inner = edges.filter(({ source, target }) => source !== target && members.has(source) && members.has(target));
  const depths = depthsOf([...ids].sort(), inner);
  const touched = new Set(inner.flatMap(({ source, target }) => [source, target]));
  const deepest = Math.max(-1, ...[...touched].map((id) => depths.get(id) ?? 0));
  const columns: string[][] = Array.from({ length: deepest + 1 }, () => []);
  for (const id of [...ids].sort()) {
    if (touched.has(id)) {
      columns[depths.get(id) ?? 0]?.push(id);
    }
  }
  const loose = [...ids].sort().filter((id) => !touched.has(id));
  return [...columns.map((column, index) => orderByCallers(column, columns[index - 1] ?? [], inner)), loose].flatMap(
    (column) => wrap(column, maxRows)
  );
}

/** The longest way to each node from a node that nobody calls. */
function depthsOf(ids: readonly string[], edges: readonly GraphEdge[]): Map<string, number> {
  const callees = new Map<string, string[]>();
  for (const { source, target } of edges) {
    callees.set(source, [...(callees.get(source) ?? []), target]);
  }
  const called = new Set(edges.map(({ target }) => target));
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const forward: Array<[string, string]> = [];
  const visit = (id: string) => {
    state.set(id, 'open');
    for (const callee of callees.get(id) ?? []) {
      if (state.get(callee) === 'open') {
        continue;
      }
      forward.push([id, callee]);
      if (!state.has(callee)) {
        visit(callee);
      }
    }
    state.set(id, 'done');
    order.unshift(id);
  };
  [...ids.filter((id) => !called.has(id)), ...ids].forEach((id) => state.has(id) || visit(id));

  const depths = new Map(ids.map((id) => [id, 0]));
  const bySource = new Map<string, string[]>();
  forward.forEach(([from, to]) => bySource.set(from, [...(bySource.get(from) ?? []), to]));
  for (const id of order) {
    for (const callee of bySource.get(id) ?? []) {
      depths.set(callee, Math.max(depths.get(callee) ?? 0, (depths.get(id) ?? 0) + 1));
    }
  }
  return depths;
}

/** Puts each node near the mean row of its callers, so that edges cross less. */
function orderByCallers(column: readonly string[], previous: readonly string[], edges: readonly GraphEdge[]): string[] {
  const row = new Map(previous.map((id, index) => [id, index]));
  const meanRow = (id: string) => {
    const rows = edges.flatMap(({ source, target }) => (target === id ? [row.get(source)] : []));
    const known = rows.filter((value): value is number => value !== undefined);
    return known.length === 0 ? Infinity : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const keyed = column.map((id) => ({ id, mean: meanRow(id) }));
  return keyed.sort((a, b) => a.mean - b.mean || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

function wrap(column: readonly string[], maxRows: number): string[][] {
  const columnCount = Math.ceil(column.length / maxRows);
  return Array.from({ length: columnCount }, (_, index) => column.slice(index * maxRows, (index + 1) * maxRows));
}
