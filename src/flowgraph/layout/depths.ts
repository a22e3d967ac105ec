import { compareText } from '../../core/compareText';
export interface Call {
  source: string;
  target: string;
}

/**
 * How far right each node stands when every caller stands left of whom it calls: the longest way
 * from a node that nobody calls. Cycles are cut where a walk in id order closes them.
 */
export function depthsOf(ids: readonly string[], calls: readonly Call[]): Map<string, number> {
  const { order, forward } = walk([...ids].sort(), calls);
  const depths = new Map(ids.map((id) => [id, 0]));
  for (const id of order) {
    for (const callee of forward.get(id) ?? []) {
      depths.set(callee, Math.max(depths.get(callee) ?? 0, (depths.get(id) ?? 0) + 1));
    }
  }
  return depths;
}

interface Walk {
  /** Callers before callees. */
  order: string[];
  /** The calls that close no cycle. */
  forward: Map<string, string[]>;
}

function walk(ids: readonly string[], calls: readonly Call[]): Walk {
  const callees = calleesOf(calls);
  const called = new Set(calls.map(({ target }) => target));
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const forward = new Map<string, string[]>();
  const visit = (id: string) => {
    state.set(id, 'open');
    for (const callee of callees.get(id) ?? []) {
      if (state.get(callee) !== 'open') {
        forward.set(id, [...(forward.get(id) ?? []), callee]);
        if (!state.has(callee)) {
          visit(callee);
        }
      }
    }
    state.set(id, 'done');
    order.push(id);
  };
  // Who is never called comes first, so that a cycle is entered from outside.
  for (const id of [...ids.filter((candidate) => !called.has(candidate)), ...ids]) {
    if (!state.has(id)) {
      visit(id);
    }
  }
  return { order: order.reverse(), forward };
}

function calleesOf(calls: readonly Call[]): Map<string, string[]> {
  const callees = new Map<string, string[]>();
  const sorted = [...calls].sort((a, b) => compareText(a.target, b.target));
  for (const { source, target } of sorted) {
    callees.set(source, [...(callees.get(source) ?? []), target]);
  }
  return callees;
}
