import { type LayoutEdge } from './layoutInput';

/**
 * The column of each node if every client is to the left of its servers: the length of the longest path from a node
 * without clients. Nodes in a cycle share a column.
 */
export function depthsOf(ids: readonly string[], edges: readonly LayoutEdge[]): Map<string, number> {
  const callees = calleesOf(ids, edges);
  const depths = new Map<string, number>();
  // Components are ordered servers first; reversed, clients come first.
  for (const circle of circlesOf([...ids].sort(), callees).reverse()) {
    const depth = Math.max(0, ...circle.map((id) => depths.get(id) ?? 0));
    const members = new Set(circle);
    for (const id of circle) {
      depths.set(id, depth);
      for (const callee of callees.get(id) ?? []) {
        if (!members.has(callee)) {
          depths.set(callee, Math.max(depths.get(callee) ?? 0, depth + 1));
        }
      }
    }
  }
  return depths;
}

function calleesOf(ids: readonly string[], edges: readonly LayoutEdge[]): Map<string, string[]> {
  const callees = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { source, target } of edges) {
    if (source !== target && callees.has(target)) {
      callees.get(source)?.push(target);
    }
  }
  callees.forEach((targets) => targets.sort());
  return callees;
}

interface Visit {
  id: string;
  order: number;
  lowest: number;
  isOpen: boolean;
  nextCallee: number;
}

/**
 * Strongly connected components, servers before clients: Tarjan's algorithm (1972), with an explicit stack, because a
 * chain of connections can exceed the call stack.
 */
function circlesOf(ids: readonly string[], callees: ReadonlyMap<string, string[]>): string[][] {
  const visits = new Map<string, Visit>();
  const open: Visit[] = [];
  const circles: string[][] = [];
  const enter = (id: string): Visit => {
    const visit = { id, order: visits.size, lowest: visits.size, isOpen: true, nextCallee: 0 };
    visits.set(id, visit);
    open.push(visit);
    return visit;
  };
  for (const start of ids) {
    const path = visits.has(start) ? [] : [enter(start)];
    for (let at = path[path.length - 1]; at; at = path[path.length - 1]) {
      const callee = callees.get(at.id)?.[at.nextCallee++];
      const known = callee === undefined ? undefined : visits.get(callee);
      if (callee !== undefined && !known) {
        path.push(enter(callee));
      } else if (known?.isOpen) {
        at.lowest = Math.min(at.lowest, known.order);
      } else if (callee === undefined) {
        path.pop();
        leave(at, path[path.length - 1], open, circles);
      }
    }
  }
  return circles;
}

function leave(visit: Visit, caller: Visit | undefined, open: Visit[], circles: string[][]): void {
  if (caller) {
    caller.lowest = Math.min(caller.lowest, visit.lowest);
  }
  if (visit.lowest === visit.order) {
    const circle = open.splice(open.indexOf(visit));
    circle.forEach((member) => (member.isOpen = false));
    circles.push(circle.map(({ id }) => id).sort());
  }
}
