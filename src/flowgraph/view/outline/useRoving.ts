import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** A list with a roving tabindex: Tab reaches one row, and arrow keys reach the others from it. */
export interface Roving {
  /** Index of the row that Tab reaches. */
  active: number;
  /** For the element around the rows, which has focus while there are none. Each row has its index in `data-index`. */
  ref: RefObject<HTMLDivElement>;
  goTo: (index: number) => void;
  /** Handles arrow keys, Page Up, Page Down, Home and End. Returns whether the key was handled. */
  onKey: (event: KeyboardEvent) => boolean;
  /** For each row, when it receives focus. */
  onFocus: (index: number) => void;
  /** For the element around the rows. */
  onBlur: (event: FocusEvent) => void;
}

/**
 * The active row stays active when rows are added, removed, or sorted. If it is removed itself, the nearest row above it
 * becomes active. While the list has focus, the active row has it after every render.
 *
 * @param ids of the rows; another array when they change
 */
export function useRoving(ids: readonly string[]): Roving {
  const [at, setAt] = useState({ ids, index: 0 });
  // State is set during the render, which React then repeats at once. In an effect, one frame would show the focus on a
  // row with the old index.
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
  // React dispatches no blur event for a focused row that it removes, so the list keeps the focus.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    hasFocus.current = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  };
  return { active, ref, goTo, onKey, onFocus, onBlur };
}

/** The current index of the row that was active, or of the nearest row above it that still exists. */
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
