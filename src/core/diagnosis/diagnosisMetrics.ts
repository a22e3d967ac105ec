import { type FlowMetricName } from '../flow/metric';

/** The metrics of flows that a diagnosis uses: bytes, and losses of both kinds. */
export const DIAGNOSIS_METRICS = [
  'DATA_TRANSFERRED',
  'RETRANSMISSIONS',
  'TIMEOUTS',
] as const satisfies readonly FlowMetricName[];
