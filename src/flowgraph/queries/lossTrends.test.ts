import { createDataFrame, type DataQueryRequest, type DataQueryResponse, FieldType, LoadingState } from '@grafana/data';
import { firstValueFrom, type Observable, of } from 'rxjs';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { type FlowFilter } from '../../core/flow/filter';
import { lossTrendsOf } from './lossTrends';
import { type PanelSource } from './panelSource';

const source = { query: jest.fn<Observable<DataQueryResponse>, [DataQueryRequest]>() };
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(source) }) }));

const only = (field: FlowFilter['field'], value: string): FlowFilter => ({
  side: 'either',
  field,
  operator: '=',
  value,
});
const ofShop = only('namespace', 'shop');
const target: PanelSource['target'] = {
  refId: 'A',
  version: 2,
  queryType: 'flows',
  monitor: 'demo',
  filters: [ofShop],
  datasource: { type: DATASOURCE_ID, uid: 'flows' },
};
const panelSource: PanelSource = {
  request: { requestId: 'Q1', targets: [target] } as unknown as DataQueryRequest,
  target,
};

function frameOf(labels: Record<string, string>, values: number[]) {
  return createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, index) => index) },
      { name: 'Value', type: FieldType.number, labels, values },
    ],
  });
}

it('shares one query of each metric between all edges, and divides their losses by their own bytes', async () => {
  const s3 = { clientName: 'shop/ui', serverName: 'Amazon S3', serverExternal: 'Amazon S3' };
  const db = { clientName: 'shop/ui', serverName: 'shop/db', serverExternal: '' };
  const answers: Record<string, object[]> = {
    DATA_TRANSFERRED: [frameOf(s3, [1e9, 1e9]), frameOf(db, [2e9, 4e9])],
    RETRANSMISSIONS: [frameOf(db, [6, 4])],
    TIMEOUTS: [frameOf(db, [2, 0]), frameOf(s3, [0, 7])],
  };
  source.query.mockReturnValueOnce(
    of(
      ...Object.entries(answers).map(([key, data], index): DataQueryResponse => ({
        ...{ key, data: data as never, state: index < 2 ? LoadingState.Loading : LoadingState.Done },
      }))
    )
  );
  const ui = only('name', 'shop/ui');
  const edges = [
    { id: 'ui>db', client: ui, server: only('name', 'shop/db') },
    { id: 'ui>s3', client: ui, server: only('external', 'Amazon S3') },
    { id: 'ui>mail', client: ui, server: only('name', 'shop/mail') },
  ];
  const acrossZones = only('category', 'INTER_AZ');
  const trends = await firstValueFrom(lossTrendsOf(panelSource, edges, [acrossZones]));
  expect([...trends].map(([id, { values }]) => [id, values])).toEqual([
    ['ui>db', [4, 1]],
    ['ui>s3', [0, 7]],
    ['ui>mail', []],
  ]);
  expect(source.query).toHaveBeenCalledTimes(1);
  expect(source.query.mock.lastCall?.[0].targets).toEqual(
    Object.keys(answers).map((metric) =>
      expect.objectContaining({
        refId: metric,
        metrics: [metric],
        filters: [ofShop, acrossZones],
        groupBy: ['clientName', 'serverName', 'serverExternal'],
      })
    )
  );
});
