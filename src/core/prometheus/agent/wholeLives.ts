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
 * Samples that hold all that a pod counted since its start. The agent prints one after its own start, when it did not know
 * the pod for a while, and, of connections, when its nstat failed (aws/network-flow-monitor-agent,
 * open_metrics/providers/interface_metrics_provider.rs).
 */

/** A sample that is more than so many times the usual one can be a pod's whole life. */
const FAR_ABOVE_USUAL = 10;

/** Pods that are looked at one by one: of more candidates, those whose largest sample is the farthest above the usual one. */
const MAX_CANDIDATES = 50;
/** Shorter than the scrape intervals of most agents, and few enough steps in a range of weeks. */
const STEP = '30s';
/** Long enough for two scrapes, and short enough that a dozen usual samples are well below two that are far above them. */
const SHORTLY = '2m';

type OfSeries = (selector: string) => string;

/** Whether a query looks for what agents do wrong without a restart, where it does not know of it. */
export function looksForDefects({ runningPods, spikes }: GuardedQuery): boolean {
  return runningPods === 'by-change' || spikes === 'kube-state-metrics';
}

/**
 * By how much whole lives exceed the pods' other samples; undefined if nothing shows any.
 *
 * @param ofSelected of the series that some filters choose.
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

/** The largest sample of the range, where it is far above the usual one. */
function largestAboveUsual(query: GuardedQuery, selector: string): string {
  const usual = usualOf(query, selector);
  return spike(selector, query.range, usual, `${FAR_ABOVE_USUAL} * ${usual}`);
}

export function usualOf(query: GuardedQuery, selector: string): string {
  return usualSample(selector, lookBack(query));
}

/**
 * All samples of a range that are far above the usual one count like the others: their mean for each sample. The windows of
 * a rate have one such sample at most.
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

/** Small numbers of connections and packets repeat by chance. Bytes do not, and they return together. */
function returnedBy(query: GuardedQuery, selector: string): string {
  const { name, unit } = query.metric;
  return returned(unit === 'bytes' ? selector : selector.replace(name, 'ingress_bytes'), lookBack(query));
}

/** Which pods can have whole lives among their samples: after repeated bytes, or after a scrape without connections. */
export type WholeLifeSign = 'repeated bytes' | 'no connections';

/** The signs that matter for a metric: an agent reads the bytes of a pod and its connections apart. */
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

/** Names of pods that show a sign of whole lives in a range, with single samples or several in a row. */
export function wholeLifeCandidates(sign: WholeLifeSign, range: Range): string {
  const candidates = METRICS[sign].map((name) => {
    const usual = usualSample(name, range);
    const isSign =
      sign === 'repeated bytes' ? `${repetitions(name, range)} > 0` : `${overTime('min_over_time', name, range)} == 0`;
    return `${overTime('max_over_time', name, range)} / (${usual} > 0) > ${FAR_ABOVE_USUAL} and ${isSign}`;
  });
  return podNames(`topk(${MAX_CANDIDATES}, ${candidates.join(' or ')})`);
}

/** Those of the candidates that have single samples far above the usual one, not several in a row, as bursts do. */
export function podsWithWholeLives(sign: WholeLifeSign, candidates: readonly string[], range: Range): string {
  const found = METRICS[sign].flatMap((name) =>
    podSelectors(name, [namedAs(candidates)]).map((selector) => {
      const usual = usualSample(selector, range);
      const besideLargest = `(sum_over_time(${selector}[${SHORTLY}]) - max_over_time(${selector}[${SHORTLY}]))`;
      const most = `max_over_time(${besideLargest}[${range.window}:1m]${endOf(range)})`;
      const isFarAbove = `${overTime('max_over_time', selector, range)} > ${FAR_ABOVE_USUAL} * ${usual}`;
      return `(${isFarAbove} unless ${most} > ${2 * FAR_ABOVE_USUAL} * ${usual})`;
    })
  );
  return podNames(found.join(' or '));
}

function podNames(series: string): string {
  return aggregate('group', ['pod'], agentLabels(series, ['pod']));
}
