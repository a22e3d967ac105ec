import { type DataQueryRequest, LoadingState, rangeUtil } from '@grafana/data';
import { catchError, map, type Observable, of } from 'rxjs';
import { type Data } from '../model/flowsContent';
import { type PanelSource } from './panelSource';
import { queryPanelSource } from './queryPanelSource';

/** Runs the flow queries of a panel once more, over the same range up to now. Never fails: an error is part of the data. */
export function repeatRequest({ request, target }: PanelSource): Observable<Data> {
  const queries = Object.fromEntries(
    request.targets
      .filter(({ hide, datasource }) => hide !== true && datasource?.uid === target.datasource?.uid)
      .map((query) => [query.refId, query as typeof target])
  );
  return queryPanelSource({ request: upToNow(request), target }, queries, 'retry').pipe(
    map((frames): Data => ({ state: LoadingState.Done, series: [...frames.values()].flat() })),
    catchError((failure: Error) =>
      of({ state: LoadingState.Error, series: [], errors: [{ message: failure.message }] })
    )
  );
}

function upToNow(request: DataQueryRequest): DataQueryRequest {
  const range = rangeUtil.convertRawToRange(request.range.raw, request.timezone);
  return { ...request, range };
}
