import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** A list of which one line can be reached by Tab, and the others from it by arrow keys. */
export interface Roving {
  /** The index of the line that Tab reaches. */
  active: number;
  /** For the element around the lines; each line says its index in `data-index`. */
  ref: RefObject<HTMLDivElement>;
  goTo: (index: number) => void;
  /** Takes arrow keys, Home and End. True where it did. */
  onKey: (event: KeyboardEvent) => boolean;
  /** Another line has got the focus, by whichever way. */
  onFocus: (index: number) => void;
}

export function useRoving(count: number): Roving {
  const [at, setAt] = useState({ index: 0, moves: 0 });
  const ref = useRef<HTMLDivElement>(null);
  const active = Math.min(at.index, Math.max(count - 1, 0));
  useEffect(() => {
    if (at.moves > 0) {
      ref.current?.querySelector<HTMLElement>(`[data-index="${at.index}"]`)?.focus();
    }
  }, [at]);
  const goTo = (index: number) =>
    setAt(({ moves }) => ({ index: Math.min(Math.max(index, 0), count - 1), moves: moves + 1 }));
  const onKey = ({ key }: KeyboardEvent) => {
    const next = nextIndex(key, active, count);
    if (next !== undefined) {
      goTo(next);
    }
    return next !== undefined;
  };
  const onFocus = (index: number) => setAt((before) => (before.index === index ? before : { index, moves: 0 }));
  return { active, ref, goTo, onKey, onFocus };
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
