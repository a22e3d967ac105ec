import { type AgentMetric } from '../../../core/prometheus/agent/catalog';
import { type MetricQuery } from '../../../core/query/metricQuery';

/** Grafana's units of rates. Other rates are numbers per second. */
const RATE_UNITS: Partial<Record<AgentMetric['unit'], string>> = { bytes: 'Bps', packets: 'pps', connections: 'cps' };

/** Grafana's ID of the unit of a metric query. */
export function unitOf({ metric, calculation }: MetricQuery): string {
  if (calculation === 'total') {
    return metric.unit === 'bytes' ? 'decbytes' : 'short';
  }
  return RATE_UNITS[metric.unit] ?? 'cps';
}
