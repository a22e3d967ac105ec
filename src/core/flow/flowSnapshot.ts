import { type TimeWindow } from '../time';
import { type Notice } from '../notice';
import { type Flow } from './flow';

/** What is known so far of the flows in a window, from whichever source. */
export interface FlowSnapshot {
  flows: readonly Flow[];
  window: TimeWindow;
  /** Whether nothing more will come. */
  isWhole: boolean;
  notices: readonly Notice[];
  /**
   * Payload bytes of all answers of the flow API, where its limit of rows cuts some. Both ends of a connection report them:
   * both count.
   */
  answeredBytes?: number;
  /** From 0 to 1, how much of the monitors' bytes the answers hold, where they are cut and something shows it. */
  coveredShare?: number;
}
