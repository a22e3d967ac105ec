import { type LabelFilter } from '../matcher';
import { selector } from '../selector';

/**
 * PromQL over the flow series that agents can send to Prometheus in addition to the API (aws/network-flow-monitor-agent,
 * publisher_amp.rs). Each flow has one sample per report, every 30 seconds: the change since the last report, or no sample
 * without a report. The change in a window is the sum of its samples, as for all metrics of the agent.
 */

/** The labels of a flow series: both ends, as the reporting agent knows them. */
const FLOW_SERIES_LABELS = [
  'k8s_cluster',
  'k8s_node',
  'instance_id',
  'local_address',
  'local_port',
  'local_namespace',
  'local_pod',
  'local_service',
  'remote_address',
  'remote_port',
  'remote_namespace',
  'remote_pod',
  'remote_service',
] as const;

/** The metrics of flows with series. There are none for round-trip times. */
export const SERIES_METRICS = {
  DATA_TRANSFERRED: ['nfm_bytes_delivered', 'nfm_bytes_received'],
  RETRANSMISSIONS: ['nfm_retrans_syn', 'nfm_retrans_est'],
  TIMEOUTS: ['nfm_rtos_syn', 'nfm_rtos_est'],
} as const;

/** Retransmissions and timeouts together. */
export const LOSS_SERIES = [...SERIES_METRICS.RETRANSMISSIONS, ...SERIES_METRICS.TIMEOUTS] as const;

export type SeriesMetric = keyof typeof SERIES_METRICS;

/** Whether a metric of flows has series. */
export function isSeriesMetric(metric: string): metric is SeriesMetric {
  return Object.prototype.hasOwnProperty.call(SERIES_METRICS, metric);
}

/** The most flows of a window, so that browsers stay responsive. The largest flows come first. */
export const MAX_FLOWS = 10_000;

/** The number of flow series with a sample in the ten minutes before the query's time; no sample if there are none. */
export function flowSeriesCount(matchers: readonly LabelFilter[] = []): string {
  return `count(last_over_time(${selector('nfm_bytes_delivered', matchers)}[10m]))`;
}

/** One sample if there are any flow series in the ten minutes before the query's time. */
export const HAS_FLOW_SERIES = flowSeriesCount();

/**
 * An instant query at the end of a window for the k largest flows by a metric in it, as the agent of each end reported them.
 * Flows with a value of 0 are not in the result. But a flow that has only losses has 0 bytes, because nothing of it arrived:
 * without the 0, its bytes would be unknown.
 *
 * @param window a PromQL duration: "86400s".
 * @param cluster the name of an EKS cluster; without it, flows of all clusters in Prometheus.
 */
export function flowsInWindow(metric: SeriesMetric, window: string, k: number, cluster?: string): string {
  const counted = `${summed(SERIES_METRICS[metric], window, { cluster })} > 0`;
  const lost = `${summed(LOSS_SERIES, window, { cluster })} > 0`;
  const largest = `topk(${k}, ${counted})`;
  return metric === 'DATA_TRANSFERRED' ? `${largest} or topk(${k}, ${lost}) * 0 unless ${counted}` : largest;
}

/**
 * Values per second over time of the k flows with the most in the whole range. All steps share this ranking, so that lines
 * do not come and go.
 *
 * A sample is for 30 seconds. If `$__rate_interval` is not a multiple of that, each step has half a sample too many or too
 * few. A minimum step of 30 seconds avoids this.
 */
export function flowsOverTime(metric: SeriesMetric, k: number, cluster?: string): string {
  const names = SERIES_METRICS[metric];
  const perSecond = `${summed(names, '$__rate_interval', { cluster })} / ($__rate_interval_ms / 1000)`;
  const ranking = `topk(${k}, ${summed(names, '$__range', { cluster, at: ' @ end()' })} > 0)`;
  return `(${perSecond}) and on (${FLOW_SERIES_LABELS.join(', ')}) ${ranking}`;
}

/** The steps of a range query over flow series. */
export interface FlowSteps {
  /** The number of flows. */
  k: number;
  /** The length of a step: a multiple of 30 seconds, in which agents report. */
  stepSeconds: number;
  /** The length of the whole range. */
  rangeSeconds: number;
  /** The name of an EKS cluster; absent: flows of all clusters in Prometheus. */
  cluster?: string;
}

