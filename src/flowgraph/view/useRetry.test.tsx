import { type DataQueryRequest, type DataQueryResponse, dateTime, LoadingState, type PanelData } from '@grafana/data';
import { act, renderHook, waitFor } from '@testing-library/react';
import { type Observable, Subject } from 'rxjs';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { flowsToFrame } from '../../frames/flowsFrame';
import { type PanelSource } from '../queries/panelSource';
import { useRetry } from './useRetry';

const source = { query: jest.fn<Observable<DataQueryResponse>, [DataQueryRequest]>() };
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(source) }) }));

const frame = { ...flowsToFrame([], { startMs: 0, endMs: 1 }), refId: 'A' };
const range = { from: dateTime(0), to: dateTime(1), raw: { from: 'now-1h', to: 'now' } };
const datasource = { type: DATASOURCE_ID, uid: 'flows' };
const target = { refId: 'A', version: 2, queryType: 'flows', datasource } as const;
const panelSource: PanelSource = {
  request: { requestId: 'Q1', range, targets: [target, { refId: 'B', hide: true, datasource }] } as never,
  target,
};

const failed = (series: PanelData['series'] = []): PanelData => ({
  state: LoadingState.Error,
  series,
  errors: [{ message: 'The API is down.' }],
  timeRange: range,
});

/** Starts a retry, and returns the response that its query waits for. */
async function retried(data: PanelData) {
  const answer = new Subject<DataQueryResponse>();
  source.query.mockReturnValueOnce(answer);
  const hook = renderHook(({ latest }) => useRetry(latest, panelSource), { initialProps: { latest: data } });
  act(() => hook.result.current.retry?.());
  await waitFor(() => expect(answer.observed).toBe(true));
  return { hook, answer };
}

it('queries what is not hidden again, up to now, and shows the result', async () => {
  const { hook, answer } = await retried(failed());
  expect(hook.result.current.data.state).toBe(LoadingState.Loading);
  const [request] = source.query.mock.lastCall ?? [];
  expect(request?.targets.map(({ refId }) => refId)).toEqual(['A']);
  expect(request?.range.to.valueOf()).toBeGreaterThan(1);
  act(() => {
    answer.next({ data: [frame], key: 'A', state: LoadingState.Done });
    answer.complete();
  });
  expect(hook.result.current.data).toEqual({ state: LoadingState.Done, series: [frame] });
});

it('keeps the flows that the panel has if the retry fails, and reports the error', async () => {
  const { hook, answer } = await retried(failed([frame]));
  act(() => answer.next({ data: [], errors: [{ message: 'It is still down.' }] }));
  expect(hook.result.current.data).toEqual({
    state: LoadingState.Error,
    series: [frame],
    errors: [{ message: 'It is still down.' }],
  });
});

it('prefers data that Grafana passes meanwhile, and cancels the retry', async () => {
  const { hook, answer } = await retried(failed());
  const latest = { ...failed(), state: LoadingState.Done, series: [frame] };
  hook.rerender({ latest });
  expect(hook.result.current.data).toBe(latest);
  expect(answer.observed).toBe(false);
});
