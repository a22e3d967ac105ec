import { type DataSourceApi } from '@grafana/data';
import { combineLatest, map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../core/flow/flow';
import { joinReports } from '../../core/flow/joinReports';
import { type FlowPicture, type Notice } from '../../core/flow/picture';
import { seriesReport } from '../../core/flow/seriesReports';
import { flowsInWindow, isSeriesMetric, type SeriesMetric } from '../../core/promql/flowSeries';
import { type FlowsQuery } from '../../core/query/flowsQuery';
import { type KnownNames } from '../cluster/clusterKnowledge';
import { instantSamples, type Sample } from '../prometheus/instantSamples';

/** As many flows as a browser takes in at once; the largest come first. */
const MOST_FLOWS = 10_000;

/** Flows of a window of any length from the agents' series in Prometheus, in one go. Errors with what to do. */
export function seriesFlows(
  prometheus: DataSourceApi,
  { metrics }: Pick<FlowsQuery, 'metrics'>,
  window: TimeWindow,
  names: Observable<KnownNames>
): Observable<FlowPicture> {
  const asked = metrics.filter(isSeriesMetric);
  const duration = `${Math.round((window.endMs - window.startMs) / 1_000)}s`;
  const expressions = Object.fromEntries(asked.map((metric) => [metric, flowsInWindow(metric, duration, MOST_FLOWS)]));
  return combineLatest([instantSamples(prometheus, expressions, window), names]).pipe(
    map(([samples, known]) => {
      const reports = asked.flatMap((metric) => (samples[metric] ?? []).map((sample) => seriesReport(sample, metric)));
      return {
        flows: joinReports(reports, known.knowledge),
        window,
        isWhole: true,
        notices: [...cutNotices(samples, asked), ...known.notices],
      };
    })
  );
}

function cutNotices(samples: Record<string, Sample[]>, asked: readonly SeriesMetric[]): Notice[] {
  const isCut = asked.some((metric) => (samples[metric] ?? []).length >= MOST_FLOWS);
  const text = `Only the ${MOST_FLOWS} largest reports of the window are shown. Choose a shorter range to see the others.`;
  return isCut ? [{ severity: 'warning', text }] : [];
}
