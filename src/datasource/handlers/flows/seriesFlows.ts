import { type DataSourceApi } from '@grafana/data';
import { combineLatest, map, type Observable, throwError } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Notice } from '../../../core/notice';
import { byCluster } from '../../../core/flow/byCluster';
import { joinReports } from '../../../core/flow/joinReports';
import { compareFlows } from '../../../core/flow/order';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { seriesReport } from '../../../core/flow/seriesReports';
import { flowsInWindow, isSeriesMetric, type SeriesMetric } from '../../../core/prometheus/flowSeries/flowSeries';
import { clusterName } from '../../../core/query/clusterName';
import { type FlowsQuery } from '../../../core/query/flowsQuery';
import { type NamesSnapshot } from '../../context/clusterNames';
import { instantSamples, type Sample } from '../../prometheus/instantSamples';

/** As many flows as a browser takes in at once; the largest come first. */
const MAX_FLOWS = 10_000;

/** Flows of a window of any length from the agents' series in Prometheus, in one go. Errors with what to do. */
export function seriesFlows(
  prometheus: DataSourceApi,
  query: FlowsQuery,
  window: TimeWindow,
  names: Observable<NamesSnapshot>
): Observable<FlowSnapshot> {
  const asked = query.metrics.filter(isSeriesMetric);
  if (asked.length === 0) {
    return throwError(
      () =>
        new Error('The agents’ series hold no round-trip times. Choose other metrics, or the flow API as the source.')
    );
  }
  const duration = `${Math.round((window.endMs - window.startMs) / 1_000)}s`;
  const cluster = clusterName(query);
  const expressions = Object.fromEntries(
    asked.map((metric) => [metric, flowsInWindow(metric, duration, MAX_FLOWS, cluster)])
  );
  return combineLatest([instantSamples(prometheus, expressions, window), names]).pipe(
    map(([samples, known]) => {
      const reports = asked.flatMap((metric) => (samples[metric] ?? []).map((sample) => seriesReport(sample, metric)));
      const clusters = byCluster(reports, (report) => report);
      return {
        flows: [...clusters.values()].flatMap((ofOne) => joinReports(ofOne, known.lookup)).sort(compareFlows),
        window,
        isWhole: true,
        notices: [
          ...cutNotices(samples, asked),
          ...clusterNotices([...clusters.keys()].map((name = '') => name)),
          ...known.notices,
        ],
      };
    })
  );
}

function clusterNotices(clusters: readonly string[]): Notice[] {
  const text = `These are flows of ${clusters.length} clusters: ${clusters.join(', ')}. Choose a cluster in the query to see those of one.`;
  return clusters.length > 1 ? [{ severity: 'warning', text }] : [];
}

function cutNotices(samples: Record<string, Sample[]>, asked: readonly SeriesMetric[]): Notice[] {
  const isCut = asked.some((metric) => (samples[metric] ?? []).length >= MAX_FLOWS);
  const text = `Only the ${MAX_FLOWS} largest reports of the window are shown. Choose a shorter range to see the others.`;
  return isCut ? [{ severity: 'warning', text }] : [];
}
