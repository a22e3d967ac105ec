import { type LabelFilter } from '../matcher';
import { selector } from '../selector';

/**
 * PromQL over the flow series that agents can send to Prometheus beside the API
 * (aws/network-flow-monitor-agent, publisher_amp.rs): per flow and 30-second report one sample, the
 * change since the last report; nothing for a flow that had no report. What happened in a window is the
 * sum of its samples, as with every gauge of the agent that holds changes.
 */

/** What a flow series is about: both ends, as the reporting agent knew them. */
export const FLOW_SERIES_LABELS = [
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

/** The metrics of flows that the series tell; they hold no round-trip times. */
export const SERIES_METRICS = {
  DATA_TRANSFERRED: ['nfm_bytes_delivered', 'nfm_bytes_received'],
  RETRANSMISSIONS: ['nfm_retrans_syn', 'nfm_retrans_est'],
  TIMEOUTS: ['nfm_rtos_syn', 'nfm_rtos_est'],
} as const;

/** Retransmissions and timeouts together. */
export const LOSS_SERIES = [...SERIES_METRICS.RETRANSMISSIONS, ...SERIES_METRICS.TIMEOUTS] as const;

export type SeriesMetric = keyof typeof SERIES_METRICS;

export function isSeriesMetric(metric: string): metric is SeriesMetric {
  return Object.prototype.hasOwnProperty.call(SERIES_METRICS, metric);
}

/** How many flow series have a sample in the ten minutes before the query's time; no sample where none has. */
export function flowSeriesCount(matchers: readonly LabelFilter[] = []): string {
  return `count(last_over_time(${selector('nfm_bytes_delivered', matchers)}[10m]))`;
}

/** One sample where there are flow series at all in the last minutes before the query's time. */
export const HAS_FLOW_SERIES = flowSeriesCount();

/**
 * The k largest flows by a metric in a window, as each end's agent reported them: one instant query, to
 * be asked at the window's end. A flow of which nothing was counted is not in the answer. A flow that only has losses has
 * 0 bytes, because nothing of it arrived: without the 0, its bytes would be unknown.
 *
 * @param window a PromQL duration: "86400s".
 * @param cluster only of this EKS cluster, by its name; without it, of all that Prometheus holds.
 */
export function flowsInWindow(metric: SeriesMetric, window: string, k: number, cluster?: string): string {
  const counted = `${summed(SERIES_METRICS[metric], window, { cluster })} > 0`;
  const lost = `${summed(LOSS_SERIES, window, { cluster })} > 0`;
  const largest = `topk(${k}, ${counted})`;
  return metric === 'DATA_TRANSFERRED' ? `${largest} or topk(${k}, ${lost}) * 0 unless ${counted}` : largest;
}

/**
 * Per second and flow over time, of the k flows that have the most in the whole range: one ranking for
 * all steps, so that lines do not come and go.
 *
 * A sample stands for 30 seconds: where $__rate_interval is not a multiple of them, it holds half a sample
 * too many or too few at every step. A smallest step of 30 seconds makes it one.
 */
export function flowsOverTime(metric: SeriesMetric, k: number, cluster?: string): string {
  const names = SERIES_METRICS[metric];
  const perSecond = `${summed(names, '$__rate_interval', { cluster })} / ($__rate_interval_ms / 1000)`;
  const ranking = `topk(${k}, ${summed(names, '$__range', { cluster, at: ' @ end()' })} > 0)`;
  return `(${perSecond}) and on (${FLOW_SERIES_LABELS.join(', ')}) ${ranking}`;
}

/** How a sum over flow series is cut: by which labels, of which flows, ending where. */
interface FlowSum {
  by?: readonly string[];
  matchers?: readonly LabelFilter[];
  at?: string;
  /** Series that count as 0, so that flows that have only these are part of the sum. */
  zeros?: readonly string[];
}

/**
 * The sum of several series of each flow in a window, by labels. They get a label of their own for a
 * moment: without their names, two series of one flow would be the same, which PromQL refuses.
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
  const matchers: LabelFilter[] =
    cluster === undefined ? [] : [{ label: 'k8s_cluster', operator: '=', value: cluster }];
  return sumOfSeries(names, window, { matchers, at });
}
