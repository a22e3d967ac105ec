import { ALLOWANCES } from './allowances';
import { overTime, type Range } from './range';

/** How many times the others a sample must be to be taken for a device's whole count, as for pods after a restart. */
const FAR_ABOVE = 10;

/** A range can begin with the first sample of a device that came back. */
const BEFORE = '5m';

/** Has a sample at every scrape that its node's agent answers. */
const [{ name: EVERY_AGENT }] = ALLOWANCES;

const DEVICE = 'node, device, port';

/**
 * What an Elastic Fabric Adapter counted in a range. The agent removes the series of a device that goes, and prints the
 * whole counter when it comes back (pull request 123 of aws/network-flow-monitor-agent). So where a device has fewer samples
 * than its node's agent, whichever pods it was given to, the largest one counts like the others if it is far above them.
 *
 * @param name of the metric: whether the device was away does not depend on the filters of the selector.
 */
export function deviceChange(name: string, selector: string, range: Range): string {
  const [sum, max] = [overTime('sum_over_time', selector, range), overTime('max_over_time', selector, range)];
  const others = `(${sum} - ${max}) / ${overTime('count_over_time', selector, range)}`;
  const wasAway = `${samplesOf(name, `sum by (${DEVICE})`, range)} < on (node) group_left () ${samplesOf(EVERY_AGENT, 'max by (node)', range)}`;
  const wholeCount = `(${max} > ${FAR_ABOVE} * ${others}) - ${others} and on (${DEVICE}) (${wasAway})`;
  return `(${sum} - (${wholeCount} or 0 * ${sum}))`;
}

/** How many samples a metric has in the range and shortly before. */
function samplesOf(metric: string, aggregated: string, range: Range): string {
  const before: Range = { window: BEFORE, at: `${range.at ?? ''} offset ${range.window}` };
  const count = (within: Range) => `${aggregated} (${overTime('count_over_time', metric, within)})`;
  return `(${count(range)} + (${count(before)} or 0 * ${count(range)}))`;
}
