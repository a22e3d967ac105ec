import { byCluster } from '../../../src/core/flow/byCluster';
import { joinReports } from '../../../src/core/flow/joinReports';
import { type NamedNetworks } from '../../../src/core/flow/namedNetworks';
import { seriesReport } from '../../../src/core/flow/seriesReports';
import { type ClusterFacts } from '../../../src/core/kubernetes/clusterFacts';
import { POLICY_METRICS } from '../../../src/core/policy/policyMetrics';
import { type FlowWindow } from '../../../src/core/policy/review/proposal';
import { flowsInWindow, MAX_FLOWS } from '../../../src/core/prometheus/flowSeries/flowSeries';
import { kubeStateQueries, queryClusterFacts } from '../../../src/core/prometheus/kubernetes/kubeState';
import { planWindow } from '../../../src/core/query/planWindow';
import { type TimeWindow } from '../../../src/core/time';
import { Failure } from '../../failure';
import { severalClusters } from '../messages';
import { MAX_PARTS } from './apiFlows';
import { type FlowReading } from './flowReading';
import { type PrometheusQuery } from './prometheusApi';

/** The cluster whose flows are read. */
export interface ClusterChoice {
  /** The name of the EKS cluster; undefined if Prometheus has only one. */
  cluster?: string;
  /** The label with the name of the cluster in the series of kube-state-metrics. */
  clusterLabel?: string;
}

/**
 * Reads the agents' flow series in windows of an hour, one after the other, with the names of kube-state-metrics, as the data source
 * does. Throws a `Failure` with what to do, also if there are flows of several clusters.
 */
export async function prometheusFlows(
  query: PrometheusQuery,
  range: TimeWindow,
  nowMs: number,
  { networks, ...choice }: ClusterChoice & { networks: NamedNetworks }
): Promise<FlowReading> {
  const { parts } = planWindow(range, { nowMs, ingestionLagMs: 0, maxParts: MAX_PARTS });
  const windows: FlowWindow[] = [];
  let isTruncated = false;
  for (const window of [...parts].reverse()) {
    const samples = await Promise.all(
      POLICY_METRICS.map((metric) =>
        query(flowsInWindow(metric, durationOf(window), MAX_FLOWS, choice.cluster), window.endMs)
      )
    );
    const reports = POLICY_METRICS.flatMap((metric, index) =>
      (samples[index] ?? []).map((sample) => seriesReport(sample, metric))
    );
    const clusters = [...byCluster(reports, (report) => report).keys()];
    if (clusters.length > 1) {
      throw new Failure(severalClusters(clusters.map((name = '') => name)));
    }
    const cluster = await namesIn(query, window, choice);
    windows.push({ window, flows: joinReports(reports, { cluster, networks }) });
    isTruncated ||= samples.some(({ length }) => length >= MAX_FLOWS);
  }
  return { windows, isTruncated, warnings: [] };
}

async function namesIn(
  query: PrometheusQuery,
  window: TimeWindow,
  { cluster, clusterLabel }: ClusterChoice
): Promise<ClusterFacts> {
  const filters =
    cluster === undefined || clusterLabel === undefined
      ? []
      : [{ label: clusterLabel, operator: '=' as const, value: cluster }];
  const queries = kubeStateQueries(durationOf(window), filters);
  return queryClusterFacts(queries, async (expression) =>
    (await query(expression, window.endMs)).map(({ labels }) => labels)
  );
}

function durationOf({ startMs, endMs }: TimeWindow): string {
  return `${Math.round((endMs - startMs) / 1_000)}s`;
}
