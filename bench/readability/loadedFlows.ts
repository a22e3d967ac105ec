import { type Flow } from '../../src/core/flow/flow';
import { type TimeWindow } from '../../src/core/time';

/** The flows within a window. */
export interface LoadedFlows {
  flows: Flow[];
  within: TimeWindow;
}
