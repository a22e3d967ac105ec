import { compareText } from '../../core/compareText';
import { capacityFor } from './cells';

/** The ids in the cells of each expanded layout node, by cell index. Free cells are undefined. */
export type CellAssignment = ReadonlyMap<string, ReadonlyArray<string | undefined>>;

/**
 * Assigns a cell to each child. Children keep their cells. A new one takes the first free cell, so that a pod that
 * replaces another takes over its position. If far too many cells have become free, all are assigned again.
 *
 * @param contents the current children of each layout node
 * @returns the same assignment if nothing has changed
 */
export function assignCells(before: CellAssignment, contents: ReadonlyMap<string, readonly string[]>): CellAssignment {
  const after = new Map(before);
  let changed = false;
  for (const [group, ids] of contents) {
    const known = before.get(group);
    const next = assign(known ?? [], ids);
    if (next !== known) {
      after.set(group, next);
      changed = true;
    }
  }
  return changed ? after : before;
}

function assign(before: ReadonlyArray<string | undefined>, ids: readonly string[]): ReadonlyArray<string | undefined> {
  const present = new Set(ids);
  const capacity = capacityFor(ids.length);
  const kept =
    before.length > 2 * capacity ? [] : before.map((id) => (id !== undefined && present.has(id) ? id : undefined));
  const placed = new Set(kept);
  const newcomers = ids.filter((id) => !placed.has(id)).sort(compareText);
  if (newcomers.length === 0 && kept.every((id, index) => id === before[index])) {
    return before;
  }
  const cells = Array.from({ length: Math.max(capacity, kept.length) }, (_, index) => kept[index]);
  for (let index = 0; newcomers.length > 0; index++) {
    if (cells[index] === undefined) {
      cells[index] = newcomers.shift();
    }
  }
  return cells;
}
