import { type TimeWindow } from '../time';
import { type Notice } from '../notice';
import { type Flow } from './flow';

/** The flows of a window that are known so far, from any source. */
export interface FlowSnapshot {
  flows: readonly Flow[];
  window: TimeWindow;
  /** Whether this is the final snapshot. */
  isWhole: boolean;
  notices: readonly Notice[];
  /**
   * Payload bytes in all responses of the flow API; only if its row limit truncates some. If both ends report a
   * connection, the bytes of both count.
   */
  answeredBytes?: number;
  /** The share of the monitors' bytes in the responses, from 0 to 1; only if they are truncated and the share is known. */
  coveredShare?: number;
}
