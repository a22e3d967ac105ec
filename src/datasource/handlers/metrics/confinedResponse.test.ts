import { createDataFrame, FieldType } from '@grafana/data';
import { confinedResponse } from './confinedResponse';

const WHO = [
  { namespace: 'shop', pod: 'web-0' },
  { namespace: 'data', pod: 'db-0' },
];
const line = (refId: string, namespace: string, pod: string) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: [0] },
      { name: 'Value', type: FieldType.number, labels: { namespace, pod }, values: [1] },
    ],
  });
const table = (refId: string, rows: ReadonlyArray<[string, string, number]>) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'namespace', type: FieldType.string, values: rows.map(([namespace]) => namespace) },
      { name: 'pod', type: FieldType.string, values: rows.map(([, pod]) => pod) },
      { name: 'Value', type: FieldType.number, values: rows.map(([, , value]) => value) },
    ],
  });

describe('the responses to the parts of a query', () => {
  it('contain the selected pods, without pods of the same name in other namespaces', () => {
    const data = [line('A.0', 'shop', 'web-0'), line('A.1', 'data', 'db-0'), line('A.1', 'shop', 'db-0')];
    const { data: frames } = confinedResponse({ data }, 'A', WHO);
    expect(frames.map(({ refId, fields }) => [refId, fields[1].labels])).toEqual([
      ['A', { namespace: 'shop', pod: 'web-0' }],
      ['A', { namespace: 'data', pod: 'db-0' }],
    ]);
  });

  it('are merged into one table', () => {
    const data = [
      table('A.0', [['shop', 'web-0', 3]]),
      table('A.1', [
        ['data', 'db-0', 2],
        ['shop', 'db-0', 9],
      ]),
    ];
    const { data: frames } = confinedResponse({ data }, 'A', WHO);
    expect(frames).toHaveLength(1);
    expect(frames[0].fields.map(({ values }: { values: unknown[] }) => values)).toEqual([
      ['shop', 'data'],
      ['web-0', 'db-0'],
      [3, 2],
    ]);
  });

  it('have errors with the refId of the whole query', () => {
    const { errors } = confinedResponse({ data: [], errors: [{ refId: 'A.1', message: 'timeout' }] }, 'A', WHO);
    expect(errors).toEqual([{ refId: 'A', message: 'timeout' }]);
  });

  it('are unchanged if no pods are selected', () => {
    const response = { data: [line('A', 'shop', 'web-0')] };
    expect(confinedResponse(response, 'A', undefined)).toBe(response);
  });
});
