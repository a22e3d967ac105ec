import { METRIC_OF_EVERY_AGENT } from './allowances';
import { beginningEarlier, overTime, type Range } from '../range';

/** A sample above this multiple of the others counts as the device's whole counter, as for pods after a restart. */
const FAR_ABOVE = 10;

/** A range can begin with the first sample of a device that returned. */
const BEFORE_MS = 300_000;

const DEVICE = 'node, device, port';

/**
 * The change of a metric of an Elastic Fabric Adapter in a range. The agent removes the series of a detached device, and
 * exports its whole counter when the device returns (pull request 123 of aws/network-flow-monitor-agent). So if a device
 * has fewer samples than its node's agent, for any pods, its largest sample counts like the others if it is far above them.
 *
 * @param name the metric, because the filters of the selector must not affect whether the device was detached.
 */
export function deviceChange(name: string, selector: string, range: Range): string {
  const of = (statistic: string) => overTime(`${statistic}_over_time`, selector, range);
  const [sum, max, count] = [of('sum'), of('max'), of('count')];
  const wasAway = `${samplesOf(name, `sum by (${DEVICE})`, range)} < on (node) group_left () ${samplesOf(METRIC_OF_EVERY_AGENT, 'max by (node)', range)}`;
  const others = `(${sum} - ${max} < ${max} * ${count} / ${FAR_ABOVE} and on (${DEVICE}) (${wasAway}))`;
  return `(${others} * (1 + 1 / ${count}) or ${sum})`;
}

/** The number of samples of a metric in the range and shortly before it. */
function samplesOf(metric: string, aggregated: string, range: Range): string {
  return `${aggregated} (${overTime('count_over_time', metric, beginningEarlier(range, BEFORE_MS))})`;
}
