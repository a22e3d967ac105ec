import { type DataQueryResponse, type DataSourceApi } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { agentsOf } from '../../../core/inventory/agents';
import { collectionNotices } from '../../../core/inventory/collectionNotices';
import { agentsFrame } from '../../../frames/agentsFrame';
import { snapshotResponse } from '../../results/snapshotResponse';
import { type QueryContext } from '../../context/queryContext';
import { agentSeries } from './agentSeries';

/** Which nodes have an agent that answers, and how it is scraped, at the end of the range. */
export function agentsResponse(
  prometheus: DataSourceApi,
  { facts, client }: Pick<QueryContext, 'facts' | 'client'>,
  range: TimeWindow,
  refId: string
): Observable<DataQueryResponse> {
  const pictures = agentSeries(prometheus, facts, range).pipe(
    map((series) => {
      const agents = agentsOf(series);
      return { agents, isWhole: true, notices: collectionNotices(agents, series) };
    })
  );
  return snapshotResponse(pictures, {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ agents }) => [agentsFrame(agents, refId)],
  });
}
