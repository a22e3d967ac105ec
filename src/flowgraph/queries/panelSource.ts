import { type DataFrame, type DataQueryRequest, LoadingState } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { from, last, map, type Observable, scan, switchMap, takeWhile } from 'rxjs';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { type SavedQuery } from '../../core/query/savedQuery';

type FlowsTarget = DataQuery & SavedFlowsQuery;

/** What a panel's flows were asked with: more can be asked of the same source, in the same range. */
export interface PanelSource {
  request: DataQueryRequest;
  target: FlowsTarget;
}

/** Undefined where the panel's data were not asked of our data source, or are another panel's. */
export function panelSourceOf(request: DataQueryRequest | undefined): PanelSource | undefined {
  const target = request?.targets.find(isFlowsTarget);
  return request && target && { request, target };
}

function isFlowsTarget(target: DataQuery & { queryType?: string; timeShift?: unknown }): target is FlowsTarget {
  return target.datasource?.type === DATASOURCE_ID && target.queryType === 'flows' && target.hide !== true;
}

/**
 * Frames by the name of their query, once all are there. Errors with what went wrong with the first that
 * failed. Whoever unsubscribes stops them.
 *
 * @param purpose names the request, so that another one of its kind takes its place
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
        // What a data source throws may be in the deprecated member only.
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
