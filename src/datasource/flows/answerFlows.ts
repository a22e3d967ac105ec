import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { catchError, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../core/flow/flow';
import { type FlowPicture } from '../../core/flow/picture';
import { HAS_FLOW_SERIES } from '../../core/promql/flowSeries';
import { type ChosenSource, chooseSource } from '../../core/query/chooseSource';
import { type FlowsQuery } from '../../core/query/flowsQuery';
import { errorResponse } from '../errorResponse';
import { planFor } from '../planFor';
import { instantSamples } from '../prometheus/instantSamples';
import { snapshotResponse } from '../snapshotResponse';
import { existingPrometheus, type Sources } from '../sources';
import { flowCourses } from './flowCourses';
import { flowFrames } from './flowFrames';
import { seriesFlows } from './seriesFlows';

/** Answers a flows query from the source that it asks for, or from the better one. */
export function answerFlows(
  sources: Sources,
  query: FlowsQuery,
  request: DataQueryRequest,
  refId: string
): Observable<DataQueryResponse> {
  const range = { startMs: request.range.from.valueOf(), endMs: request.range.to.valueOf() };
  return chosen(sources, query, range).pipe(
    switchMap((choice) => {
      if ('problem' in choice) {
        return of(errorResponse(new Error(choice.problem), refId));
      }
      if (query.format === 'timeSeries') {
        return overTime(sources, query, request, refId);
      }
      const pictures = choice.source === 'api' ? fromApi(sources, query, range) : fromSeries(sources, query, range);
      return snapshotResponse(withReason(pictures, choice.reason), {
        refId,
        scheduler: sources.client.pacing.scheduler,
        framesOf: (picture) => flowFrames(picture, query, refId),
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

function chosen(sources: Sources, query: FlowsQuery, range: TimeWindow): Observable<ChosenSource> {
  const { asked, format } = { asked: query.source, format: query.format };
  const hasApi = Boolean(sources.settings.flowApiUrl) && query.watched !== undefined;
  const choose = (hasSeries: boolean) =>
    chooseSource({ asked, format, hasApi, hasSeries, rangeMs: range.endMs - range.startMs });
  const withoutSeries = choose(false);
  // Prometheus is asked only where its answer can make a difference.
  const isDecided = JSON.stringify(withoutSeries) === JSON.stringify(choose(true));
  return isDecided ? of(withoutSeries) : hasFlowSeries(sources, range).pipe(map(choose));
}

function hasFlowSeries({ prometheus }: Sources, range: TimeWindow): Observable<boolean> {
  return prometheus.pipe(
    switchMap((found) =>
      found
        ? instantSamples(found, { count: HAS_FLOW_SERIES }, range).pipe(map(({ count }) => count.length > 0))
        : of(false)
    )
  );
}

function fromApi({ settings, client, api }: Sources, query: FlowsQuery, range: TimeWindow): Observable<FlowPicture> {
  const { metrics, categories, optionalCategories, limit, watched } = query;
  const queriesPerPart = metrics.length * (categories.length + optionalCategories.length);
  const plan = planFor({ settings, client }, range, queriesPerPart);
  const request = { metrics, categories, optionalCategories, limit };
  if (watched === undefined) {
    throw new Error('No monitor is chosen. Choose one in the query.');
  }
  return watched.kind === 'monitor'
    ? api.pictureOf({ ...request, monitorName: watched.name }, plan)
    : api.pictureOfCluster(request, watched.name, plan);
}

function fromSeries(sources: Sources, query: FlowsQuery, range: TimeWindow): Observable<FlowPicture> {
  return existingPrometheus(sources).pipe(
    switchMap((prometheus) => seriesFlows(prometheus, query, range, sources.names.inWindow(range)))
  );
}

function overTime(
  sources: Sources,
  query: FlowsQuery,
  request: DataQueryRequest,
  refId: string
): Observable<DataQueryResponse> {
  const range = { startMs: request.range.from.valueOf(), endMs: request.range.to.valueOf() };
  return existingPrometheus(sources).pipe(
    switchMap((found) => flowCourses(found, request, query, { names: sources.names.inWindow(range), refId }))
  );
}
