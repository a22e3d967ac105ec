import { type DataFrame, LoadingState } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { from, last, map, type Observable, scan, switchMap, takeWhile } from 'rxjs';
import { type SavedQuery } from '../../core/query/savedQuery';
import { queryFailed } from '../messages/details';
import { type PanelSource } from './panelSource';

/**
 * Runs queries, and emits their frames by query name once all are complete. Fails with the first error. Unsubscribing
 * cancels the queries.
 *
 * @param purpose part of the request id: a new request with the same purpose replaces the previous one
 */
export function queryPanelSource(
  { request, target: { datasource } }: PanelSource,
  queries: Readonly<Record<string, SavedQuery>>,
  purpose: string
): Observable<ReadonlyMap<string, DataFrame[]>> {
  const targets = Object.entries(queries).map(([refId, query]) => ({ ...query, refId, datasource }));
  const requestId = `${request.requestId}-${purpose}`;
  return from(getDataSourceSrv().get(datasource)).pipe(
    switchMap((source) => from(source.query({ ...request, targets, requestId }))),
    scan(
      ({ frames }, { data, key, state, errors, ...rest }) => {
        // Errors that a data source throws can be in the deprecated property only.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        const problem = rest.error ?? errors?.[0];
        if (problem) {
          throw new Error(problem.message ?? queryFailed);
        }
        const found: DataFrame[] = data;
        const refId = key ?? found[0]?.refId ?? '';
        return { frames: new Map(frames).set(refId, found), isDone: state !== LoadingState.Loading };
      },
      { frames: new Map<string, DataFrame[]>(), isDone: false }
    ),
    takeWhile(({ isDone }) => !isDone, true),
    last(),
    map(({ frames }) => frames)
  );
}
