import { type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type PathsQuery } from '../../../core/query/pathsQuery';
import { type FlowApiClient } from '../../../flowapi/client';
import { pathsOverWindows } from './pathsSnapshots';
import { networkPathsFrame } from '../../../frames/networkPathsFrame';
import { snapshotResponse } from '../../results/snapshotResponse';

export interface PathsTask {
  query: PathsQuery;
  /** Each at most an hour long, newest first. */
  windows: readonly TimeWindow[];
  refId: string;
}

/** Answers a query for network paths: one table. */
export function pathsResponse(
  client: FlowApiClient,
  { query, windows, refId }: PathsTask
): Observable<DataQueryResponse> {
  return snapshotResponse(pathsOverWindows(client, { ...query, windows }), {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ paths }) => [networkPathsFrame(paths, refId)],
  });
}
