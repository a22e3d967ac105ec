import { type DataFrame, type DataQueryRequest, LoadingState } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { from, last, map, type Observable, scan, switchMap, takeWhile } from 'rxjs';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { type SavedQuery } from '../../core/query/savedQuery';

type FlowsTarget = DataQuery & SavedFlowsQuery;

/** The request for a panel's flows. Further queries use the same data source and time range. */
export interface PanelSource {
  request: DataQueryRequest;
  target: FlowsTarget;
}

/** Undefined if the panel's data comes from another data source or another panel. */
export function panelSourceOf(request: DataQueryRequest | undefined): PanelSource | undefined {
  const target = request?.targets.find(isFlowsTarget);
  return request && target && { request, target };
}

function isFlowsTarget(target: DataQuery & { queryType?: string; timeShift?: unknown }): target is FlowsTarget {
  return target.datasource?.type === DATASOURCE_ID && target.queryType === 'flows' && target.hide !== true;
}

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
          throw new Error(problem.message ?? 'The query failed.');
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
