import { type ClusterFacts } from '../../src/core/kubernetes/clusterFacts';
import { type FlowTimeSeries } from '../../src/core/flow/timeSeries';
import { type Report } from '../../src/core/flow/report';
import { seriesReport } from '../../src/core/flow/seriesReports';
import { flowsInWindow, flowsOverTime, type SeriesMetric } from '../../src/core/prometheus/flowSeries/flowSeries';
import { kubeStateQueries, queryClusterFacts } from '../../src/core/prometheus/kubernetes/kubeState';
import { promInstant } from './promInstant';
import { type QueryRange } from './promQuery';

/** More flows than the simulated cluster has. */
const ALL_FLOWS = 10_000;

/** A window as an instant query specifies it. */
export interface Lookback {
  atMs: number;
  seconds: number;
}

/** The agents' flow series in a window, as reports. */
export async function seriesReports(
  url: string,
  metrics: readonly SeriesMetric[],
  { atMs, seconds }: Lookback
): Promise<Report[]> {
  const reportsOf = async (metric: SeriesMetric) => {
    const samples = await promInstant(url, flowsInWindow(metric, `${seconds}s`, ALL_FLOWS), atMs);
    return samples.map((sample) => seriesReport(sample, metric));
  };
  return (await Promise.all(metrics.map(reportsOf))).flat();
}

/** What kube-state-metrics reported to Prometheus in a window. */
export async function clusterFactsIn(url: string, { atMs, seconds }: Lookback): Promise<ClusterFacts> {
  return queryClusterFacts(kubeStateQueries(`${seconds}s`), async (query) =>
    (await promInstant(url, query, atMs)).map(({ labels }) => labels)
  );
}

/** Returns the query with the values that Grafana substitutes for its macros. */
export function substituteMacros(
  query: string,
  { rateSeconds, rangeSeconds }: { rateSeconds: number; rangeSeconds: number }
) {
  return query
    .replaceAll('$__rate_interval_ms', String(rateSeconds * 1_000))
    .replaceAll('$__rate_interval', `${rateSeconds}s`)
    .replaceAll('$__range', `${rangeSeconds}s`);
}

/**
 * Returns the time series of the k largest flows, with the window that Grafana uses for a minimum step of 30 seconds.
 */
export async function largestFlowSeries(
  url: string,
  { metric, k, startMs, endMs, stepMs }: QueryRange & { metric: SeriesMetric; k: number }
): Promise<FlowTimeSeries[]> {
  const stepSeconds = stepMs / 1_000;
  const rateSeconds = Math.max(stepSeconds + 30, 120);
  const query = substituteMacros(flowsOverTime(metric, k), { rateSeconds, rangeSeconds: (endMs - startMs) / 1_000 });
  const body = new URLSearchParams({
    query,
    start: String(startMs / 1_000),
    end: String(endMs / 1_000),
    step: String(stepSeconds),
  });
  const response = await fetch(`${url}/api/v1/query_range`, { method: 'POST', body });
  const { data }: MatrixResponse = await response.json();
  return data.result.map(({ metric: labels, values }) => ({
    labels,
    timesMs: values.map(([seconds]) => seconds * 1_000),
    values: values.map(([, value]) => Number(value)),
  }));
}

interface MatrixResponse {
  data: { result: Array<{ metric: Record<string, string>; values: Array<[number, string]> }> };
}
