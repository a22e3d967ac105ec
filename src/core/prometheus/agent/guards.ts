import { type LabelFilter } from '../matcher';
import { type GuardedQuery, type DeltaGaugeQuery } from './deltaGaugeQuery';
import { agentLabels, aggregate, apart, inCluster, minus } from '../labels';
import { possibleInAScrape } from './lineRate';
import { type MetricSubject } from './metric';
import { ofMixedUp, withoutMixedUp, withoutShared } from './mixedUpPods';
import { overTime } from '../range';
import { POD_KEY, samplesAsRunning, scrapesAsRunning } from '../kubernetes/runningPods';
import { changeIn, frozen, frozenTail, spike } from './samples';
import { agentSelectors, podSelectors } from '../selector';
import { looksForDefects, usualOf, wholeLivesOf } from './wholeLives';

/** The labels that guards need: of a pod on a node, an interface, or a device and its pod. */
const KEYS: Record<MetricSubject, readonly string[]> = {
  pod: POD_KEY,
  interface: ['node', 'eni'],
  device: ['node', 'device', 'namespace', 'pod'],
};

/** The labels of the values to which a query's guards apply. */
export function guardKey({ metric, ...query }: DeltaGaugeQuery): string[] {
  return inCluster(KEYS[metric.subject], query);
}

/** Whether the guards apply to each series separately, so that series can be summed by any labels immediately. */
export function guardsSeries({ metric, runningPods, spikes, calculation }: Omit<GuardedQuery, 'key'>): boolean {
  const isPod = metric.subject === 'pod';
  const isJoined = isPod && (runningPods === 'kube-state-metrics' || spikes === 'kube-state-metrics');
  const isClamped = calculation === 'total' && !(isPod && runningPods === 'unguarded');
  return metric.combine === 'sum' && !isJoined && !isClamped;
}

/** The values by the labels of the key, corrected for the agents' defects. */
export function guardedValues(guarded: GuardedQuery): string {
  const { metric, runningPods, calculation } = guarded;
  if (metric.subject !== 'pod') {
    return guardedByChange(guarded);
  }
  switch (runningPods) {
    case 'kube-state-metrics':
      return calculation === 'rate'
        ? ofRunningPods(guarded, withMixedUp(guarded, withoutSpikes(guarded)))
        : withMixedUp(guarded, untilTermination(guarded), (mixedUp) => ofRunningPods(guarded, mixedUp));
    case 'by-change':
      return withMixedUp(guarded, metric.unit === 'connections' ? withoutSpikes(guarded) : guardedByChange(guarded));
    case 'unguarded':
      return withoutSpikes(guarded);
  }
}

/** Whether the agent can have mixed up interfaces, and their pods can be determined. */
function guardsMixedUp(guarded: GuardedQuery): boolean {
  const { metric, runningPods, sharedInterfaces } = guarded;
  if (sharedInterfaces === 'left out') {
    return false;
  }
  const isPossible = sharedInterfaces ? sharedInterfaces.length > 0 : looksForDefects(guarded);
  return metric.subject === 'pod' && runningPods !== 'unguarded' && isPossible;
}

/** Adds the values of the interfaces that are exported as several pods. */
function withMixedUp(guarded: GuardedQuery, values: string, chosen = (mixedUp: string) => mixedUp): string {
  return guardsMixedUp(guarded)
    ? aggregate('sum', guarded.key, `${values} or ${apart(chosen(ofMixedUp(guarded)))}`)
    : values;
}

/** Restricts values to pods that ran in the range. Pods that terminated in it still include their repeated samples. */
function ofRunningPods(guarded: GuardedQuery, values: string): string {
  return `${values} and on (${guarded.key.join(', ')}) ${scrapesAsRunning(guarded.range, guarded)}`;
}

/**
 * The values of pods that ran in the range, without the samples that their series repeated after termination. The number of
 * repeated samples is the number of samples minus those for which the pod ran according to kube-state-metrics. It is
 * accurate to one or two samples, for any scrape intervals. Half a sample is kept for the traffic after the last scrape:
 * on average half an interval, which the agent never reports.
 *
 * The repeated samples are a share of each series' samples, so that a pod whose series has other labels since an upgrade of
 * the agent counts like any other.
 *
 * This is better than a subquery for whether the pod runs at each scrape: that needs the scrape interval, is wrong by the
 * same ratio as the interval, and counts missed scrapes twice without staleness markers.
 */
