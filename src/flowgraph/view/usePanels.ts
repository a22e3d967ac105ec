import { useState } from 'react';

/** Which of the optional parts of the view are active. */
export interface Panels {
  /** Whether nodes and groups can be dragged. */
  isArranging: boolean;
  setArranging: (isArranging: boolean) => void;
  /** Whether the list is shown even without keyboard focus. */
  hasOutline: boolean;
  setOutline: (hasOutline: boolean) => void;
  /** Whether the list of problems is shown; undefined if that depends on the room for it. */
  hasProblems: boolean | undefined;
  setProblems: (hasProblems: boolean) => void;
}

/** The state of the toggles in the toolbar. */
export function usePanels(): Panels {
  const [isArranging, setArranging] = useState(false);
  const [hasOutline, setOutline] = useState(false);
  const [hasProblems, setProblems] = useState<boolean>();
  return { isArranging, setArranging, hasOutline, setOutline, hasProblems, setProblems };
}
