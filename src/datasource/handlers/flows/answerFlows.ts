import { type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import { catchError, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { type TimeWindow, pastOf, shifted } from '../../../core/time';
import { pricesFrom } from '../../../core/transfer/charges';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { HAS_FLOW_SERIES } from '../../../core/prometheus/flowSeries/flowSeries';
import { type ChosenSource, chooseSource, noMonitorSelected } from '../../../core/query/chooseSource';
import { clusterName } from '../../../core/query/clusterName';
import { type FlowsQuery } from '../../../core/query/flowsQuery';
import {
  type MissingSource,
  NO_API_URL,
  NO_MONITOR_BECAUSE,
  NO_FLOW_SERIES,
  NO_PROMETHEUS,
} from '../../../core/query/messages';
import { hourByHour, NO_MONITOR_SELECTED } from '../../messages';
import { errorResponse, problemResponse } from '../../results/errorResponse';
import { splitRange } from '../../query/splitRange';
import { instantSamples } from '../../prometheus/instantSamples';
import { rangeOf } from '../../query/range';
import { snapshotResponse } from '../../results/snapshotResponse';
import { existingPrometheus, type QueryContext } from '../../context/queryContext';
import { type WatchingMonitors } from './clusterMonitors';
import { flowTimeSeries } from './flowTimeSeries';
import { flowFrames } from './flowFrames';
import { seriesFlows } from './seriesFlows';
import { withCoverage } from './withCoverage';
import { type QueryHandler } from '../handler';

/** Answers a flows query from the selected source, or from the better one if none is selected. */
export const answerFlows: QueryHandler<FlowsQuery> = (context, saved, { request, refId }) => {
  if (saved.shiftMs === undefined) {
    // Without a key, this response would replace the one of the panel's first query.
    return of({ data: [], key: refId, state: LoadingState.Done });
  }
  const range = shifted(rangeOf(request), saved.shiftMs);
  const past = pastOf(range, context.client.nowMs());
  const prices = pricesFrom(context.settings.prices);
  return completed(context, saved).pipe(
    switchMap(({ query, apiMissing }) =>
      chosen(context, query, past, apiMissing).pipe(map((choice) => ({ query, choice })))
    ),
    switchMap(({ query, choice }) => {
      if ('problem' in choice) {
        return of(problemResponse(choice.problem, refId));
      }
      if (query.format === 'timeSeries') {
        return overTime(context, query, request, refId);
      }
      const snapshots = choice.source === 'api' ? fromApi(context, query, range) : fromSeries(context, query, past);
      return snapshotResponse(withReason(snapshots, choice.reason), {
        refId,
        scheduler: context.client.pacing.scheduler,
        framesOf: (snapshot) => flowFrames(snapshot, query, { refId, prices }),
      });
    }),
    catchError((failure: unknown) => of(errorResponse(failure, refId)))
  );
};

/**
 * Growing snapshots of the flows of a monitor, a cluster, or Prometheus, from the better source. Errors with what to do if there is
 * no source.
 */
export function flowSnapshots(context: QueryContext, saved: FlowsQuery, range: TimeWindow): Observable<FlowSnapshot> {
  const past = pastOf(range, context.client.nowMs());
  return completed(context, saved).pipe(
    switchMap(({ query, apiMissing }) =>
      chosen(context, query, past, apiMissing).pipe(
        switchMap((choice) => {
          if ('problem' in choice) {
            return throwError(() => new Error(choice.problem));
          }
          return choice.source === 'api' ? fromApi(context, query, range) : fromSeries(context, query, past);
        })
      )
    )
  );
}

function withReason(snapshots: Observable<FlowSnapshot>, reason: string | undefined): Observable<FlowSnapshot> {
  return reason === undefined
    ? snapshots
    : snapshots.pipe(
        map((snapshot) => ({
          ...snapshot,
          notices: [{ severity: 'info' as const, text: reason }, ...snapshot.notices],
        }))
      );
}

interface CompletedQuery {
  query: FlowsQuery;
  apiMissing?: MissingSource;
}

/** The query with the only monitor or the only cluster, if no monitor is selected. */
function completed({ settings, monitors }: QueryContext, query: FlowsQuery): Observable<CompletedQuery> {
  if (!settings.flowApiUrl) {
    return of({ query, apiMissing: NO_API_URL });
  }
  if (query.watched !== undefined || query.source === 'series' || query.format === 'timeSeries') {
    return of({ query });
  }
  return monitors.toChooseFrom().pipe(
    map(({ only, active }) =>
      only ? { query: { ...query, watched: only } } : { query, apiMissing: noMonitorSelected(active) }
    ),
    catchError((failure: unknown) =>
      of({ query, apiMissing: { because: NO_MONITOR_BECAUSE, remedy: messageOf(failure) } })
    )
  );
}

function chosen(
  context: QueryContext,
  query: FlowsQuery,
  range: TimeWindow,
  apiMissing: MissingSource | undefined
): Observable<ChosenSource> {
  const { source: requested, format } = query;
  const choose = (seriesMissing: MissingSource | undefined) =>
    chooseSource({ requested, format, apiMissing, seriesMissing, rangeMs: range.endMs - range.startMs });
  const withoutSeries = choose(NO_FLOW_SERIES);
  // Prometheus is queried only if its response can make a difference.
  if (JSON.stringify(withoutSeries) === JSON.stringify(choose(undefined))) {
    return of(withoutSeries);
  }
  return missingSeriesIn(context, range).pipe(
    map(choose),
    catchError((failure: unknown) =>
      'source' in withoutSeries
        ? of({ ...withoutSeries, reason: hourByHour(messageOf(failure)) })
        : throwError(() => failure)
    )
  );
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

function missingSeriesIn({ prometheus }: QueryContext, range: TimeWindow): Observable<MissingSource | undefined> {
  return prometheus.pipe(
    switchMap((found) =>
      found
        ? instantSamples(found, { count: HAS_FLOW_SERIES }, range).pipe(
            map(({ count }) => (count.length > 0 ? undefined : NO_FLOW_SERIES))
          )
        : of(NO_PROMETHEUS)
    )
  );
}

function fromApi(context: QueryContext, query: FlowsQuery, range: TimeWindow): Observable<FlowSnapshot> {
  const { metrics, categories, optionalCategories, limit, watched } = query;
  const { api } = context;
  if (watched === undefined) {
    return throwError(() => new Error(NO_MONITOR_SELECTED));
  }
  return monitorsFor(context, watched).pipe(
    switchMap(({ names: monitorNames, cluster }) => {
      const perWindow = monitorNames.length * metrics.length * (categories.length + optionalCategories.length);
      const plan = splitRange(context, range, perWindow);
      const snapshots = api.snapshotsOf(
        { metrics, categories, optionalCategories, limit, monitorNames },
        plan,
        cluster
      );
      return withCoverage(context, snapshots, { monitorNames, categories, parts: plan.parts });
    })
  );
}

/** The monitors to query. The cluster of a single monitor matters only if Prometheus has several clusters. */
function monitorsFor(
  { monitors, settings }: QueryContext,
  { kind, name }: NonNullable<FlowsQuery['watched']>
): Observable<WatchingMonitors> {
  if (kind === 'cluster') {
    return monitors.activeOf(name);
  }
  return settings.clusterLabel ? monitors.named(name) : of({ names: [name] });
}

function fromSeries(context: QueryContext, query: FlowsQuery, range: TimeWindow): Observable<FlowSnapshot> {
  const names = context.names.inWindow(range, clusterName(query));
  return existingPrometheus(context).pipe(switchMap((prometheus) => seriesFlows(prometheus, query, range, names)));
}

function overTime(
  context: QueryContext,
  query: FlowsQuery,
  request: DataQueryRequest,
  refId: string
): Observable<DataQueryResponse> {
  const names = context.names.inWindow(pastOf(rangeOf(request), context.client.nowMs()), clusterName(query));
  return existingPrometheus(context).pipe(
    switchMap((found) => flowTimeSeries(found, request, query, { names, refId }))
  );
}
