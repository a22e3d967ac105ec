import { pages, ScriptedApi } from '../testing/scriptedApi';
import { topPaths } from './performanceMonitors';

const window = { startMs: 0, endMs: 3_600_000 };
const query = { monitorName: 'demo', window, filters: [], limit: 7 };
const field = (name: string) => ({ name, type: 'string' });

describe('topPaths', () => {
  it('joins pages by column names in any order, and passes on cells that are not texts', () => {
    const api = new ScriptedApi(
      pages(
        { fields: [field('a'), field('b')], data: [['1', null]] },
        { fields: [field('b'), field('a')], data: [[2, '3'], [{ x: 1 }]] }
      )
    );
    expect(api.valuesOf(topPaths(api.client, query))).toEqual([
      {
        fields: [field('a'), field('b')],
        rows: [
          ['1', null],
          ['3', '2'],
          [null, '{"x":1}'],
        ],
      },
    ]);
  });

  it('sends the request of the model, with filters only if there are any', () => {
    const body = (filters: Parameters<typeof topPaths>[1]['filters']) => {
      const api = new ScriptedApi(pages({ fields: [], data: [] }));
      api.valuesOf(topPaths(api.client, { ...query, filters }));
      return api.requests[0];
    };
    const times = { startTime: '1970-01-01T00:00:00.000Z', endTime: '1970-01-01T01:00:00.000Z' };
    const filter = { field: 'local_az_id', operator: 'IN', values: ['a'] } as const;
    expect(body([])?.body).toEqual({ ...times, queryType: 'TOP_PATHS', limit: 7 });
    expect(body([filter])?.body).toMatchObject({ filterParameters: [filter] });
  });

  it.each([
    [{ data: [] }, /no "fields" list/],
    [{ fields: [], data: null }, /no "data" list/],
    [{ fields: [], data: [{}] }, /not a list of cells/],
    [{ fields: [{ type: 'string' }], data: [] }, /no "name" field/],
  ])('errors for the response %j', (answer, message) => {
    const api = new ScriptedApi(pages(answer));
    expect(() => api.valuesOf(topPaths(api.client, query))).toThrow(message);
  });
});
