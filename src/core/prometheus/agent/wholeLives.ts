import { type LabelFilter } from '../matcher';
import { type GuardedQuery } from './deltaGaugeQuery';
import { agentLabels, aggregate, inCluster } from '../labels';
import { type AgentMetric } from './metric';
import { lookBack } from './mixedUpPods';
import { endOf, overTime, type Range } from '../range';
import { restartedAgents } from '../kubernetes/runningPods';
import { repetitions, returned, spike, usualSample } from './samples';
import { podSelectors } from '../selector';
import { quotedForRegex } from '../where';

/**
 * Whole-life samples: samples with everything that a pod counted since its start. The agent exports one after its own start,
 * after it did not know the pod for a while, and, for connections, after a failure of its nstat
 * (aws/network-flow-monitor-agent, open_metrics/providers/interface_metrics_provider.rs).
 */

/** A sample above this multiple of the usual one can be a whole-life sample. */
const FAR_ABOVE_USUAL = 10;

/** The most pods that are checked individually: those whose largest sample is farthest above the usual one. */
const MAX_CANDIDATES = 50;
/** Shorter than the scrape intervals of most agents, and few enough steps in a range of weeks. */
const STEP = '30s';
/** Long enough for two scrapes, and short enough that the sum of all usual samples is well below two whole-life samples. */
const SHORTLY = '2m';

type OfSeries = (selector: string) => string;

/** Whether a query checks all pods for defects without a restart of the agent, if no names are known. */
export function looksForDefects({ runningPods, spikes }: GuardedQuery): boolean {
  return runningPods === 'by-change' || spikes === 'kube-state-metrics';
}

/**
 * The excess of whole-life samples over the pods' other samples; undefined if they cannot be detected.
 *
 * @param ofSelected applies an expression to the series that match some filters.
 */
export function wholeLivesOf(
  query: GuardedQuery,
  ofSelected: (filters: readonly LabelFilter[], ofSeries: OfSeries) => string
): string | undefined {
  const { spikes, range, agentPods, returnedPods, filters = [] } = query;
  const largest = ofSelected(filters, (selector) => largestAboveUsual(query, selector));
  const restarted = `on (${inCluster(['node'], query).join(', ')}) ${restartedAgents(range, query)}`;
  const canRestart = spikes === 'kube-state-metrics' && range.seconds !== undefined && agentPods?.length !== 0;
  const afterRestarts = canRestart ? [`(${largest}) and ${restarted}`] : [];
  if (!returnedPods && looksForDefects(query)) {
    const bursts = ofSelected(
      filters,
      (selector) => `${overTime('count_over_time', selector, range)} unless ${returnedBy(query, selector)}`
    );
    return `(${largest}) unless (${canRestart ? `(${bursts}) unless ${restarted}` : bursts})`;
  }
  const ofReturned = returnedPods?.length
    ? [ofSelected([...filters, namedAs(returnedPods)], (selector) => aboveOthers(query, selector))]
    : [];
  const found = [...ofReturned, ...afterRestarts];
  return found.length === 0 ? undefined : found.join(' or ');
}

function namedAs(pods: readonly string[]): LabelFilter {
  return { label: 'pod', operator: '=~', value: pods.map(quotedForRegex).join('|') };
}

/** The excess of the largest sample in the range, if it is far above the usual one. */
function largestAboveUsual(query: GuardedQuery, selector: string): string {
  const usual = usualOf(query, selector);
  return spike(selector, query.range, usual, `${FAR_ABOVE_USUAL} * ${usual}`);
}

/** The usual sample of a query's series. */
export function usualOf(query: GuardedQuery, selector: string): string {
  return usualSample(selector, lookBack(query));
}

/**
 * The excess of all samples that are far above the usual one, which then count as the mean of the others. The windows of a
 * rate have at most one such sample.
 */
function aboveOthers(query: GuardedQuery, selector: string): string {
  const { range, calculation } = query;
  if (calculation === 'rate') {
    return largestAboveUsual(query, selector);
  }
  const usual = usualSample(selector, { ...lookBack(query), at: ' @ end()' });
  const others = `(${selector} <= ${FAR_ABOVE_USUAL} * ${usual})[${range.window}:${STEP}]${endOf(range)}`;
  const [sum, count] = [overTime('sum_over_time', selector, range), overTime('count_over_time', selector, range)];
  return `${sum} - avg_over_time(${others}) * ${count}`;
}

/** Uses the bytes of the pods, because small numbers of connections and packets repeat by chance. All metrics return together. */
function returnedBy(query: GuardedQuery, selector: string): string {
  const { name, unit } = query.metric;
  return returned(unit === 'bytes' ? selector : selector.replace(name, 'ingress_bytes'), lookBack(query));
}

/** The signs of whole-life samples: repeated bytes, or a scrape without connections, before them. */
export type WholeLifeSign = 'repeated bytes' | 'no connections';

/** The signs that apply to a metric: the agent reads the bytes and the connections of a pod separately. */
export function wholeLifeSigns({ subject, unit }: AgentMetric): readonly WholeLifeSign[] {
  if (subject !== 'pod') {
    return [];
  }
  return unit === 'connections' ? ['repeated bytes', 'no connections'] : ['repeated bytes'];
}

const METRICS: Record<WholeLifeSign, readonly string[]> = {
  'repeated bytes': ['ingress_bytes'],
  'no connections': ['ingress_flow', 'egress_flow'],
};

/** A query for the names of pods with a sign of whole-life samples in a range, with one or several large samples in a row. */
export function wholeLifeCandidates(sign: WholeLifeSign, range: Range): string {
  const candidates = METRICS[sign].map((name) => {
    const usual = usualSample(name, range);
    const isSign =
      sign === 'repeated bytes' ? `${repetitions(name, range)} > 0` : `${overTime('min_over_time', name, range)} == 0`;
    return `${overTime('max_over_time', name, range)} / (${usual} > 0) > ${FAR_ABOVE_USUAL} and ${isSign}`;
  });
  return podNames(`topk(${MAX_CANDIDATES}, ${candidates.join(' or ')})`);
}

/** A query for the candidates with single samples far above the usual one, unlike bursts, which have several in a row. */
export function podsWithWholeLives(sign: WholeLifeSign, candidates: readonly string[], range: Range): string {
  const found = METRICS[sign].flatMap((name) =>
    podSelectors(name, [namedAs(candidates)]).map((selector) => {
      const usual = usualSample(selector, range);
      const withoutLargest = `(sum_over_time(${selector}[${SHORTLY}]) - max_over_time(${selector}[${SHORTLY}]))`;
      const most = `max_over_time(${withoutLargest}[${range.window}:1m]${endOf(range)})`;
      const isFarAbove = `${overTime('max_over_time', selector, range)} > ${FAR_ABOVE_USUAL} * ${usual}`;
      return `(${isFarAbove} unless ${most} > ${2 * FAR_ABOVE_USUAL} * ${usual})`;
    })
  );
  return podNames(found.join(' or '));
}

function podNames(series: string): string {
  return aggregate('group', ['pod'], agentLabels(series, ['pod']));
}
