import { useMemo, useState } from 'react';
import { type Grouping } from '../../core/graph/level';
import { type Pins } from '../layout/layoutInput';
import { type PinControl } from '../model/graphModel';
import { type FlowGraphOptions } from '../model/options';

const NONE: Pins = {};

/** Positions that the user chose, from the panel's options. Those being dragged are kept here until they are dropped. */
export function usePins(
  options: FlowGraphOptions,
  grouping: Grouping,
  onOptions: (options: FlowGraphOptions) => void
): PinControl {
  const saved = options.pins[grouping] ?? NONE;
  const [dragged, setDragged] = useState<Pins>(NONE);
  const pins = useMemo(() => (dragged === NONE ? saved : { ...saved, ...dragged }), [saved, dragged]);
  const keep = (next: Pins) => onOptions({ ...options, pins: { ...options.pins, [grouping]: next } });
  return {
    pins,
    drag: (id, from, dx, dy) =>
      setDragged((before) => {
        const at = before[id] ?? from;
        return { ...before, [id]: { x: at.x + dx, y: at.y + dy } };
      }),
    drop: () => {
      keep(pins);
      setDragged(NONE);
    },
    clear: () => {
      keep(NONE);
      setDragged(NONE);
    },
  };
}
