import { type Flow } from '../../../../src/core/flow/flow';
import { type Report } from '../../../../src/core/flow/report';
import { type TimeWindow } from '../../../../src/core/time';

/** A table of flows in a file. */
export interface FlowTable {
  flows: readonly Flow[];
  /** Absent if the file does not have it. */
  window?: TimeWindow;
  /** The share of all bytes in the table, from 0 to 1, if the flow API truncated its responses. */
  coveredShare?: number;
  /** Warnings of the data source about the table. */
  warnings: readonly string[];
}

/** What a file with flows contains. */
export interface ExportedFlows {
  tables: readonly FlowTable[];
  /** Rows of the flow API, which are joined with those of other files: each file has one metric and category. */
  reports: readonly Report[];
  /** Whether the flow API returned as many rows as it can, so that small flows are missing. */
  isTruncated: boolean;
  /** Whether ends outside the cluster have no addresses, so that no rules can be written for them. */
  lacksAddresses: boolean;
}

export const NOTHING_EXPORTED: ExportedFlows = { tables: [], reports: [], isTruncated: false, lacksAddresses: false };
