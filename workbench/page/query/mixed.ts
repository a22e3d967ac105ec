import { type DataQuery, type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { groupBy } from 'lodash';
import { from, map, merge, mergeMap, type Observable, toArray } from 'rxjs';
import { uidOf } from '../datasources/refs';

/**
 * Runs the queries of several data sources in one panel. As in Grafana, the packets of each data source are held back
 * until it is done.
 */
export function queryMixed(request: DataQueryRequest, dataSourceSrv: DataSourceSrv): Observable<DataQueryResponse> {
  const groups = Object.entries(groupBy(request.targets, (target) => uidOf(target.datasource)));
  return merge(...groups.map(([uid, targets], index) => queryGroup(uid, targets, index, request, dataSourceSrv)));
}

function queryGroup(
  uid: string,
  targets: DataQuery[],
  index: number,
  request: DataQueryRequest,
  dataSourceSrv: DataSourceSrv
): Observable<DataQueryResponse> {
  const part = { ...request, requestId: `${request.requestId}-${index}`, targets };
  return from(dataSourceSrv.get(uid, request.scopedVars)).pipe(
    mergeMap((dataSource) => from(dataSource.query(part)).pipe(toArray())),
    mergeMap((packets) =>
      packets.map((packet, packetIndex) => ({ ...packet, key: `mixed-${index}-${packet.key ?? packetIndex}` }))
    ),
    map((packet) => ({ ...packet, state: packet.state ?? LoadingState.Done }))
  );
}
