import { type DataQueryResponse } from '@grafana/data';
import { map, type Observable, switchMap } from 'rxjs';
import { agentsOf } from '../../../core/inventory/agents';
import { collectionNotices } from '../../../core/inventory/collectionNotices';
import { type ApiInventoryKind } from '../../../core/inventory/inventory';
import { type InventoryQuery } from '../../../core/query/inventoryQuery';
import { pastOf } from '../../../core/time';
import { agentsFrame } from '../../../frames/agentsFrame';
import { inventoryFrame } from '../../../frames/inventoryFrames';
import { existingPrometheus, type QueryContext } from '../../context/queryContext';
import { rangeOf } from '../../query/range';
import { snapshotResponse } from '../../results/snapshotResponse';
import { type QueryHandler, type TargetRequest } from '../handler';
import { agentSeries } from './agentSeries';
import { inventorySnapshot } from './inventorySnapshot';

/** Answers an inventory query: one table. The API's lists show the current state, agents the state at the end of the range. */
export const answerInventory: QueryHandler<InventoryQuery> = (context, query, target) =>
  query.kind === 'agents' ? agentsResponse(context, target) : listResponse(context, query, target);

/** The status of the agents on all nodes, and how they are scraped. */
function agentsResponse(context: QueryContext, { request, refId }: TargetRequest): Observable<DataQueryResponse> {
  const { facts, client } = context;
  const snapshots = existingPrometheus(context).pipe(
    switchMap((prometheus) => agentSeries(prometheus, facts, pastOf(rangeOf(request), client.nowMs()))),
    map((series) => {
      const agents = agentsOf(series);
      return { agents, isWhole: true, notices: collectionNotices(agents, series) };
    })
  );
  return snapshotResponse(snapshots, {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ agents }) => [agentsFrame(agents, refId)],
  });
}

function listResponse(
  { client }: QueryContext,
  query: Extract<InventoryQuery, { kind: ApiInventoryKind }>,
  { refId }: TargetRequest
): Observable<DataQueryResponse> {
  return snapshotResponse(inventorySnapshot(client, query), {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ inventory }) => [inventoryFrame(inventory, refId)],
  });
}
