import { type Observable, throwError } from 'rxjs';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { type FlowMetricName } from '../../../core/flow/metric';
import { resolveFlowsQuery, type Watched } from '../../../core/query/flowsQuery';
import { QUERY_VERSION } from '../../../core/query/savedQuery';
import { type TimeWindow } from '../../../core/time';
import { type QueryContext } from '../../context/queryContext';
import { flowSnapshots } from './answerFlows';

/**
 * Growing snapshots of the flows, for pages of the app. Errors with what to do.
 *
 * @param watched the monitor or cluster; undefined: the only one.
 * @param metrics each is a query of the flow API for each category.
 */
export function watchedFlows(
  context: QueryContext,
  watched: Watched | undefined,
  range: TimeWindow,
  metrics: readonly FlowMetricName[]
): Observable<FlowSnapshot> {
  const resolved = resolveFlowsQuery(
    {
      version: QUERY_VERSION,
      queryType: 'flows',
      metrics: [...metrics],
      ...(watched && { [watched.kind]: watched.name }),
    },
    (text) => text
  );
  return 'problem' in resolved
    ? throwError(() => new Error(resolved.problem))
    : flowSnapshots(context, resolved.query, range);
}
