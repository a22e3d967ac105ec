import { type FlowMetricName } from '../flow/metric';

/** The metrics that policies need: which flows there are, and which connection attempts get no data. */
export const POLICY_METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS'] as const satisfies readonly FlowMetricName[];
