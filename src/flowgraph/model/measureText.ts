import { type EdgeMetrics } from '../../core/graph/edgeMetrics';
import { type Measure } from '../../core/graph/measure';
import { notReported, portList } from '../messages/shared';
import { formatValue } from './encoding';

/** The formatted value of a measure; says so if no value was reported. */
export function measureText(measure: Measure, metrics: EdgeMetrics): string {
  const value = measure.of(metrics);
  return value === undefined ? notReported : formatValue(measure, value);
}

/** "Port 443", "Ports 80, 443 and 3 more"; undefined if no port was reported. */
export function portsText({ ports }: EdgeMetrics, max = 6): string | undefined {
  return ports.length === 0 ? undefined : portList(ports.slice(0, max), Math.max(ports.length - max, 0));
}
