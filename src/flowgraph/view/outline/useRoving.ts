import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** A list of which one line can be reached by Tab, and the others from it by arrow keys. */
export interface Roving {
  /** The index of the line that Tab reaches. */
  active: number;
  /** For the element around the lines, which is focused while there are none. Each line has its index in `data-index`. */
  ref: RefObject<HTMLDivElement>;
  goTo: (index: number) => void;
  /** Takes arrow keys, Home and End. True where it did. */
  onKey: (event: KeyboardEvent) => boolean;
  /** For each line, when it gets the focus. */
  onFocus: (index: number) => void;
  /** For the element around the lines. */
  onBlur: (event: FocusEvent) => void;
}

/**
 * The active line stays active when lines are added, removed, or sorted. When it is removed itself, the nearest line
 * above it becomes active. While the list has the focus, the active line has it after every render.
 *
 * @param ids of the lines; another array when they change
 */
export function useRoving(ids: readonly string[]): Roving {
  const [at, setAt] = useState({ ids, index: 0 });
  if (at.ids !== ids) {
    setAt({ ids, index: indexIn(ids, at) });
  }
  const ref = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const active = at.index;
  useLayoutEffect(() => {
    const list = ref.current;
    if (list && hasFocus.current) {
      const line = list.querySelector<HTMLElement>(`[data-index="${active}"]`) ?? list;
      if (line !== document.activeElement) {
        line.focus();
      }
    }
  });
  const goTo = (index: number) => {
    hasFocus.current = true;
    setAt({ ids, index: Math.max(Math.min(index, ids.length - 1), 0) });
  };
  const onKey = ({ key }: KeyboardEvent) => {
    const next = nextIndex(key, active, ids.length);
    if (next !== undefined) {
      goTo(next);
    }
    return next !== undefined;
  };
  const onFocus = (index: number) => {
    hasFocus.current = true;
    setAt((before) => (before.index === index ? before : { ids, index }));
  };
  // React dispatches no blur for a focused line that it removes, so the list keeps the focus then.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    hasFocus.current = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  };
  return { active, ref, goTo, onKey, onFocus, onBlur };
}

/** Where the active line of before is now, or the nearest above it that is still there. */
function indexIn(ids: readonly string[], before: { ids: readonly string[]; index: number }): number {
  const now = new Map(ids.map((id, index) => [id, index]));
  for (let index = before.index; index >= 0; index--) {
    const found = now.get(before.ids[index] ?? '');
    if (found !== undefined) {
      return found;
    }
  }
  return 0;
}

const PAGE = 10;

function nextIndex(key: string, active: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + PAGE;
    case 'PageUp':
      return active - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
