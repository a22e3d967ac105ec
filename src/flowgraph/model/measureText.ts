import { type EdgeMetrics } from '../../core/graph/edgeMetrics';
import { type Measure } from '../../core/graph/measure';
import { formatValue } from './encoding';

/** Not among the top that was asked for, which is not zero. */
const NOT_REPORTED = 'not told';

/** A measure of an edge in words; what nobody told is said as such. */
export function measureText(measure: Measure, metrics: EdgeMetrics): string {
  const value = measure.of(metrics);
  return value === undefined ? NOT_REPORTED : formatValue(measure, value);
}

/** "Port 443", "Ports 80, 443 and 3 more"; undefined where no report told. */
export function portsText({ ports }: EdgeMetrics, most = 6): string | undefined {
  if (ports.length === 0) {
    return undefined;
  }
  const rest = ports.length - most;
  return `${ports.length === 1 ? 'Port' : 'Ports'} ${ports.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
