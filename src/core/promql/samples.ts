import { deviceChange } from './deviceChange';
import { interfaceChange } from './interfaceChange';
import { type AgentMetric } from './metric';
import { endOf, lasting, overTime, type Range } from './range';

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
 */
export function frozen(
  { subject }: Pick<AgentMetric, 'subject'>,
  selector: string,
  range: Pick<Range, 'at' | 'minutesAgo'>
): string {
  const { window, samples } = FROZEN[subject];
  const recent = lasting(window, range);
  const changes = overTime('changes', selector, recent);
  const count = overTime('count_over_time', selector, recent);
  return `(${selector}${endOf(range)} > 0 and ${changes} == 0 and ${count} >= ${samples})`;
}

/**
 * What frozen series repeated in the range. Counted by repetitions, so the whole of a busy series'
 * tail and no more; of one that was often zero before it froze, too much.
 */
export function frozenTail(metric: AgentMetric, selector: string, range: Range): string {
  const last = overTime('last_over_time', selector, range);
  const repetitions = `(${overTime('count_over_time', selector, range)} - 1 - ${overTime('changes', selector, range)})`;
  return `${last} * ${repetitions} and ${frozen(metric, selector, range)}`;
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
