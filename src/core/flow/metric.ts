/** The four facts that the network-flow API tells about a flow, under AWS' names for them. */
export const FLOW_METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS', 'ROUND_TRIP_TIME'] as const;

export type FlowMetricName = (typeof FLOW_METRICS)[number];

export const FLOW_METRIC_LABELS: Record<FlowMetricName, string> = {
  DATA_TRANSFERRED: 'Data transferred',
  RETRANSMISSIONS: 'Retransmissions',
  TIMEOUTS: 'Retransmission timeouts',
  ROUND_TRIP_TIME: 'Round-trip time',
};

/**
 * How many of our base units (bytes, counts, microseconds) one unit of the answer is. The API sends
 * `null` for some metrics; its documentation and the agent then mean bytes, counts, microseconds.
 *
 * @returns undefined for a unit that does not measure this metric, so that nobody reads a number
 *   a thousand times too large.
 */
export function unitFactor(metric: FlowMetricName, unit: string | null | undefined): number | undefined {
  if (unit === null || unit === undefined || unit === '' || unit === 'None') {
    return 1;
  }
  return FACTORS[metric][unit];
}

const BYTES: Record<string, number> = {
  Bytes: 1,
  Kilobytes: 1e3,
  Megabytes: 1e6,
  Gigabytes: 1e9,
  Terabytes: 1e12,
  Bits: 1 / 8,
  Kilobits: 1e3 / 8,
  Megabits: 1e6 / 8,
  Gigabits: 1e9 / 8,
  Terabits: 1e12 / 8,
};
const COUNTS: Record<string, number> = { Count: 1 };
const DURATIONS: Record<string, number> = { Microseconds: 1, Milliseconds: 1e3, Seconds: 1e6 };

const FACTORS: Record<FlowMetricName, Record<string, number>> = {
  DATA_TRANSFERRED: BYTES,
  RETRANSMISSIONS: COUNTS,
  TIMEOUTS: COUNTS,
  ROUND_TRIP_TIME: DURATIONS,
};
