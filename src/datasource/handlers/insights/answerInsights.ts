import { type DataQueryResponse } from '@grafana/data';
import { map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type InsightsQuery } from '../../../core/query/insightsQuery';
import { type FlowApiClient } from '../../../flowapi/client';
import { contributorsOverWindows, seriesOverWindows } from './insightsSnapshots';
import { onlyScope } from './onlyScope';
import { insightsSeriesFrames, insightsTableFrame } from '../../../frames/insightsFrames';
import { type Snapshot, snapshotResponse } from '../../results/snapshotResponse';
import { type QueryHandler } from '../handler';
import { inWindows } from '../inWindows';

interface InsightsTask {
  query: InsightsQuery;
  /** Each at most an hour long, newest first. */
  windows: readonly TimeWindow[];
  refId: string;
}

/** Answers a workload insights query: one table, or one frame per series. */
export const answerInsights: QueryHandler<InsightsQuery> = (context, query, target) => {
  const { refId } = target;
  const respond = query.format === 'table' ? tableResponse : seriesResponse;
  return inWindows(context, target, query.metrics.length * query.categories.length, (windows) =>
    respond(context.client, { query, windows, refId })
  );
};

function tableResponse(client: FlowApiClient, { query, windows, refId }: InsightsTask): Observable<DataQueryResponse> {
  const snapshots = inScope(client, query, (scopeId) =>
    contributorsOverWindows(client, { ...query, scopeId, windows })
  );
  return snapshotResponse(snapshots, {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ contributors }) => [insightsTableFrame(contributors, refId)],
  });
}

function seriesResponse(client: FlowApiClient, { query, windows, refId }: InsightsTask): Observable<DataQueryResponse> {
  const isSeveral = query.metrics.length * query.categories.length > 1;
  const snapshots = inScope(client, query, (scopeId) => seriesOverWindows(client, { ...query, scopeId, windows }));
  return snapshotResponse(snapshots, {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ seriesList }) => insightsSeriesFrames(seriesList, { isSeveral, refId }),
  });
}

/** Snapshots of the scope in the query, or of the only scope. */
function inScope<S extends Snapshot>(
  client: FlowApiClient,
  { scopeId }: InsightsQuery,
  snapshots: (scopeId: string) => Observable<S>
): Observable<S> {
  const scope = scopeId === undefined ? onlyScope(client) : of({ scopeId, notices: [] });
  return scope.pipe(
    switchMap((found) =>
      snapshots(found.scopeId).pipe(
        map((snapshot) => ({ ...snapshot, notices: [...found.notices, ...snapshot.notices] }))
      )
    )
  );
}
