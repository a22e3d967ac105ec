import { type LabelFilter } from '../matcher';
import { type GuardedQuery } from './deltaGaugeQuery';
import { agentLabels, aggregate, type ClusterOption, inCluster } from '../labels';
import { earlier, endOf, lasting, overTime, type Range } from '../range';
import { POD_KEY, rankedAsRunning } from '../kubernetes/runningPods';
import { selector } from '../selector';
import { where } from '../where';

/**
 * Pods that agents mix up because of their address. A finished pod keeps its address in Kubernetes, and Amazon VPC CNI
 * assigns it to another pod 30 seconds later. From then on, the agent exports the new pod's interface as one of the two
 * pods at random at each scrape: the pod to which it switches gets a whole-life sample, and the other one repeats its last
 * value (kubernetes_metadata_collector.rs, interface_metrics_provider.rs). So two pods have the same interface on one node,
 * and samples of both are far above the usual one.
 */

/** A whole-life sample is more than this multiple of the smallest sample, soon after the pod's start. */
const ABOVE_SMALLEST = 3;
/** Half to two thirds of the samples are whole-life samples. The usual sample is the median of the others, which are smaller. */
const USUAL_QUANTILE = 0.2;
/** The time before a range, long enough for the agent to switch the pod. */
const BEFORE = '15m';
/** The counter can be some scrapes old at both the start and the end: smaller differences are not significant. */
const SURELY_MORE = 1.03;

/** Removes the series of mixed-up interfaces. Labels stay as in Prometheus. */
export function withoutMixedUp(query: GuardedQuery, series: string): string {
  return `(${series}) unless on (${interfaceLabels(query)}) ${mixedUpInterfaces(query)}`;
}

/** Removes the series of interfaces that are exported as several pods, mixed up or one after the other. */
export function withoutShared(query: GuardedQuery, series: string): string {
  return `(${series}) unless on (${interfaceLabels(query)}) ${exposedAsSeveral(query.metric.name, query, query.range)}`;
}

/** The number of pods as which each interface is exported at the end of a range, if there is more than one. */
export function exposedAsSeveral(
  metricName: string,
  scope: ClusterOption,
  end: Pick<Range, 'at' | 'minutesAgo'>
): string {
  const named = selector(metricName, [{ label: 'iface', operator: '!=', value: '' }]);
  return `${aggregate('count', inCluster(['node', 'iface'], scope), `${named}${endOf(end)}`)} > 1`;
}

/**
 * The traffic of mixed-up interfaces in the range, by pod and node. With kube-state-metrics, all of it belongs to the running
 * pod, over all namespaces: a join with the running pods applies the filters, which can have dashboard variables. Without
 * kube-state-metrics, it is divided equally among the pods of the interface.
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
 * The traffic of interfaces in the range. A whole-life sample is the counter of an interface, so the traffic is the difference
 * between the largest sample before the samples and the largest of them, in proportion to the range if the samples are from
 * a longer time. If there is no sample before them, or the difference is not larger because only some scrapes have the
 * counter, it is the usual sample for each scrape, but at most the whole-life sample.
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
 * The number of pods as which the agent exports each mixed-up interface. Each of these pods has repeated samples, and samples
 * far above others.
 */
function mixedUpInterfaces(query: GuardedQuery): string {
  const samples = lookBack(query);
  const wholeLives = ofInterfaces(query, (some) => {
    const of = (name: string) => overTime(name, some, samples);
    const hasLarge = `${of('max_over_time')} > ${ABOVE_SMALLEST} * ${of('min_over_time')}`;
    // This needs one repetition, or two on engines that count changes differently.
    return `${hasLarge} and ${of('count_over_time')} - ${of('changes')} > 1`;
  });
  return `(count by (${interfaceLabels(query)}) (${wholeLives}) > 1)`;
}

/** The series of all pods on the selected nodes: an interface can be exported as a pod that the filters exclude. */
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

/** The labels of a pod's interface. The agent reads the host's end of it, whose name is unique on the node. */
function interfaceLabels(query: GuardedQuery): string {
  return inCluster(['node', 'iface'], query).join(', ');
}

/** The range of the samples that detect whole-life samples: the range of a rate has too few samples. */
export function lookBack({ range, calculation, usualOver }: GuardedQuery): Range {
  return lasting(usualOver ?? (calculation === 'rate' ? '30m' : range.window), range);
}

/** An instant query for the names of interfaces that agents export as several pods now or did this many seconds before. */
export function sharedInterfaces(secondsBefore: number, scope: ClusterOption): string {
  const at = (offset: string) => exposedAsSeveral('ingress_bytes', scope, { at: offset });
  return aggregate('group', ['iface'], `${at('')} or ${at(` offset ${secondsBefore}s`)}`);
}
