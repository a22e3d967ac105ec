import { beginningEarlier, earlier, endOf, overTime, type Range } from '../range';

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

/** How long reads can fail so that the first one that succeeds is still recognized in the next window. */
const LONGEST_FAILURE = { window: '5m', ms: 300_000 };

/**
 * Right as well if a window begins or ends between a failed read and the next one. Of several resets in one range only the
 * largest is undone. A reset is taken for a failed read if one sample of the range is as large as what it took away.
 */
export function interfaceChange(selector: string, range: Range): string {
  return changeUnless(`< bool -${overTime('max_over_time', selector, range)}`, selector, range);
}

/** An upper bound of that, which looks at the samples twice instead of eight times: packets of failed reads are in it, too. */
export function interfaceChangeAtMost(selector: string, range: Range): string {
  return `(${overTime('sum_over_time', selector, range)} - clamp_max(${overTime('min_over_time', selector, range)}, 0))`;
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
  const min = overTime('min_over_time', selector, range);
  return `clamp_min((${withFailuresBefore(selector, range)}) - ${min} * (${min} ${isReset}), 0)`;
}

/**
 * The sum of the samples of a range, less what a read that failed just before it took away: before the range, the samples add
 * up to less than nothing, and one sample of the range makes up for the smallest of them. What comes before is the
 * difference to a longer range, because both ranges include their beginning or neither does, on every engine.
 */
function withFailuresBefore(selector: string, range: Range): string {
  const [sum, max] = [overTime('sum_over_time', selector, range), overTime('max_over_time', selector, range)];
  const longer = overTime('sum_over_time', selector, beginningEarlier(range, LONGEST_FAILURE.ms));
  const failed = overTime('min_over_time', selector, earlier(LONGEST_FAILURE.window, range));
  return `${sum} + (${failed} >= -${max}) and ${longer} < ${sum} or ${sum}`;
}
