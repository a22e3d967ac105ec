import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { act, renderHook } from '@testing-library/react';
import { type Observable, Subject } from 'rxjs';
import { DATASOURCE_ID } from '../../../common/pluginIds';
import { type GraphNode } from '../../../core/graph/graph';
import { type PanelSource } from '../../queries/panelSource';
import { useTrends } from './useTrends';

const source = { query: jest.fn<Observable<DataQueryResponse>, [DataQueryRequest]>() };
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(source) }) }));

function sourceOf(requestId: string): PanelSource {
  const target = { refId: 'A', version: 2, queryType: 'flows', datasource: { type: DATASOURCE_ID } } as const;
  return { request: { requestId, targets: [target] } as unknown as DataQueryRequest, target };
}

function workload(label: string, podCount: number): GraphNode {
  const id = `workload/shop/Deployment/${label}`;
  return { id, label, kind: 'Deployment', namespace: 'shop', isExternal: false, podCount, childCount: 1, zoneIds: [] };
}

it('lets a running query finish when the data of the nodes changes, and cancels it when the panel runs again', async () => {
  const answers = [new Subject<DataQueryResponse>(), new Subject<DataQueryResponse>()];
  answers.forEach((answer) => source.query.mockReturnValueOnce(answer));
  const areObserved = () => answers.map(({ observed }) => observed);
  const first = sourceOf('Q1');
  const { rerender } = renderHook(
    ({ panelSource, podCount }) => useTrends(panelSource, workload('ui', podCount), workload('db', podCount)),
    { initialProps: { panelSource: first, podCount: 1 } }
  );
  await act(() => Promise.resolve());
  expect(areObserved()).toEqual([true, false]);
  rerender({ panelSource: first, podCount: 2 });
  await act(() => Promise.resolve());
  expect(areObserved()).toEqual([true, false]);
  rerender({ panelSource: sourceOf('Q2'), podCount: 2 });
  await act(() => Promise.resolve());
  expect(areObserved()).toEqual([false, true]);
});
