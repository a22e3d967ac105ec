import { ALLOWANCES } from './allowances';
import { beginningEarlier, overTime, type Range } from '../range';

/** How many times the others a sample must be to be taken for a device's whole count, as for pods after a restart. */
const FAR_ABOVE = 10;

/** A range can begin with the first sample of a device that came back. */
const BEFORE_MS = 300_000;

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
  const of = (statistic: string) => overTime(`${statistic}_over_time`, selector, range);
  const [sum, max, count] = [of('sum'), of('max'), of('count')];
  const wasAway = `${samplesOf(name, `sum by (${DEVICE})`, range)} < on (node) group_left () ${samplesOf(EVERY_AGENT, 'max by (node)', range)}`;
  const others = `(${sum} - ${max} < ${max} * ${count} / ${FAR_ABOVE} and on (${DEVICE}) (${wasAway}))`;
  return `(${others} * (1 + 1 / ${count}) or ${sum})`;
}

/** How many samples a metric has in the range and shortly before. */
function samplesOf(metric: string, aggregated: string, range: Range): string {
  return `${aggregated} (${overTime('count_over_time', metric, beginningEarlier(range, BEFORE_MS))})`;
}
