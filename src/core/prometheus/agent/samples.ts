import { deviceChange } from './deviceChange';
import { interfaceChange } from './interfaceChange';
import { type AgentMetric } from './metric';
import { lasting, overTime, type Range } from '../range';

/**
 * Expressions over the samples of one series of an agent's metric. Each function takes a selector and returns an expression
 * whose series have the same labels.
 *
 * A sample is the change since the previous scrape, so the change in a range is the *sum* of its samples. `rate()` and
 * `increase()` compute differences of differences, so a steady flow reads as zero.
 */

/** The change in the range. It includes missed scrapes, because the next sample contains the change since the last one. */
export function changeIn(metric: AgentMetric, selector: string, range: Range): string {
  switch (metric.subject) {
    case 'interface':
      return interfaceChange(selector, range);
    case 'device':
      return deviceChange(metric.name, selector, range);
    case 'pod':
      return overTime('sum_over_time', selector, range);
  }
}

/**
 * The minimum time and number of samples for which a series must repeat its value to count as frozen. The traffic of a busy
 * device is never the same twice, while a pod that only responds to probes can repeat a value for minutes.
 */
const FROZEN = {
  pod: { window: '15m', samples: 10 },
  interface: { window: '15m', samples: 10 },
  device: { window: '5m', samples: 5 },
} as const satisfies Record<AgentMetric['subject'], { window: string; samples: number }>;

/**
 * Series that have repeated a value other than zero for so long that their pod, interface or device no longer exists: the
 * agent exports their last value until it restarts. This is wrong for counts of connections, because small numbers do
 * repeat.
 *
 * It compares the extremes, because engines count changes differently (see {@link samplesBeforeChanges}).
 */
export function frozen(
  { subject }: Pick<AgentMetric, 'subject'>,
  selector: string,
  range: Pick<Range, 'at' | 'minutesAgo'>
): string {
  const { window, samples } = FROZEN[subject];
  const recent = lasting(window, range);
  const [least, most] = [overTime('min_over_time', selector, recent), overTime('max_over_time', selector, recent)];
  const count = overTime('count_over_time', selector, recent);
  return `(${least} == ${most} > 0 and ${count} >= ${samples})`;
}

/**
 * The number of samples in a window that `changes()` does not compare with the previous one: usually 1, the first one. In
 * VictoriaMetrics, it is 0: it compares the first sample with the one before the window, and counts a change if there is
 * none. The clock changes with every sample, so it shows how the engine counts.
 */
function samplesBeforeChanges({ at = '' }: Range): string {
  const clock = `vector(time())[2s:1s]${at}`;
  return `scalar(count_over_time(${clock}) - changes(${clock}))`;
}

/**
 * The number of samples in the range that repeat the previous one.
 *
 * @param firstCounts an expression: 1 if the first sample of the range is not a repetition, else 0.
 */
export function repetitions(selector: string, range: Range, firstCounts?: string): string {
  const [count, changes] = [overTime('count_over_time', selector, range), overTime('changes', selector, range)];
  const first = samplesBeforeChanges(range);
  return `(${count} - ${changes} - ${firstCounts === undefined ? first : `${firstCounts} * ${first}`})`;
}

/**
 * The sum of the repeated samples of frozen series in the range. For a busy series, these are exactly the samples after it
 * froze. For a series that was often zero before, it is too much. It is everything for a series that froze before the
 * range.
 */
export function frozenTail(metric: AgentMetric, selector: string, range: Range): string {
  const of = (name: string) => overTime(name, selector, range);
  const repeated = repetitions(selector, range, `(${of('min_over_time')} != bool ${of('max_over_time')})`);
  return `${of('last_over_time')} * ${repeated} and ${frozen(metric, selector, range)}`;
}

/** The usual sample of a series: the median, which whole-life samples do not affect. */
export function usualSample(selector: string, range: Range): string {
  return overTime('quantile_over_time', `0.5, ${selector}`, range);
}

/**
 * The excess of the largest sample in the range over the usual one, if it is above a limit. After subtracting it, the sample
 * counts like the others. Only one sample per range is found.
 */
export function spike(selector: string, range: Range, usual: string, limit: string): string {
  return `(${overTime('max_over_time', selector, range)} > ${limit}) - ${usual}`;
}

/**
 * Series whose largest sample in the range can be a whole-life sample although no agent restarted. An agent that does not
 * know a pod at one scrape repeats the pod's last value and then exports a whole-life sample
 * (open_metrics/providers/interface_metrics_provider.rs): a value is repeated, and the mean without the largest sample is
 * near the usual one. This excludes bursts of several samples, and pods that usually have no traffic.
 */
export function returned(selector: string, range: Range): string {
  const of = (name: string) => overTime(name, selector, range);
  const withoutLargest = `(${of('sum_over_time')} - ${of('max_over_time')}) / ${of('count_over_time')}`;
  return `(${withoutLargest} < ${RETURNED_MEAN} * ${usualSample(selector, range)} and ${repetitions(selector, range)} > 0)`;
}

const RETURNED_MEAN = 1.5;
