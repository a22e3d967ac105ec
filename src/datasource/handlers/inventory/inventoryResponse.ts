import { type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { type ApiInventoryKind } from '../../../core/inventory/inventory';
import { type InventoryQuery } from '../../../core/query/inventoryQuery';
import { type FlowApiClient } from '../../../flowapi/client';
import { inventorySnapshot } from './inventorySnapshot';
import { inventoryFrame } from '../../../frames/inventoryFrames';
import { snapshotResponse } from '../../results/snapshotResponse';

/** The inventory is as of now: a query has no windows. */
export interface InventoryTask {
  query: Extract<InventoryQuery, { kind: ApiInventoryKind }>;
  refId: string;
}

/** Answers a query for a list of the inventory: one table. */
export function inventoryResponse(
  client: FlowApiClient,
  { query, refId }: InventoryTask
): Observable<DataQueryResponse> {
  return snapshotResponse(inventorySnapshot(client, query), {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ inventory }) => [inventoryFrame(inventory, refId)],
  });
}
