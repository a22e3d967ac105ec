/** The value of a report in each of the four metrics. */
import { type WireMetricName, type WireUnit } from '../../../src/flowapi/wire';
import { type FlowReport } from '../../world/flowReports';

/** The metrics of monitors. */
export const METRIC_NAMES = ['ROUND_TRIP_TIME', 'TIMEOUTS', 'RETRANSMISSIONS', 'DATA_TRANSFERRED'] as const;

/** Whether monitors have a metric of this name. */
export function isMetricName(name: string): name is WireMetricName {
  return METRIC_NAMES.some((known) => known === name);
}

/** `null` for bytes, as the live service returns it (observed by public clients). */
export const UNITS: Record<WireMetricName, WireUnit | null> = {
  ROUND_TRIP_TIME: 'Microseconds',
  TIMEOUTS: 'Count',
  RETRANSMISSIONS: 'Count',
  DATA_TRANSFERRED: null,
};

/** Undefined if the flow has no row: nothing measured, or no loss. Values are whole numbers, as in the model (Long). */
export function metricValue(report: FlowReport, metric: WireMetricName): number | undefined {
  switch (metric) {
    case 'DATA_TRANSFERRED':
      return Math.round(report.bytesDelivered + report.bytesReceived);
    case 'RETRANSMISSIONS':
      return ifAny(report.retransmissionsSyn + report.retransmissionsEstablished);
    case 'TIMEOUTS':
      return ifAny(report.timeoutsSyn + report.timeoutsEstablished);
    case 'ROUND_TRIP_TIME': {
      const { roundTripTimeMicroseconds } = report;
      return roundTripTimeMicroseconds === undefined ? undefined : Math.round(roundTripTimeMicroseconds);
    }
  }
}

function ifAny(count: number): number | undefined {
  return count > 0 ? Math.round(count) : undefined;
}
