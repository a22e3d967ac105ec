import { type Observable, throwError } from 'rxjs';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { resolveFlowsQuery, type Watched } from '../../../core/query/flowsQuery';
import { QUERY_VERSION } from '../../../core/query/savedQuery';
import { type TimeWindow } from '../../../core/time';
import { type QueryContext } from '../../context/queryContext';
import { flowSnapshots } from './answerFlows';

/**
 * Growing snapshots of the flows with their bytes and losses, for pages of the app. Errors with what to do.
 *
 * @param watched the monitor or cluster; undefined: the only one.
 */
export function watchedFlows(
  context: QueryContext,
  watched: Watched | undefined,
  range: TimeWindow
): Observable<FlowSnapshot> {
  const resolved = resolveFlowsQuery(
    {
      version: QUERY_VERSION,
      queryType: 'flows',
      metrics: ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS'],
      ...(watched && { [watched.kind]: watched.name }),
    },
    (text) => text
  );
  return 'problem' in resolved
    ? throwError(() => new Error(resolved.problem))
    : flowSnapshots(context, resolved.query, range);
}
