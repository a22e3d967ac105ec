import { type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import { catchError, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { pricesFrom } from '../../core/cost/tolls';
import { type TimeWindow } from '../../core/flow/flow';
import { type FlowPicture } from '../../core/flow/picture';
import { HAS_FLOW_SERIES } from '../../core/promql/flowSeries';
import {
  type ChosenSource,
  chooseSource,
  NO_API_ADDRESS,
  NO_FLOW_SERIES,
  NO_PROMETHEUS,
  noMonitorChosen,
  type SourceLack,
} from '../../core/query/chooseSource';
import { clusterName } from '../../core/query/clusterName';
import { type FlowsQuery } from '../../core/query/flowsQuery';
import { errorResponse } from '../errorResponse';
import { planFor } from '../planFor';
import { instantSamples } from '../prometheus/instantSamples';
import { pastOf, rangeOf, shifted } from '../range';
import { snapshotResponse } from '../snapshotResponse';
import { existingPrometheus, type Sources } from '../sources';
import { type WatchingMonitors } from './clusterMonitors';
import { flowCourses } from './flowCourses';
import { flowFrames } from './flowFrames';
import { seriesFlows } from './seriesFlows';
import { withCoverage } from './withCoverage';

/** Answers a flows query from the source that it asks for, or from the better one. */
export function answerFlows(
  sources: Sources,
  saved: FlowsQuery,
  request: DataQueryRequest,
  refId: string
): Observable<DataQueryResponse> {
  if (saved.shiftMs === undefined) {
    // Without a key it would take the place of the panel's first query.
    return of({ data: [], key: refId, state: LoadingState.Done });
  }
  const range = shifted(rangeOf(request), saved.shiftMs);
  const past = pastOf(range, sources.client.nowMs());
  const prices = pricesFrom(sources.settings.prices);
  return completed(sources, saved).pipe(
    switchMap(({ query, apiLacks }) =>
      chosen(sources, query, past, apiLacks).pipe(map((choice) => ({ query, choice })))
    ),
    switchMap(({ query, choice }) => {
      if ('problem' in choice) {
        return of(errorResponse(new Error(choice.problem), refId));
      }
      if (query.format === 'timeSeries') {
        return overTime(sources, query, request, refId);
      }
      const pictures = choice.source === 'api' ? fromApi(sources, query, range) : fromSeries(sources, query, past);
      return snapshotResponse(withReason(pictures, choice.reason), {
        refId,
        scheduler: sources.client.pacing.scheduler,
        framesOf: (picture) => flowFrames(picture, query, { refId, prices }),
      });
    }),
    catchError((failure: unknown) => of(errorResponse(failure, refId)))
  );
}

function withReason(pictures: Observable<FlowPicture>, reason: string | undefined): Observable<FlowPicture> {
  return reason === undefined
    ? pictures
    : pictures.pipe(
        map((picture) => ({ ...picture, notices: [{ severity: 'info' as const, text: reason }, ...picture.notices] }))
      );
}

interface CompletedQuery {
  query: FlowsQuery;
  apiLacks?: SourceLack;
}

/** A query for which nobody chose a monitor is about the only one, or the only cluster. */
function completed({ settings, monitors }: Sources, query: FlowsQuery): Observable<CompletedQuery> {
  if (!settings.flowApiUrl) {
    return of({ query, apiLacks: NO_API_ADDRESS });
  }
  if (query.watched !== undefined || query.source === 'series' || query.format === 'timeSeries') {
    return of({ query });
  }
  return monitors.toChooseFrom().pipe(
    map(({ only, active }) =>
      only ? { query: { ...query, watched: only } } : { query, apiLacks: noMonitorChosen(active) }
    ),
    catchError((failure: unknown) =>
      of({ query, apiLacks: { because: 'no monitor is chosen', remedy: messageOf(failure) } })
    )
  );
}

function chosen(
  sources: Sources,
  query: FlowsQuery,
  range: TimeWindow,
  apiLacks: SourceLack | undefined
): Observable<ChosenSource> {
  const { source: asked, format } = query;
  const choose = (seriesLacks: SourceLack | undefined) =>
    chooseSource({ asked, format, apiLacks, seriesLacks, rangeMs: range.endMs - range.startMs });
  const withoutSeries = choose(NO_FLOW_SERIES);
  // Prometheus is asked only where its answer can make a difference.
  if (JSON.stringify(withoutSeries) === JSON.stringify(choose(undefined))) {
    return of(withoutSeries);
  }
  return seriesLackIn(sources, range).pipe(
    map(choose),
    catchError((failure: unknown) =>
      'source' in withoutSeries
        ? of({ ...withoutSeries, reason: `Flows come from the flow API, hour by hour. ${messageOf(failure)}` })
        : throwError(() => failure)
    )
  );
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

function seriesLackIn({ prometheus }: Sources, range: TimeWindow): Observable<SourceLack | undefined> {
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

function fromApi(sources: Sources, query: FlowsQuery, range: TimeWindow): Observable<FlowPicture> {
  const { metrics, categories, optionalCategories, limit, watched } = query;
  const { api } = sources;
  if (watched === undefined) {
    throw new Error('No monitor is chosen. Choose one in the query.');
  }
  return monitorsFor(sources, watched).pipe(
    switchMap(({ names: monitorNames, cluster }) => {
      const perWindow = monitorNames.length * metrics.length * (categories.length + optionalCategories.length);
      const plan = planFor(sources, range, perWindow);
      const pictures = api.pictureOf({ metrics, categories, optionalCategories, limit, monitorNames }, plan, cluster);
      return withCoverage(sources, pictures, { monitorNames, categories, parts: plan.parts });
    })
  );
}

/** Which cluster a monitor watches only matters where names can be of several. */
function monitorsFor(
  { monitors, settings }: Sources,
  { kind, name }: NonNullable<FlowsQuery['watched']>
): Observable<WatchingMonitors> {
  if (kind === 'cluster') {
    return monitors.activeOf(name);
  }
  return settings.clusterLabel ? monitors.named(name) : of({ names: [name] });
}

function fromSeries(sources: Sources, query: FlowsQuery, range: TimeWindow): Observable<FlowPicture> {
  const names = sources.names.inWindow(range, clusterName(query));
  return existingPrometheus(sources).pipe(switchMap((prometheus) => seriesFlows(prometheus, query, range, names)));
}

function overTime(
  sources: Sources,
  query: FlowsQuery,
  request: DataQueryRequest,
  refId: string
): Observable<DataQueryResponse> {
  const names = sources.names.inWindow(pastOf(rangeOf(request), sources.client.nowMs()), clusterName(query));
  return existingPrometheus(sources).pipe(switchMap((found) => flowCourses(found, request, query, { names, refId })));
}
