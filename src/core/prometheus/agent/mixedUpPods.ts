import { type LabelFilter } from '../matcher';
import { type GuardedQuery } from './deltaGaugeQuery';
import { agentLabels, aggregate, type ClusterOption, inCluster } from '../labels';
import { earlier, endOf, lasting, overTime, type Range } from '../range';
import { POD_KEY, rankedAsRunning } from '../kubernetes/runningPods';
import { selector } from '../selector';
import { where } from '../where';

/**
 * Pods that agents mix up by their address. A pod that has finished keeps its address in Kubernetes, and Amazon VPC CNI
 * gives it to another pod 30 seconds later. From then on the agent prints the new pod's interface at each scrape as one of
 * the two, by chance: the one that it changes to has the pod's whole life, and the other repeats its last value
 * (kubernetes_metadata_collector.rs, interface_metrics_provider.rs). So two pods have one interface on one node, and
 * samples of both are far above the usual one.
 */

/** A whole life is more than so many times the smallest sample soon after the pod's start. */
const ABOVE_SMALLEST = 3;
/** Half to two thirds of the samples are whole lives. The usual sample is in the middle of the others, which are smaller. */
const USUAL_QUANTILE = 0.2;
/** Before a range: long enough for the agent to change the pod. */
const BEFORE = '15m';
/** The counter is read some scrapes before the start as well as before the end: less is no difference. */
const SURELY_MORE = 1.03;

/** Series without those of mixed-up interfaces, with the labels as Prometheus has them. */
export function withoutMixedUp(query: GuardedQuery, series: string): string {
  return `(${series}) unless on (${interfaceLabels(query)}) ${mixedUpInterfaces(query)}`;
}

/** Series without those of interfaces that are printed as several pods, whether these are mixed up or one followed the other. */
export function withoutShared(query: GuardedQuery, series: string): string {
  return `(${series}) unless on (${interfaceLabels(query)}) ${exposedAsSeveral(query.metric.name, query, query.range)}`;
}

/** How many pods each interface is printed as at a range's end, where it is more than one. */
export function exposedAsSeveral(
  metricName: string,
  scope: ClusterOption,
  end: Pick<Range, 'at' | 'minutesAgo'>
): string {
  const named = selector(metricName, [{ label: 'iface', operator: '!=', value: '' }]);
  return `${aggregate('count', inCluster(['node', 'iface'], scope), `${named}${endOf(end)}`)} > 1`;
}

/**
 * What moved through mixed-up interfaces in the range, by pod and node. By kube-state-metrics, all of it belongs to the pod
 * that runs: of all namespaces, for a join with the running pods that the filters choose, which can hold variables of a
 * dashboard. Without it, to all pods of the interface in equal parts.
 */
export function ofMixedUp(query: GuardedQuery): string {
  const { filters = [], range, metric, runningPods, clusterLabel } = query;
  const on = `on (${interfaceLabels(query)}) group_left ()`;
  const pod = inCluster(POD_KEY, query);
  const exposed = agentLabels(
    ofInterfaces(query, (some) => overTime('count_over_time', some, range)),
    POD_KEY
  );
  const isOfNode = ({ label }: LabelFilter) => label === 'node';
  const others = filters.filter((filter) => !isOfNode(filter));
  if (runningPods !== 'kube-state-metrics') {
    return where(`(${exposed} ^ 0 * ${on} (${moved(query)} / ${mixedUpInterfaces(query)}))`, others);
  }
  const isOfCluster = ({ label }: LabelFilter) => label === clusterLabel;
  const scope = { clusterLabel, filters: filters.filter((filter) => isOfNode(filter) || isOfCluster(filter)) };
  const ranked = `${exposed} ^ 0 * on (${pod.join(', ')}) group_left () ${rankedAsRunning(range, scope)}`;
  const owners = `topk by (${interfaceLabels(query)}) (1, ${ranked}) ^ 0`;
  const ofOwners = `(${owners} * ${on} (${moved(query)} and on (${interfaceLabels(query)}) ${mixedUpInterfaces(query)}))`;
  const isJoined = ({ label }: LabelFilter) => ['namespace', 'pod', clusterLabel].includes(label);
  return aggregate(
    metric.combine,
    pod,
    where(
      ofOwners,
      others.filter((filter) => !isJoined(filter))
    )
  );
}

/**
 * What interfaces moved in the range. A whole life is an interface's counter: from the largest one before the samples to the
 * largest of them, as a part of the samples if these are more than the range's. Where there is none before them, or a counter that only some scrapes know shows no more,
 * the usual sample for each scrape; but no more than the whole life.
 */
function moved(query: GuardedQuery): string {
  const samples = lookBack(query);
  const of = (operator: string, ofSeries: (some: string) => string) =>
    `${operator} by (${interfaceLabels(query)}) (${ofInterfaces(query, ofSeries)})`;
  const largest = of('max', (some) => overTime('max_over_time', some, samples));
  const before = of('max', (some) => overTime('max_over_time', some, earlier(BEFORE, samples)));
  const count = (range: Range) => of('max', (some) => overTime('count_over_time', some, range));
  const usual = of('min', (some) => overTime('quantile_over_time', `${USUAL_QUANTILE}, ${some}`, samples));
  const inAScrape = `((${largest} - ${before}) / ${count(samples)} > ${SURELY_MORE} * ${usual} or ${usual})`;
  return `(${inAScrape} * ${count(query.range)} < ${SURELY_MORE} * ${largest} or ${largest})`;
}

/**
 * How many pods the agent prints an interface as, of those that it mixes up: each of them with repeated samples, and
 * with some that are far above others.
 */
function mixedUpInterfaces(query: GuardedQuery): string {
  const samples = lookBack(query);
  const wholeLives = ofInterfaces(query, (some) => {
    const of = (name: string) => overTime(name, some, samples);
    const hasLarge = `${of('max_over_time')} > ${ABOVE_SMALLEST} * ${of('min_over_time')}`;
    // Or more than two repeated ones, where an engine counts changes differently.
    return `${hasLarge} and ${of('count_over_time')} - ${of('changes')} > 1`;
  });
  return `(count by (${interfaceLabels(query)}) (${wholeLives}) > 1)`;
}

/** Of all pods on the chosen nodes: an interface can be printed as a pod that the filters leave out. */
function ofInterfaces(
  { metric, filters = [], sharedInterfaces }: GuardedQuery,
  ofSeries: (some: string) => string
): string {
  const shared = Array.isArray(sharedInterfaces) && {
    label: 'iface',
    operator: '=~' as const,
    value: sharedInterfaces.join('|'),
  };
  return ofSeries(
    selector(metric.name, [...filters.filter(({ label }) => label === 'node'), ...(shared ? [shared] : [])])
  );
}

/** Interfaces of pods by cluster, node, and name: the agent reads the host's end, whose name is unique on its node. */
function interfaceLabels(query: GuardedQuery): string {
  return inCluster(['node', 'iface'], query).join(', ');
}

/** The samples in which whole lives are looked for: the range of a rate has too few. */
export function lookBack({ range, calculation, usualOver }: GuardedQuery): Range {
  return lasting(usualOver ?? (calculation === 'rate' ? '30m' : range.window), range);
}

/** Names of interfaces that agents print as several pods now or did so some time before, by name: an instant query. */
export function sharedInterfaces(secondsBefore: number, scope: ClusterOption): string {
  const at = (offset: string) => exposedAsSeveral('ingress_bytes', scope, { at: offset });
  return aggregate('group', ['iface'], `${at('')} or ${at(` offset ${secondsBefore}s`)}`);
}
