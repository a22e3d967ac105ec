import { type LabelFilter } from '../matcher';
import { AGENT_METRICS, type AgentMetric } from './catalog';
import { type DeltaGaugeQuery } from './deltaGaugeQuery';
import { guardedValues, guardKey } from './guards';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { exposedAsSeveral } from './mixedUpPods';
import { overTime, type Range } from '../range';
import { KUBE_STATE_DELAY_MINUTES } from '../kubernetes/runningPods';
import { isNarrowing, selector } from '../selector';

/**
 * Recording rules for the metrics of pods and network interfaces, in clusters with so many that queries cannot read all of
 * them each time. They record rates per pod and per interface, from which queries find candidates. Windows are adjacent and
 * do not overlap. The guards are the same as in queries. A window is recorded two minutes after its end, so that the guard
 * against agent restarts has all restarts.
 */

const MINUTES = 4;
/** The length of windows and the interval of the rules, in seconds. It is less than Prometheus's lookback of five minutes. */
export const RECORDED_SECONDS = MINUTES * 60;
const WINDOW = `${MINUTES}m`;
/** The window for the usual sample. An agent can be down for most of a recorded window, so that is too short. */
const USUAL_OVER = '15m';

/** The time from the end of a range back to the start of the oldest window in it that may not be recorded yet. */
export const NOT_YET_RECORDED = `${MINUTES + KUBE_STATE_DELAY_MINUTES}m`;

/**
 * The number of pods with the highest rates in a window, which are recorded again in series of their own. A query for the top
 * of the whole cluster reads only these. A pod is missing from them only if this many others exceed it in every window.
 */
const LARGEST = 1_000;

/** Whether a metric is recorded. Devices have few series, which queries can read. */
export function isRecorded({ subject }: AgentMetric): boolean {
  return subject !== 'device';
}

/** The labels of the recorded series of pods, which their names begin with. */
const LABELS_OF_PODS = 'namespace_pod_node';

type RecordedMetric = Pick<AgentMetric, 'name' | 'subject'>;

function nameOf({ name, subject }: RecordedMetric): string {
  return `${subject === 'pod' ? LABELS_OF_PODS : 'node_eni'}:${name}:rate${WINDOW}`;
}

function nameOfLargest({ name }: RecordedMetric): string {
  return `${LABELS_OF_PODS}:${name}:topk_rate${WINDOW}`;
}

/** The number of recorded pods, in one series, which shows whether there are any without reading all of them. */
const COUNT = `cluster:namespace_pod_node_ingress_bytes_rate${WINDOW}:count`;

/** The number of pods as which each network interface is exported, if there are several. */
const SHARED = 'node_iface:ingress_bytes:count';

/** A recording rule in the format of Prometheus. */
export interface RecordingRule {
  record: string;
  expr: string;
}

/** All rules. They must be evaluated in order every `RECORDED_SECONDS`, because the last ones use the results of others. */
export function recordingRules(scope: ClusterOption): RecordingRule[] {
  const rates = AGENT_METRICS.filter(isRecorded).map((metric) => ({
    record: nameOf(metric),
    // Few interfaces exceed an allowance. All pods are recorded, so that there are series for pods without traffic.
    expr: `${totals(metric, scope)} / ${RECORDED_SECONDS}${metric.subject === 'interface' ? ' > 0' : ''}`,
  }));
  const ofPods = AGENT_METRICS.filter(({ subject }) => subject === 'pod');
  return [
    ...rates,
    ...ofPods.map((metric) => ({ record: nameOfLargest(metric), expr: largest(nameOf(metric), scope) })),
    { record: SHARED, expr: exposedAsSeveral('ingress_bytes', scope, {}) },
    {
      record: COUNT,
      expr: aggregate('count', inCluster([], scope), nameOf({ name: 'ingress_bytes', subject: 'pod' })),
    },
  ];
}

function largest(series: string, scope: ClusterOption): string {
  const clusters = inCluster([], scope);
  return `topk${clusters.length === 0 ? '' : ` by (${clusters.join(', ')}) `}(${LARGEST}, ${series})`;
}

/** Totals of a window by pod and node, or by node and interface. */
function totals(metric: AgentMetric, scope: ClusterOption): string {
  const seconds = String(RECORDED_SECONDS);
  const query: DeltaGaugeQuery = {
    ...scope,
    metric,
    groupBy: metric.subject === 'pod' ? 'pod' : 'interface',
    window: WINDOW,
    windowSeconds: seconds,
    runningPods: 'kube-state-metrics',
    spikes: 'kube-state-metrics',
    // Detecting these takes several times as long as everything else.
    returnedPods: [],
    sharedInterfaces: 'left out',
  };
  const range: Range = { window: WINDOW, seconds, minutesAgo: KUBE_STATE_DELAY_MINUTES };
  return guardedValues({ ...query, range, usualOver: USUAL_OVER, calculation: 'total', key: guardKey(query) });
}

/**
 * The sums of the recorded rates of a range: of the windows that end in it, although they are recorded later. For pods without
 * filters but those on clusters, these are the sums of the largest pods of each window.
 */
export function overRecorded(
  metric: AgentMetric,
  filters: readonly LabelFilter[],
  { window, clusterLabel }: Pick<Range, 'window'> & ClusterOption
): string {
  const narrowing = filters.filter(isNarrowing);
  const isOfClusters = narrowing.every(({ label }) => label === clusterLabel);
  const name = metric.subject === 'pod' && isOfClusters ? nameOfLargest(metric) : nameOf(metric);
  return overTime('sum_over_time', selector(name, narrowing), { window, minutesAgo: -KUBE_STATE_DELAY_MINUTES });
}

/** An instant query at the end of a range for the names of interfaces that agents exported as several pods in it. */
export function recordedSharedInterfaces(rangeSeconds: number): string {
  return aggregate('group', ['iface'], overTime('last_over_time', SHARED, { window: `${rangeSeconds}s` }));
}

/** An instant query at the end of a range, with one sample if the rules were evaluated at both its start and its end. */
export function recordedThroughout(rangeSeconds: number): string {
  const isRecordedAt = (at: string) => `group(${overTime('last_over_time', COUNT, { window: '10m', at })})`;
  return `${isRecordedAt('')} and ${isRecordedAt(` offset ${rangeSeconds}s`)}`;
}
