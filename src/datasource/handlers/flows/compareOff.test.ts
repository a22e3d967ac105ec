import { type DataQueryRequest, LoadingState } from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import { resolveFlowsQuery } from '../../../core/query/flowsQuery';
import { type QueryContext } from '../../context/queryContext';
import { answerFlows } from './answerFlows';

it('returns an empty response with its own key if the comparison is off', async () => {
  const saved = { version: 2, queryType: 'flows', monitor: 'demo', timeShift: 'off' } as const;
  const resolved = resolveFlowsQuery(saved, (text) => text);
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  const answer = answerFlows({} as QueryContext, resolved.query, { request: {} as DataQueryRequest, refId: 'B' });
  expect(await firstValueFrom(answer)).toEqual({ data: [], key: 'B', state: LoadingState.Done });
});
