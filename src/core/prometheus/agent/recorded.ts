import { type LabelFilter } from '../matcher';
import { AGENT_METRICS, type AgentMetric } from './catalog';
import { type DeltaGaugeQuery } from './deltaGaugeQuery';
import { guardedValues, guardKey } from './guards';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { exposedAsSeveral } from './mixedUpPods';
import { overTime, type Range } from '../range';
import { KUBE_STATE_DELAY_MINUTES } from '../kubernetes/runningPods';
import { selector } from '../selector';

/**
 * Recording rules for the metrics of pods, in clusters with so many pods that queries cannot read all of them each time.
 * They record rates per pod, from which queries find candidates. Windows are adjacent and do not overlap. The guards are
 * the same as in queries. A window is recorded two minutes after its end, so that the guard against agent restarts has all
 * restarts.
 */

const MINUTES = 4;
/** The length of windows and the interval of the rules, in seconds. It is less than Prometheus's lookback of five minutes. */
export const RECORDED_SECONDS = MINUTES * 60;
const WINDOW = `${MINUTES}m`;
/** The window for the usual sample. An agent can be down for most of a recorded window, so that is too short. */
const USUAL_OVER = '15m';

/** Whether a metric is recorded. Other metrics have only a few series per node, which queries can read. */
export function isRecorded({ subject }: AgentMetric): boolean {
  return subject === 'pod';
}

function nameOf({ name }: Pick<AgentMetric, 'name'>): string {
  return `namespace_pod_node:${name}:rate${WINDOW}`;
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

/** All rules. They must be evaluated in order every `RECORDED_SECONDS`, because the last one uses the results of others. */
export function recordingRules(scope: ClusterOption): RecordingRule[] {
  const rates = AGENT_METRICS.filter(isRecorded).map((metric) => ({
    record: nameOf(metric),
    expr: podRates(metric, scope),
  }));
  return [
    ...rates,
    { record: SHARED, expr: exposedAsSeveral('ingress_bytes', scope, {}) },
    { record: COUNT, expr: aggregate('count', inCluster([], scope), nameOf({ name: 'ingress_bytes' })) },
  ];
}

/** Rates per second by pod and node; 0 for pods without traffic. */
function podRates(metric: AgentMetric, scope: ClusterOption): string {
  const seconds = String(RECORDED_SECONDS);
  const query: DeltaGaugeQuery = {
    ...scope,
    metric,
    groupBy: 'pod',
    window: WINDOW,
    windowSeconds: seconds,
    runningPods: 'kube-state-metrics',
    spikes: 'kube-state-metrics',
    // Detecting these takes several times as long as everything else.
    returnedPods: [],
    sharedInterfaces: 'left out',
  };
  const range: Range = { window: WINDOW, seconds, minutesAgo: KUBE_STATE_DELAY_MINUTES };
  const guarded = { ...query, range, usualOver: USUAL_OVER, calculation: 'total', key: guardKey(query) } as const;
  return `${guardedValues(guarded)} / ${seconds}`;
}

/** The sums of the recorded rates of a range: of the windows that end in it, although they are recorded later. */
export function overRecorded(metric: AgentMetric, filters: readonly LabelFilter[], { window }: Range): string {
  return overTime('sum_over_time', selector(nameOf(metric), filters), {
    window,
    minutesAgo: -KUBE_STATE_DELAY_MINUTES,
  });
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