function untilTermination(guarded: GuardedQuery): string {
  const { metric, range } = guarded;
  const count = (selector: string) => overTime('count_over_time', selector, range);
  const repeatedThroughout = byKey(
    withoutPodFilters(guarded),
    metric.combine,
    (selector) => `${overTime('last_over_time', selector, range)} * ${count(selector)}`
  );
  const perInterface = byKey({ ...withoutPodFilters(guarded), key: [...guarded.key, 'iface'] }, 'sum', count);
  const samples = aggregate('max', guarded.key, perInterface);
  const shareRepeated = `clamp_min(1 - (${samplesAsRunning(range, guarded)} + 0.5) / ${samples}, 0)`;
  return `clamp_min(${withoutSpikes(guarded)} - ${repeatedThroughout} * ${shareRepeated}, 0)`;
}

/** Removes frozen series: entirely from rates, and only the repeated samples from totals. */
function guardedByChange(guarded: GuardedQuery): string {
  const { metric, range, calculation } = guarded;
  if (calculation === 'rate') {
    return withoutSpikes(
      guarded,
      (selector) => `${changeIn(metric, selector, range)} unless ${frozen(metric, selector, range)}`
    );
  }
  const values = withoutSpikes(
    guarded,
    (selector) => `${changeIn(metric, selector, range)} or ${minus(frozenTail(metric, selector, range))}`
  );
  return `clamp_min(${values}, 0)`;
}

type OfSeries = (selector: string) => string;

function withoutSpikes(
  guarded: GuardedQuery,
  change: OfSeries = (selector) => changeIn(guarded.metric, selector, guarded.range)
): string {
  const { metric } = guarded;
  const spikes = metric.subject === 'pod' ? spikesOf(guarded) : undefined;
  return spikes === undefined
    ? byKey(guarded, metric.combine, change)
    : summed(guarded, named(guarded, `${joined(guarded, change)} or ${minus(spikes)}`));
}

/** Sums series and their corrections by the key. If the largest of several series counts, only its own correction does. */
function summed({ metric, key }: GuardedQuery, series: string): string {
  return aggregate('sum', key, metric.combine === 'max' ? aggregate('max', [...key, 'minus'], series) : series);
}

/** The whole-life samples to subtract from series; undefined if they cannot be detected. */
function spikesOf(guarded: GuardedQuery): string | undefined {
  const { metric, spikes } = guarded;
  const limit = typeof spikes === 'object' ? possibleInAScrape(metric, spikes) : undefined;
  const impossible =
    limit === undefined ? [] : [joined(guarded, (selector) => spikeOf(guarded, selector, String(limit)))];
  const wide = withoutPodFilters(guarded);
  const wholeLives = wholeLivesOf(wide, (filters, ofSeries) => joined({ ...wide, filters }, ofSeries));
  const found = [...impossible, wholeLives ?? []].flat();
  return found.length === 0 ? undefined : found.join(' or ');
}

function spikeOf(guarded: GuardedQuery, selector: string, limit: string): string {
  return spike(selector, guarded.range, usualOf(guarded, selector), limit);
}

function byKey(guarded: GuardedQuery, operator: 'sum' | 'max', ofSeries: OfSeries): string {
  return aggregate(operator, guarded.key, named(guarded, joined(guarded, ofSeries)));
}

/** Removes the filters that the join with kube-state-metrics applies anyway, so that the expression is shorter. */
function withoutPodFilters(guarded: GuardedQuery): GuardedQuery {
  const { runningPods, clusterLabel, isShort = false, filters } = guarded;
  const isJoined = ({ label }: LabelFilter) => ['namespace', 'pod', clusterLabel].includes(label);
  const isWide = isShort && runningPods === 'kube-state-metrics';
  return isWide ? { ...guarded, filters: filters?.filter((filter) => !isJoined(filter)) } : guarded;
}

/** The series that the query selects, with and without labels that Prometheus renamed. */
function joined({ metric, filters }: GuardedQuery, ofSeries: OfSeries): string {
  const selectors = metric.subject === 'interface' ? agentSelectors : podSelectors;
  return selectors(metric.name, filters).map(ofSeries).join(' or ');
}

/** Series with the labels of the key as the agents export them, without mixed-up interfaces. */
function named(guarded: GuardedQuery, series: string): string {
  if (guarded.sharedInterfaces === 'left out' && guarded.metric.subject === 'pod') {
    return agentLabels(withoutShared(guarded, series), guarded.key);
  }
  return guardsMixedUp(guarded)
    ? agentLabels(withoutMixedUp(guarded, series), [...guarded.key, ...POD_KEY])
    : agentLabels(series, guarded.key);
}
