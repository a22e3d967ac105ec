import { type DataQueryRequest, LoadingState } from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import { resolveFlowsQuery } from '../../../core/query/flowsQuery';
import { type QueryContext } from '../../context/queryContext';
import { answerFlows } from './answerFlows';

it('answers a comparison that is off with nothing, in its own name: not in that of the panel’s first query', async () => {
  const saved = { version: 2, queryType: 'flows', monitor: 'demo', timeShift: 'off' } as const;
  const resolved = resolveFlowsQuery(saved, (text) => text);
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  const answer = answerFlows({} as QueryContext, resolved.query, { request: {} as DataQueryRequest, refId: 'B' });
  expect(await firstValueFrom(answer)).toEqual({ data: [], key: 'B', state: LoadingState.Done });
});
