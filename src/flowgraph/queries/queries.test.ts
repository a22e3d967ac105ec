import { createDataFrame, type DataQueryRequest, type DataQueryResponse, FieldType, LoadingState } from '@grafana/data';
import { firstValueFrom, type Observable, of, Subject } from 'rxjs';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { type GraphNode } from '../../core/graph/graph';
import { exceededAllowances } from './allowances';
import { type PanelSource, panelSourceOf } from './panelSource';
import { queryPanelSource } from './queryPanelSource';
import { trendFiltersOf, trendsOf } from './trend';

const source = { query: jest.fn<Observable<DataQueryResponse>, [DataQueryRequest]>() };
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(source) }) }));

const datasource = { type: DATASOURCE_ID, uid: 'flows' };
const target = { refId: 'A', version: 2, queryType: 'flows', monitor: 'demo', datasource } as const;
const request = { requestId: 'Q1', targets: [target] } as unknown as DataQueryRequest;
const panelSource: PanelSource = { request, target };

const workload = (label: string): GraphNode => ({
  id: `workload/shop/Deployment/${label}`,
  label,
  kind: 'Deployment',
  namespace: 'shop',
  isExternal: false,
  podCount: 1,
  childCount: 1,
  zoneIds: [],
});

function series(clientName: string, timesMs: number[], values: number[]) {
  return createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: timesMs },
      { name: 'Value', type: FieldType.number, labels: { clientName }, values },
    ],
  });
}

const done = (key: string, ...data: object[]) => ({ key, data, state: LoadingState.Done }) as DataQueryResponse;

beforeEach(() => source.query.mockReset());

describe('panelSourceOf', () => {
  it.each([
    ['a flows query of this data source', target, true],
    ['a hidden query', { ...target, hide: true }, false],
    ['a metric query', { ...target, queryType: 'metric' }, false],
    ['a query of another data source', { ...target, datasource: { type: 'prometheus' } }, false],
  ])('returns a panel source for a flows query only: %s', (_, query, isKnown) => {
    const found = panelSourceOf({ ...request, targets: [query] } as unknown as DataQueryRequest);
    expect(found !== undefined).toBe(isKnown);
  });
});

describe('queryPanelSource', () => {
  it('waits for all queries, and keeps the last frames of each', async () => {
    const answers = new Subject<DataQueryResponse>();
    source.query.mockReturnValue(answers);
    const all = firstValueFrom(queryPanelSource(panelSource, { one: target, two: target }, 'test'));
    await Promise.resolve();
    answers.next({ ...done('one', series('a', [1], [1])), state: LoadingState.Loading });
    answers.next({ ...done('two', series('b', [1], [2])), state: LoadingState.Loading });
    const last = series('a', [1], [3]);
    answers.next(done('one', last));
    expect((await all).get('one')).toEqual([last]);
    expect([...(await all).keys()]).toEqual(['one', 'two']);
    const [sent] = source.query.mock.calls[0] ?? [];
    expect(sent).toMatchObject({
      requestId: 'Q1-test',
      targets: [
        { refId: 'one', datasource },
        { refId: 'two', datasource },
      ],
    });
  });

  it('fails with the error of a query', async () => {
    source.query.mockReturnValue(of({ data: [], errors: [{ message: 'Prometheus is down.' }] }));
    await expect(firstValueFrom(queryPanelSource(panelSource, { one: target }, 'test'))).rejects.toThrow(
      'Prometheus is down.'
    );
  });

  it('cancels running queries on unsubscribe', async () => {
    const answers = new Subject<DataQueryResponse>();
    source.query.mockReturnValue(answers);
    const subscription = queryPanelSource(panelSource, { one: target }, 'test').subscribe();
    await Promise.resolve();
    expect(answers.observed).toBe(true);
    subscription.unsubscribe();
    expect(answers.observed).toBe(false);
  });
});

describe('trendsOf', () => {
  it('separates the two directions by client, and adds up the series of each', async () => {
    source.query.mockReturnValue(
      of(
        done(
          'DATA_TRANSFERRED',
          series('shop/ui', [1, 2], [10, 20]),
          series('shop/ui', [2], [5]),
          series('shop/db', [1], [7])
        ),
        done('RETRANSMISSIONS')
      )
    );
    const filters = trendFiltersOf(workload('ui'), workload('db'));
    const trends = await firstValueFrom(filters ? trendsOf(panelSource, filters) : of([]));
    expect(trends[0]).toEqual({
      metric: 'DATA_TRANSFERRED',
      outgoing: { timesMs: [1, 2], values: [10, 25] },
      incoming: { timesMs: [1], values: [7] },
    });
    const [sent] = source.query.mock.calls[0] ?? [];
    expect(sent?.targets[0]).toMatchObject({
      source: 'series',
      format: 'timeSeries',
      groupBy: ['clientName'],
      filters: [
        { side: 'either', field: 'name', value: 'shop/ui' },
        { side: 'either', field: 'name', value: 'shop/db' },
      ],
    });
  });

  it('has no filters for a node that no filter selects', () => {
    expect(trendFiltersOf({ ...workload('all'), kind: 'cluster' })).toBeUndefined();
  });
});

describe('exceededAllowances', () => {
  it('returns the nodes that exceeded an allowance, and by how many packets', async () => {
    const table = createDataFrame({
      fields: [
        { name: 'Time', type: FieldType.time, values: [1, 1, 1] },
        { name: 'node', type: FieldType.string, values: ['a.internal', 'b.internal', 'c.internal'] },
        { name: 'Value', type: FieldType.number, values: [12, 0, 0.2] },
      ],
    });
    source.query.mockReturnValue(of(done('conntrack_allowance_exceeded', table)));
    const exceeded = await firstValueFrom(exceededAllowances(panelSource, ['a.internal', 'b.internal', 'c.internal']));
    expect([...exceeded]).toEqual([['a.internal', [{ title: 'Connection tracking exceeded', packets: 12 }]]]);
    const [sent] = source.query.mock.calls[0] ?? [];
    expect(sent?.targets).toHaveLength(5);
    expect(sent?.targets[0]).toMatchObject({
      filters: [{ label: 'node', operator: '=~', value: 'a\\.internal|b\\.internal|c\\.internal' }],
    });
  });
});
