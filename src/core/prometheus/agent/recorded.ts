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
 * What recording rules keep of the pods' metrics, for clusters of so many pods that queries cannot go through
 * all of them each time: rates per pod, to choose by whom to ask about. A window begins where the one before ends, so that
 * nothing is in two of them. The guards are those of all queries; so that the one against agent restarts
 * knows of every restart, a window is told two minutes after its end.
 */

const MINUTES = 4;
/** The windows' length and the rules' interval: within the five minutes that Prometheus looks back for a sample. */
export const RECORDED_SECONDS = MINUTES * 60;
const WINDOW = `${MINUTES}m`;
/** An agent can be away for most of a window: what is left of it does not tell what is usual. */
const USUAL_OVER = '15m';

/** Whether a metric is recorded: the others have a few series of each node, which queries can go through. */
export function isRecorded({ subject }: AgentMetric): boolean {
  return subject === 'pod';
}

function nameOf({ name }: Pick<AgentMetric, 'name'>): string {
  return `namespace_pod_node:${name}:rate${WINDOW}`;
}

/** How many pods are recorded, in one series: whether any are is told without going through them. */
const COUNT = `cluster:namespace_pod_node_ingress_bytes_rate${WINDOW}:count`;

/** The network interfaces that agents print as several pods, with how many. */
const SHARED = 'node_iface:ingress_bytes:count';

/** A rule as Prometheus has it. */
export interface RecordingRule {
  record: string;
  expr: string;
}

/** To be evaluated one after the other every `RECORDED_SECONDS`: the last is of the others' newest values. */
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

/** Per second by pod and node; 0 of pods that moved nothing. */
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
    // Looking for these takes several times as long as all the rest.
    returnedPods: [],
    sharedInterfaces: 'left out',
  };
  const range: Range = { window: WINDOW, seconds, minutesAgo: KUBE_STATE_DELAY_MINUTES };
  const guarded = { ...query, range, usualOver: USUAL_OVER, calculation: 'total', key: guardKey(query) } as const;
  return `${guardedValues(guarded)} / ${seconds}`;
}

/** Sums over what was recorded of a range: of the windows that end in it, whenever they were told. */
export function overRecorded(metric: AgentMetric, filters: readonly LabelFilter[], { window }: Range): string {
  return overTime('sum_over_time', selector(nameOf(metric), filters), {
    window,
    minutesAgo: -KUBE_STATE_DELAY_MINUTES,
  });
}

/** Names of interfaces that agents printed as several pods at some time in a range: an instant query at its end. */
export function recordedSharedInterfaces(rangeSeconds: number): string {
  return aggregate('group', ['iface'], overTime('last_over_time', SHARED, { window: `${rangeSeconds}s` }));
}

/** One sample where the rules were evaluated at a range's start as well as at its end: an instant query at its end. */
export function recordedThroughout(rangeSeconds: number): string {
  const isRecordedAt = (at: string) => `group(${overTime('last_over_time', COUNT, { window: '10m', at })})`;
  return `${isRecordedAt('')} and ${isRecordedAt(` offset ${rangeSeconds}s`)}`;
}
