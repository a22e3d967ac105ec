import { beginningEarlier, earlier, endOf, overTime, type Range } from '../range';

/**
 * The packets above an allowance on one network interface in a range, from the samples of its series. Samples are
 * differences of ENA's counter, which can be wrong in two ways (aws/network-flow-monitor-agent,
 * open_metrics/providers/system_metrics_provider.rs):
 *
 * - A failed read of the counter (ethtool) counts as 0: a sample of -5000, then zeros, then +5000 or more when a read
 *   succeeds again. Their sum is correct.
 * - A driver reset starts at 0 again: a negative sample without the opposite sample after it. It is everything since the
 *   last reset. The change in the interval itself is unknown and counts as 0.
 */

/** The longest time of failed reads for which the first successful read is still recognized in the next window. */
const LONGEST_FAILURE = { window: '5m', ms: 300_000 };

/**
 * The change in a range. It is also correct if the range begins or ends between a failed read and the next one. If there are
 * several resets in the range, only the largest is corrected. A reset counts as a failed read if one sample in the range
 * is as large as the reset.
 */
export function interfaceChange(selector: string, range: Range): string {
  return changeUnless(`< bool -${overTime('max_over_time', selector, range)}`, selector, range);
}

/** An upper bound of the change that reads the samples twice instead of eight times. It includes packets of failed reads. */
export function interfaceChangeAtMost(selector: string, range: Range): string {
  return `(${overTime('sum_over_time', selector, range)} - clamp_max(${overTime('min_over_time', selector, range)}, 0))`;
}

/**
 * The change in a window of minutes, in which the order of samples can be determined, too: a positive sample followed by a
 * negative one is a burst and a reset, even if both cancel out.
 */
export function interfaceChangeInOrder(selector: string, range: Range): string {
  const [sum, max] = [overTime('sum_over_time', selector, range), overTime('max_over_time', selector, range)];
  // The end of the regression line through the samples, of which it needs two.
  const end = `(predict_linear(${selector}[${range.window}]${endOf(range)}, 0) or ${sum})`;
  return changeUnless(`< bool -${max} * (${end} + ${sum} >= bool 0)`, selector, range);
}

/** @param isReset a comparison for the smallest sample: 1 if it is a reset, 0 if it is a failed read. */
function changeUnless(isReset: string, selector: string, range: Range): string {
  const min = overTime('min_over_time', selector, range);
  return `clamp_min((${withFailuresBefore(selector, range)}) - ${min} * (${min} ${isReset}), 0)`;
}

/**
 * The sum of the samples in a range, minus the correction of a read that failed shortly before it: the sum before the range
 * is negative, and one sample in the range compensates for the smallest one before it. The sum before the range is the
 * difference to a longer range, because on every engine, either both ranges include their start or neither does.
 */
function withFailuresBefore(selector: string, range: Range): string {
  const [sum, max] = [overTime('sum_over_time', selector, range), overTime('max_over_time', selector, range)];
  const longer = overTime('sum_over_time', selector, beginningEarlier(range, LONGEST_FAILURE.ms));
  const failed = overTime('min_over_time', selector, earlier(LONGEST_FAILURE.window, range));
  return `${sum} + (${failed} >= -${max}) and ${longer} < ${sum} or ${sum}`;
}
