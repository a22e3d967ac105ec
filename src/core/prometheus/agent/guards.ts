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
export function guardsSeries({ metric, runningPods, spikes, calculation }: Omit<GuardedQuery, 'key'>): boolean {
  const isPod = metric.subject === 'pod';
  const isJoined = isPod && (runningPods === 'kube-state-metrics' || spikes === 'kube-state-metrics');
  const isClamped = calculation === 'total' && !(isPod && runningPods === 'unguarded');
  return metric.combine === 'sum' && !isJoined && !isClamped;
}

/** Values by the key, without what the agents' defects add to them. */
export function guardedValues(guarded: GuardedQuery): string {
  const { metric, runningPods, calculation } = guarded;
  if (metric.subject !== 'pod') {
    return guardedByChange(guarded);
  }
  switch (runningPods) {
    case 'kube-state-metrics':
      return calculation === 'rate'
        ? ranInRange(guarded, withMixedUp(guarded, withoutSpikes(guarded)))
        : withMixedUp(guarded, untilTheyEnded(guarded), (mixedUp) => ranInRange(guarded, mixedUp));
    case 'by-change':
      return withMixedUp(guarded, metric.unit === 'connections' ? withoutSpikes(guarded) : guardedByChange(guarded));
    case 'unguarded':
      return withoutSpikes(guarded);
  }
}

/** Whether the agent can have mixed up interfaces, and something says whose they are. */
function guardsMixedUp(guarded: GuardedQuery): boolean {
  const { metric, runningPods, sharedInterfaces } = guarded;
  if (sharedInterfaces === 'left out') {
    return false;
  }
  const isPossible = sharedInterfaces ? sharedInterfaces.length > 0 : looksForDefects(guarded);
  return metric.subject === 'pod' && runningPods !== 'unguarded' && isPossible;
}

/** The other interfaces' values, and those of the interfaces that are printed as several pods. */
function withMixedUp(guarded: GuardedQuery, values: string, chosen = (mixedUp: string) => mixedUp): string {
  return guardsMixedUp(guarded)
    ? aggregate('sum', guarded.key, `${values} or ${apart(chosen(ofMixedUp(guarded)))}`)
    : values;
}

/** Of the pods that ran in the range. Those that ended in it count with what they repeat until it is past. */
function ranInRange(guarded: GuardedQuery, values: string): string {
  return `${values} and on (${guarded.key.join(', ')}) ${scrapesAsRunning(guarded.range, guarded)}`;
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
function untilTheyEnded(guarded: GuardedQuery): string {
  const { metric, range } = guarded;
  const count = (selector: string) => overTime('count_over_time', selector, range);
  const repeatedThroughout = byKey(
    widely(guarded),
    metric.combine,
    (selector) => `${overTime('last_over_time', selector, range)} * ${count(selector)}`
  );
  const perInterface = byKey({ ...widely(guarded), key: [...guarded.key, 'iface'] }, 'sum', count);
  const samples = aggregate('max', guarded.key, perInterface);
  const shareRepeated = `clamp_min(1 - (${samplesAsRunning(range, guarded)} + 0.5) / ${samples}, 0)`;
  return `clamp_min(${withoutSpikes(guarded)} - ${repeatedThroughout} * ${shareRepeated}, 0)`;
}

/** Without what frozen series give: nothing of them in a rate, not what they repeated in a total. */
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

/** By the key, of series and what must be taken away from them. Of the largest of several series only its own is. */
function summed({ metric, key }: GuardedQuery, series: string): string {
  return aggregate('sum', key, metric.combine === 'max' ? aggregate('max', [...key, 'minus'], series) : series);
}

/** What must be taken away from series; undefined if nothing shows it. */
function spikesOf(guarded: GuardedQuery): string | undefined {
  const { metric, spikes } = guarded;
  const limit = typeof spikes === 'object' ? possibleInAScrape(metric, spikes) : undefined;
  const impossible =
    limit === undefined ? [] : [joined(guarded, (selector) => spikeOf(guarded, selector, String(limit)))];
  const wide = widely(guarded);
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

/** All pods, where kube-state-metrics says which of them are chosen: joined to them, the others drop out. */
function widely(guarded: GuardedQuery): GuardedQuery {
  const { runningPods, clusterLabel, isShort = false, filters } = guarded;
  const isJoined = ({ label }: LabelFilter) => ['namespace', 'pod', clusterLabel].includes(label);
  const isWide = isShort && runningPods === 'kube-state-metrics';
  return isWide ? { ...guarded, filters: filters?.filter((filter) => !isJoined(filter)) } : guarded;
}

/** The series that the query chooses, whether Prometheus renamed their labels or not. */
function joined({ metric, filters }: GuardedQuery, ofSeries: OfSeries): string {
  const selectors = metric.subject === 'interface' ? agentSelectors : podSelectors;
  return selectors(metric.name, filters).map(ofSeries).join(' or ');
}

/** Series with the labels of the key as the agents have them; without mixed-up interfaces. */
function named(guarded: GuardedQuery, series: string): string {
  if (guarded.sharedInterfaces === 'left out') {
    return agentLabels(withoutShared(guarded, series), guarded.key);
  }
  return guardsMixedUp(guarded)
    ? agentLabels(withoutMixedUp(guarded, series), [...guarded.key, ...POD_KEY])
    : agentLabels(series, guarded.key);
}
