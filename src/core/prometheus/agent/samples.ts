import { deviceChange } from './deviceChange';
import { interfaceChange } from './interfaceChange';
import { type AgentMetric } from './metric';
import { lasting, overTime, type Range } from '../range';

/**
 * What can be told of one series of an agent's metric from its own samples. Each function takes a
 * selector and gives series with the same labels.
 *
 * A sample is the change since the previous scrape, so what happened in a range is the *sum* of its
 * samples. `rate()` and `increase()` difference the differences: a steady flow reads as zero.
 */

/** What happened in the range, whoever missed a scrape: the next sample holds what the missed one would have. */
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
 * How long, and over how many samples, a series must repeat itself to be taken for one that the agent
 * has forgotten. Traffic of a busy device is never twice the same to the byte; a pod that only answers
 * probes can repeat itself for minutes.
 */
const FROZEN = {
  pod: { window: '15m', samples: 10 },
  interface: { window: '15m', samples: 10 },
  device: { window: '5m', samples: 5 },
} as const satisfies Record<AgentMetric['subject'], { window: string; samples: number }>;

/**
 * Series that have repeated one value other than zero for so long that their pod, interface or device
 * is gone: the agent prints their last value until it restarts. Wrong for counts of connections, of
 * which small numbers do repeat.
 *
 * Compares the extremes, because engines count changes differently: see {@link samplesBeforeChanges}.
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
 * How many samples of a window `changes()` does not compare with the one before: the first one, 1. In VictoriaMetrics 0:
 * it compares the first one with the sample before the window, and counts a change if there is none. The clock
 * changes with every sample, so that it shows how the engine counts.
 */
function samplesBeforeChanges({ at = '' }: Range): string {
  const clock = `vector(time())[2s:1s]${at}`;
  return `scalar(count_over_time(${clock}) - changes(${clock}))`;
}

/**
 * How many samples of the range are the same as the one before.
 *
 * @param firstCounts 1 if the first sample of the range is none of these, else 0
 */
export function repetitions(selector: string, range: Range, firstCounts?: string): string {
  const [count, changes] = [overTime('count_over_time', selector, range), overTime('changes', selector, range)];
  const first = samplesBeforeChanges(range);
  return `(${count} - ${changes} - ${firstCounts === undefined ? first : `${firstCounts} * ${first}`})`;
}

/**
 * What frozen series repeated in the range. Counted by repetitions, so the whole of a busy series'
 * tail and no more; of one that was often zero before it froze, too much. All of a series that froze before the range.
 */
export function frozenTail(metric: AgentMetric, selector: string, range: Range): string {
  const of = (name: string) => overTime(name, selector, range);
  const repeated = repetitions(selector, range, `(${of('min_over_time')} != bool ${of('max_over_time')})`);
  return `${of('last_over_time')} * ${repeated} and ${frozen(metric, selector, range)}`;
}

/** The usual sample of a series. A median, so that no spike moves it. */
export function usualSample(selector: string, range: Range): string {
  return overTime('quantile_over_time', `0.5, ${selector}`, range);
}

/**
 * What the largest sample of the range is above the usual one, where it is above a limit. Taken away,
 * the sample counts like the others. Only one sample per range is found.
 */
export function spike(selector: string, range: Range, usual: string, limit: string): string {
  return `(${overTime('max_over_time', selector, range)} > ${limit}) - ${usual}`;
}

/**
 * Series whose largest sample of the range can be all that the pod moved since its start, although no agent restarted. An
 * agent that does not know a pod for a scrape repeats the pod's last value and then prints its whole life
 * (open_metrics/providers/interface_metrics_provider.rs): a value is repeated, and without the
 * largest sample the mean is near the usual one. A burst of several samples is not, and a pod that usually moves nothing never is.
 */
export function returned(selector: string, range: Range): string {
  const of = (name: string) => overTime(name, selector, range);
  const withoutLargest = `(${of('sum_over_time')} - ${of('max_over_time')}) / ${of('count_over_time')}`;
  return `(${withoutLargest} < ${RETURNED_MEAN} * ${usualSample(selector, range)} and ${repetitions(selector, range)} > 0)`;
}

const RETURNED_MEAN = 1.5;
