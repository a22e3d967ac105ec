import { type Asked, type DeltaGaugeQuery } from './deltaGaugeQuery';
import { agentLabels, aggregate, inCluster, minus } from './labels';
import { possibleInAScrape } from './lineRate';
import { type MetricSubject } from './metric';
import { lasting, overTime } from './range';
import { POD_KEY, restartedAgents, samplesPerScrape, scrapesAsRunning } from './runningPods';
import { changeIn, frozen, frozenTail, spike, usualSample } from './samples';
import { agentSelectors } from './selector';

/** What a guard must have values of to do its work: a pod on a node, an interface, a device as given to a pod. */
const KEYS: Record<MetricSubject, readonly string[]> = {
  pod: POD_KEY,
  interface: ['node', 'eni'],
  device: ['node', 'device', 'namespace', 'pod'],
};

export function guardKey({ metric, ...query }: DeltaGaugeQuery): string[] {
  return inCluster(KEYS[metric.subject], query);
}

/** Whether the guards take series one by one, so that these may be summed by anything at once. */
export function guardsSeries({ metric, runningPods, spikes, calculation }: Omit<Asked, 'key'>): boolean {
  const isPod = metric.subject === 'pod';
  const isJoined = isPod && (runningPods === 'kube-state-metrics' || spikes === 'kube-state-metrics');
  const isClamped = calculation === 'total' && !(isPod && runningPods === 'unguarded');
  return metric.combine === 'sum' && !isJoined && !isClamped;
}

/** Values by the key, without what the agents' defects add to them. */
export function guardedValues(asked: Asked): string {
  const { metric, runningPods, calculation } = asked;
  if (metric.subject !== 'pod') {
    return guardedByChange(asked);
  }
  switch (runningPods) {
    case 'kube-state-metrics':
      return calculation === 'rate' ? ranInRange(asked) : untilTheyEnded(asked);
    case 'by-change':
      return metric.unit === 'connections' ? withoutSpikes(asked) : guardedByChange(asked);
    case 'unguarded':
      return withoutSpikes(asked);
  }
}

/** Of the pods that ran in the range. Those that ended in it count with what they repeat until it is past. */
function ranInRange(asked: Asked): string {
  return `${withoutSpikes(asked)} and on (${asked.key.join(', ')}) ${scrapesAsRunning(asked.range, asked)}`;
}

/**
 * Of the pods that ran in the range, without what their series repeated afterwards: the last sample, as
 * often as there are more samples than the pod ran for by kube-state-metrics' scrapes. Right to a
 * sample or two, whatever both scrape intervals are. Half a sample stays, for what a pod moves after
 * its last scrape: half an interval's worth on average, which the agent never tells.
 *
 * The repeated samples are a share of each series' samples, so that a pod whose series has other labels since
 * the agent was upgraded counts like any other.
 *
 * Better than a subquery that asks at each scrape whether the pod runs. That needs the interval, is
 * wrong by as much as it is wrong, and counts missed scrapes twice where nothing writes staleness markers.
 */
function untilTheyEnded(asked: Asked): string {
  const { metric, range } = asked;
  const count = (selector: string) => overTime('count_over_time', selector, range);
  const repeatedThroughout = byKey(
    asked,
    metric.combine,
    (selector) => `${overTime('last_over_time', selector, range)} * ${count(selector)}`
  );
  const perInterface = byKey({ ...asked, key: [...asked.key, 'iface'] }, 'sum', count);
  const samples = aggregate('max', asked.key, perInterface);
  const node = inCluster(['node'], asked).join(', ');
  const alive = `${scrapesAsRunning(range, asked)} * on (${node}) group_left () ${samplesPerScrape(range, asked)}`;
  const shareRepeated = `clamp_min(1 - (${alive} + 0.5) / ${samples}, 0)`;
  return `clamp_min(${withoutSpikes(asked)} - ${repeatedThroughout} * ${shareRepeated}, 0)`;
}

/** Without what frozen series give: nothing of them in a rate, not what they repeated in a total. */
function guardedByChange(asked: Asked): string {
  const { metric, range, calculation } = asked;
  if (calculation === 'rate') {
    return withoutSpikes(
      asked,
      (selector) => `${changeIn(metric, selector, range)} unless ${frozen(metric, selector, range)}`
    );
  }
  const values = withoutSpikes(
    asked,
    (selector) => `${changeIn(metric, selector, range)} or ${minus(frozenTail(metric, selector, range))}`
  );
  return `clamp_min(${values}, 0)`;
}

type OfSeries = (selector: string) => string;

function withoutSpikes(
  asked: Asked,
  change: OfSeries = (selector) => changeIn(asked.metric, selector, asked.range)
): string {
  const { metric, spikes } = asked;
  if (metric.subject !== 'pod' || spikes === undefined) {
    return byKey(asked, metric.combine, change);
  }
  if (spikes === 'kube-state-metrics') {
    return withoutRestarts(asked, byKey(asked, metric.combine, change));
  }
  const limit = possibleInAScrape(metric, spikes);
  return byKey(asked, metric.combine, (selector) =>
    limit === undefined ? change(selector) : `${change(selector)} or ${minus(spikeOf(asked, selector, String(limit)))}`
  );
}

/** Where an agent was started anew in the range, each pod's largest sample counts like the others if it is far above them. */
function withoutRestarts(asked: Asked, values: string): string {
  if (asked.range.seconds === undefined) {
    return values;
  }
  const spikes = byKey(asked, asked.metric.combine, (selector) =>
    spikeOf(asked, selector, `10 * ${usualOf(asked, selector)}`)
  );
  const node = inCluster(['node'], asked).join(', ');
  const afterRestarts = `${spikes} and on (${node}) ${restartedAgents(asked.range, asked)}`;
  return aggregate('sum', asked.key, `${values} or ${minus(afterRestarts)}`);
}

function spikeOf(asked: Asked, selector: string, limit: string): string {
  return spike(selector, asked.range, usualOf(asked, selector), limit);
}

/** The window of a rate holds too few samples to know the usual one by. */
function usualOf({ range, calculation, usualOver }: Asked, selector: string): string {
  const window = usualOver ?? (calculation === 'rate' ? '30m' : range.window);
  return usualSample(selector, lasting(window, range));
}

function byKey({ metric, filters, key }: Asked, operator: 'sum' | 'max', ofSeries: OfSeries): string {
  const series = agentSelectors(metric.name, filters).map(ofSeries).join(' or ');
  return aggregate(operator, key, agentLabels(series, key));
}
