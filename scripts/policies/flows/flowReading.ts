import { type FlowWindow } from '../../../src/core/policy/review/proposal';

/** The flows that policies are generated from. */
export interface FlowReading {
  /** From the oldest window to the newest. */
  windows: readonly FlowWindow[];
  /** Whether small flows are missing. */
  isTruncated: boolean;
  /** The share of all bytes in truncated responses, from 0 to 1. Absent if it is not known. */
  coveredShare?: number;
  /** What the source warns about. */
  warnings: readonly string[];
  /** Whether ends outside the cluster have no addresses, so that no rules can be written for them. */
  lacksAddresses?: boolean;
}
