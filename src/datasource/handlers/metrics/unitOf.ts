import { type AgentMetric } from '../../../core/prometheus/agent/catalog';
import { type MetricQuery } from '../../../core/query/metricQuery';

/** Grafana's units; what it has no unit for is a plain number per second. */
const RATE_UNITS: Partial<Record<AgentMetric['unit'], string>> = { bytes: 'Bps', packets: 'pps', connections: 'cps' };

/** The unit, by Grafana's id, of what answers a metric query. */
export function unitOf({ metric, calculation }: MetricQuery): string {
  if (calculation === 'total') {
    return metric.unit === 'bytes' ? 'decbytes' : 'short';
  }
  return RATE_UNITS[metric.unit] ?? 'cps';
}
