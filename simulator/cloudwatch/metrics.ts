/**
 * The metrics of AWS/NetworkFlowMonitor, with one datapoint per minute (CloudWatch user guide, Network Flow Monitor
 * metrics).
 */
import { MINUTE_MS } from '../world/time';
import {
  DATA,
  IMPAIRED,
  RETRANSMISSIONS,
  ROUND_TRIP_SAMPLES,
  ROUND_TRIP_SUM,
  TIMEOUTS,
  type Totals,
} from './flowTotals';

export const NAMESPACE = 'AWS/NetworkFlowMonitor';
/** Its values are the ARNs of monitors. */
export const DIMENSION = 'MonitorId';

export const METRIC_NAMES = [
  'DataTransferred',
  'Retransmissions',
  'Timeouts',
  'RoundTripTime',
  'HealthIndicator',
] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

/** Round-trip times are sparse. How sparse is not documented, so this is a guess. */
const ROUND_TRIP_EVERY_MS = 5 * MINUTE_MS;

/** Whether the namespace has a metric of this name. */
export function isMetricName(name: string): name is MetricName {
  return METRIC_NAMES.some((known) => known === name);
}

/**
 * The datapoint of a minute; undefined if nothing was measured. The units are bytes, counts and microseconds; the
 * health indicator is 0 (healthy) or 1 (degraded).
 */
export function datapoint(metric: MetricName, totals: Totals, minuteMs: number): number | undefined {
  const total = (position: number) => totals[position] ?? 0;
  switch (metric) {
    case 'DataTransferred':
      return total(DATA);
    case 'Retransmissions':
      return total(RETRANSMISSIONS);
    case 'Timeouts':
      return total(TIMEOUTS);
    case 'RoundTripTime':
      return minuteMs % ROUND_TRIP_EVERY_MS === 0 && total(ROUND_TRIP_SAMPLES) > 0
        ? total(ROUND_TRIP_SUM) / total(ROUND_TRIP_SAMPLES)
        : undefined;
    case 'HealthIndicator':
      return total(IMPAIRED) > 0 ? 1 : 0;
  }
}
