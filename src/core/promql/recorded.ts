import { AGENT_METRICS, type AgentMetric } from './catalogue';
import { type DeltaGaugeQuery } from './deltaGaugeQuery';
import { GROUPING_LABELS } from './grouping';
import { guardedValues, guardKey } from './guards';
import { aggregate, type ClusterOption, inCluster } from './labels';
import { overTime, type Range } from './range';
import { TOLD_AFTER_MINUTES } from './runningPods';
import { type LabelFilter, selector } from './selector';

/**
 * What recording rules keep of the pods' metrics, for clusters of so many pods that queries cannot go through
 * all of them each time: rates per pod, and their sums. A window begins where the one before ends, so that
 * nothing is in two of them. The guards are those of all queries; so that the one against agent restarts
 * knows of every restart, a window is told two minutes after its end.
 */

const MINUTES = 4;
/** The windows' length and the rules' interval: within the five minutes that Prometheus looks back for a sample. */
export const RECORDED_SECONDS = MINUTES * 60;
const WINDOW = `${MINUTES}m`;

const LEVELS = { pod: 'namespace_pod_node', namespace: 'namespace', node: 'node' } as const;
export type RecordedLevel = keyof typeof LEVELS;
const SUMS = ['namespace', 'node'] as const satisfies readonly RecordedLevel[];

/** Whether a metric is recorded: the others have a few series of each node, which queries can go through. */
export function isRecorded({ subject }: AgentMetric): boolean {
  return subject === 'pod';
}

function nameOf(level: RecordedLevel, { name }: Pick<AgentMetric, 'name'>): string {
  return `${LEVELS[level]}:${name}:rate${WINDOW}`;
}

/** A rule as Prometheus has it. */
export interface RecordingRule {
  record: string;
  expr: string;
}

/** To be evaluated one after the other every `RECORDED_SECONDS`: the sums are of the pods' newest values. */
export function recordingRules(scope: ClusterOption): RecordingRule[] {
  return AGENT_METRICS.filter(isRecorded).flatMap((metric) => [
    { record: nameOf('pod', metric), expr: podRates(metric, scope) },
    ...SUMS.map((level) => ({
      record: nameOf(level, metric),
      expr: aggregate('sum', inCluster(GROUPING_LABELS[level], scope), nameOf('pod', metric)),
    })),
  ]);
}

/** Per second by pod and node. None of pods that moved nothing: most open no connection most of the time. */
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
  };
  const range: Range = { window: WINDOW, seconds, minutesAgo: TOLD_AFTER_MINUTES };
  return `${guardedValues({ ...query, range, calculation: 'total', key: guardKey(query) })} / ${seconds} > 0`;
}

/** A function over what was recorded of a range: of the windows that end in it, whenever they were told. */
export function overRecorded(
  name: string,
  level: RecordedLevel,
  metric: AgentMetric,
  filters: readonly LabelFilter[],
  range: Range
): string {
  return overTime(name, selector(nameOf(level, metric), filters), { ...range, minutesAgo: -TOLD_AFTER_MINUTES });
}

/** One sample where the rules were evaluated at a range's start as well as at its end: an instant query at its end. */
export function recordedThroughout(rangeSeconds: number): string {
  const told = (at: string) =>
    `group(${overTime('last_over_time', nameOf('namespace', { name: 'ingress_bytes' }), { window: '10m', at })})`;
  return `${told('')} and ${told(` offset ${rangeSeconds}s`)}`;
}