/**
 * The bytes in each step of a range query, of the k flows with the most bytes and the k flows with the most losses in the
 * whole range: without the bytes of a flow with losses, the losses would look like those of a flow without a response. The
 * series keep all of their labels, because Prometheus needs most of the time for grouping by them.
 */
export function bytesInSteps({ k, stepSeconds, rangeSeconds, cluster }: FlowSteps): string {
  const most = (sum: string) => `topk(${k}, ${sum} > 0)`;
  const whole = { window: `${rangeSeconds}s`, at: ' @ end()', cluster };
  const ranking = [most(bytesIn(whole)), ...LOSS_SERIES.map((name) => most(sumIn(name, whole)))].join(' or ');
  return `${bytesIn({ window: withoutStart(stepSeconds), cluster })} > 0 and (${ranking})`;
}

/** The losses in each step of a range query, of the k flows with the most of each series in the whole range. */
export function lossesInSteps(
  metric: Exclude<SeriesMetric, 'DATA_TRANSFERRED'>,
  { k, stepSeconds, rangeSeconds, cluster }: FlowSteps
): string {
  const parts = SERIES_METRICS[metric].map((name) => {
    const ranking = `topk(${k}, ${sumIn(name, { window: `${rangeSeconds}s`, at: ' @ end()', cluster })} > 0)`;
    const lost = `${sumIn(name, { window: withoutStart(stepSeconds), cluster })} > 0 and ${ranking}`;
    return `label_replace(${lost}, "part", "${name}", "", "")`;
  });
  return `sum without (part) (${parts.join(' or ')})`;
}

/** The range of a step, shorter by a millisecond: Prometheus 2 includes samples at its start, which are in the step before. */
function withoutStart(stepSeconds: number): string {
  return `${stepSeconds * 1_000 - 1}ms`;
}

interface SumRange {
  window: string;
  at?: string;
  cluster?: string;
}

/** Both directions of each flow. One of them can be missing, which an addition would drop. */
function bytesIn(range: SumRange): string {
  const [sent, received] = SERIES_METRICS.DATA_TRANSFERRED.map((name) => sumIn(name, range));
  return `(${sent} + ${received} or ${sent} or ${received})`;
}

function sumIn(name: string, { window, at = '', cluster }: SumRange): string {
  return `sum_over_time(${selector(name, ofCluster(cluster))}[${window}]${at})`;
}

function ofCluster(cluster: string | undefined): LabelFilter[] {
  return cluster === undefined ? [] : [{ label: 'k8s_cluster', operator: '=', value: cluster }];
}

/** The labels, the flows and the end of a sum over flow series. */
interface FlowSum {
  by?: readonly string[];
  matchers?: readonly LabelFilter[];
  at?: string;
  /** Series that count as 0, so that flows with only these series are in the sum. */
  zeros?: readonly string[];
}

/**
 * The sum of several series of each flow in a window, by labels. Within the expression, each gets an additional label: without
 * their names, two series of one flow would have the same labels, which is an error in PromQL.
 */
export function sumOfSeries(
  names: readonly string[],
  window: string,
  { by = FLOW_SERIES_LABELS, matchers = [], at = '', zeros = [] }: FlowSum = {}
): string {
  const parts = names.map(
    (name) => `label_replace(sum_over_time(${selector(name, matchers)}[${window}]${at}), "part", "${name}", "", "")`
  );
  const nothing = zeros.length === 0 ? [] : [zeroOf(zeros, matchers, `[${window}]${at}`)];
  return `sum by (${by.join(', ')}) (${[...parts, ...nothing].join(' or ')})`;
}

function zeroOf(names: readonly string[], matchers: readonly LabelFilter[], range: string): string {
  const any = selector('', [{ label: '__name__', operator: '=~', value: names.join('|') }, ...matchers]);
  return `label_replace(last_over_time(${any}${range}), "part", "$1", "__name__", "(.+)") * 0`;
}

function summed(names: readonly string[], window: string, { cluster, at }: { cluster?: string; at?: string }): string {
  return sumOfSeries(names, window, { matchers: ofCluster(cluster), at });
}
