import { type DataSourceApi } from '@grafana/data';
import { combineLatest, map, type Observable, throwError } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Notice, warningNotice } from '../../../core/notice';
import { byCluster } from '../../../core/flow/byCluster';
import { joinReports } from '../../../core/flow/joinReports';
import { compareFlows } from '../../../core/flow/order';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { seriesReport } from '../../../core/flow/seriesReports';
import {
  flowsInWindow,
  isSeriesMetric,
  MAX_FLOWS,
  type SeriesMetric,
} from '../../../core/prometheus/flowSeries/flowSeries';
import { clusterName } from '../../../core/query/clusterName';
import { type FlowsQuery } from '../../../core/query/flowsQuery';
import { type NamesSnapshot } from '../../context/clusterNames';
import { flowsOfSeveralClusters, onlyLargestReports, ROUND_TRIP_TIMES_NEED_API } from '../../messages';
import { instantSamples, type Sample } from '../../prometheus/instantSamples';

/** The flows in a window of any length, from the agents' series in Prometheus. Emits once. Errors with what to do. */
export function seriesFlows(
  prometheus: DataSourceApi,
  query: FlowsQuery,
  window: TimeWindow,
  names: Observable<NamesSnapshot>
): Observable<FlowSnapshot> {
  const metrics = query.metrics.filter(isSeriesMetric);
  if (metrics.length === 0) {
    return throwError(() => new Error(ROUND_TRIP_TIMES_NEED_API));
  }
  const duration = `${Math.round((window.endMs - window.startMs) / 1_000)}s`;
  const cluster = clusterName(query);
  const expressions = Object.fromEntries(
    metrics.map((metric) => [metric, flowsInWindow(metric, duration, MAX_FLOWS, cluster)])
  );
  return combineLatest([instantSamples(prometheus, expressions, window), names]).pipe(
    map(([samples, namesSnapshot]) => {
      const reports = metrics.flatMap((metric) =>
        (samples[metric] ?? []).map((sample) => seriesReport(sample, metric))
      );
      const clusters = byCluster(reports, (report) => report);
      return {
        flows: [...clusters.values()].flatMap((ofOne) => joinReports(ofOne, namesSnapshot.lookup)).sort(compareFlows),
        window,
        isWhole: true,
        notices: [
          ...cutNotices(samples, metrics),
          ...clusterNotices([...clusters.keys()].map((name = '') => name)),
          ...namesSnapshot.notices,
        ],
      };
    })
  );
}

function clusterNotices(clusters: readonly string[]): Notice[] {
  return clusters.length > 1 ? [warningNotice(flowsOfSeveralClusters(clusters))] : [];
}

function cutNotices(samples: Record<string, Sample[]>, metrics: readonly SeriesMetric[]): Notice[] {
  const isCut = metrics.some((metric) => (samples[metric] ?? []).length >= MAX_FLOWS);
  return isCut ? [warningNotice(onlyLargestReports(MAX_FLOWS))] : [];
}
