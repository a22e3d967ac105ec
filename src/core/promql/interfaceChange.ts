import { endOf, overTime, type Range } from './range';

/**
 * How many packets one network interface counted beyond an allowance in a range, from the samples of its series. They are
 * the differences of ENA's counter, which has two ways to be wrong (aws/network-flow-monitor-agent,
 * open_metrics/providers/system_metrics_provider.rs):
 *
 * - A failed read of the counter (ethtool) counts as 0: a sample of -5000, and +5000 or more when it succeeds again, after
 *   no other samples than zeros. Together they are what was really exceeded.
 * - A driver reset begins at 0 again: a negative sample that is not followed by its opposite. All that was counted since the
 *   last reset is in it, and nothing is known of the interval itself, which counts as 0.
 */

/** How long reads can fail so that the first one that succeeds is still recognized in the next window: a few scrapes. */
const LONGEST_FAILURE = '5m';

/**
 * Right as well if a window begins or ends between a failed read and the next one. Of several resets in one range only the
 * largest is undone. A reset is taken for a failed read if one sample of the range is as large as what it took away.
 */
export function interfaceChange(selector: string, range: Range): string {
  return changeUnless(`< bool -${overTime('max_over_time', selector, range)}`, selector, range);
}

/**
 * The same for windows of minutes, in which the order is known as well: what rises above zero first and falls below it then
 * is a burst and a reset, if both cancel out.
 */
export function interfaceChangeInOrder(selector: string, range: Range): string {
  const [sum, max] = [overTime('sum_over_time', selector, range), overTime('max_over_time', selector, range)];
  // Where the line through the samples ends; it takes two of them.
  const end = `(predict_linear(${selector}[${range.window}]${endOf(range)}, 0) or ${sum})`;
  return changeUnless(`< bool -${max} * (${end} + ${sum} >= bool 0)`, selector, range);
}

/** @param isReset compares the smallest sample: 1 where it is a reset, and 0 where it is a failed read that succeeded again. */
function changeUnless(isReset: string, selector: string, range: Range): string {
  const [sum, min] = [overTime('sum_over_time', selector, range), overTime('min_over_time', selector, range)];
  return `clamp_min(${sum} - ${min} * (${min} ${isReset}) + (${failedBefore(selector, range)} or 0 * ${sum}), 0)`;
}

/**
 * Minus the count of an interface whose reads failed just before the range and succeeded in it: before the range, the samples
 * add up to less than nothing. A sample right at the range's beginning is in the range for Prometheus 2, and before it for
 * Prometheus 3 and the other engines: if it is a failed read, it counts as one before only where the range does not have it.
 */
function failedBefore(selector: string, range: Range): string {
  if (range.minutesAgo) {
    throw new Error('PromQL has one offset: a range that ends minutes ago has none before it.');
  }
  const before = (offset: string): Range => ({ window: LONGEST_FAILURE, at: `${range.at ?? ''} offset ${offset}` });
  const [until, earlier] = [before(range.window), before(slightlyMore(range.window))];
  const smallest = (within: Range) => overTime('min_over_time', selector, within);
  const isBelowZero = (within: Range) => `${overTime('sum_over_time', selector, within)} < 0`;
  const atBeginning = `${smallest(until)} < ${smallest(range)} and ${isBelowZero(until)}`;
  return `(${smallest(earlier)} and ${isBelowZero(earlier)} or ${atBeginning}) >= -${overTime('max_over_time', selector, range)}`;
}

/** Grafana takes what follows a macro for a part of its name, unless the macro is in braces. */
function slightlyMore(window: string): string {
  return `${window.replace(/^\$(\w+)$/, '${$1}')}1ms`;
}
