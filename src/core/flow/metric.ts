/** The four metrics that the network-flow API has for a flow, by their names in AWS. */
export const FLOW_METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS', 'ROUND_TRIP_TIME'] as const;

export type FlowMetricName = (typeof FLOW_METRICS)[number];

/** The display names of the metrics. */
export const FLOW_METRIC_LABELS: Record<FlowMetricName, string> = {
  DATA_TRANSFERRED: 'Data transferred',
  RETRANSMISSIONS: 'Retransmissions',
  TIMEOUTS: 'Retransmission timeouts',
  ROUND_TRIP_TIME: 'Round-trip time',
};

/**
 * The number of base units (bytes, counts, microseconds) in one unit of the response. For some metrics, the API returns
 * `null`, which means the base unit according to its documentation and the agent.
 *
 * @returns undefined for a unit that does not fit the metric, so that values are not wrong by factors of a thousand.
 */
export function unitFactor(metric: FlowMetricName, unit: string | null | undefined): number | undefined {
  if (unit === null || unit === undefined || unit === '' || unit === 'None') {
    return 1;
  }
  const factors = FACTORS[metric];
  return Object.hasOwn(factors, unit) ? factors[unit] : undefined;
}

/**
 * Combines the values of two reports about the same connections, such as a server's reports of several ports, which its
 * rows do not have: amounts add up, and of round-trip times, the longest counts.
 */
export function combinedValue(metric: FlowMetricName, a: number, b: number): number {
  return metric === 'ROUND_TRIP_TIME' ? Math.max(a, b) : a + b;
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
