import { type OutlineItem } from '../../model/outline';

/** What a key does in the list of endpoints. */
export type OutlineCommand = { kind: 'toggle' | 'select' | 'edges' } | { kind: 'goTo'; index: number };

/**
 * The command for a key, as in the ARIA tree view pattern: Right expands or moves to the first child, Left collapses
 * or moves to the group.
 *
 * @param active index of the item that has focus
 * @returns undefined if the key does nothing
 */
export function outlineCommand(key: string, items: readonly OutlineItem[], active: number): OutlineCommand | undefined {
  const item = items[active];
  switch (item && key) {
    case 'ArrowRight':
      return item?.isOpen === undefined
        ? undefined
        : item.isOpen
          ? { kind: 'goTo', index: active + 1 }
          : { kind: 'toggle' };
    case 'ArrowLeft':
      return item?.isOpen ? { kind: 'toggle' } : { kind: 'goTo', index: indexOfGroup(items, active) };
    case 'Enter':
    case ' ':
      return { kind: 'select' };
    case 'e':
    case 'E':
      return { kind: 'edges' };
    default:
      return undefined;
  }
}

/** @returns the index of the group around an item, or that of the item itself if there is none */
function indexOfGroup(items: readonly OutlineItem[], index: number): number {
  const level = items[index]?.level ?? 0;
  for (let above = index - 1; above >= 0; above--) {
    if ((items[above]?.level ?? 0) < level) {
      return above;
    }
  }
  return index;
}
