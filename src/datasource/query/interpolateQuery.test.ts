import { interpolateQuery } from './interpolateQuery';
import { type FlowDataQuery } from '../settings/options';

/** Shows what was replaced, and how. */
const replace = (text: string, format = 'text') => text.replace('$v', format);
// As a hand may have written it into a dashboard.
const filled = (query: object) => interpolateQuery({ refId: 'A', version: 2, ...query } as FlowDataQuery, replace);

describe('interpolateQuery', () => {
  it.each([
    [
      { queryType: 'flows', monitor: '$v', cluster: 'c', filters: [{ operator: '!~', value: '$v' }] },
      { monitor: 'text', cluster: 'c', filters: [{ operator: '!~', value: 'regex' }] },
    ],
    [
      { queryType: 'metric', metric: '$v', filters: [{ label: 'pod', operator: '=', value: '$v' }] },
      { metric: 'text', filters: [{ label: 'pod', operator: '=', value: 'text' }] },
    ],
    [
      { queryType: 'paths', monitor: '$v', filters: [{ values: ['$v', 'b'] }] },
      { monitor: 'text', filters: [{ values: ['text', 'b'] }] },
    ],
    [
      { queryType: 'events', kinds: ['rollouts'], filters: [{ label: 'node', operator: '=~', value: '$v' }] },
      { filters: [{ label: 'node', operator: '=~', value: 'regex' }] },
    ],
    [{ queryType: 'insights', scope: '$v' }, { scope: 'text' }],
    [{ queryType: 'inventory', monitor: '$v' }, { monitor: 'text' }],
  ])('puts the values of variables into %j', (query, expected) => {
    expect(filled(query)).toEqual({ refId: 'A', version: 2, ...query, ...expected });
  });

  it('keeps the meaning of variables with several values', () => {
    const several = (text: string, format?: string) =>
      text.replace('$v', format === 'json' ? '["a.b","c"]' : format === 'regex' ? '(a\\.b|c)' : '{a.b,c}');
    const filters = [{ label: 'pod', operator: '=', value: '$v' }];
    const metric = { refId: 'A', version: 2, queryType: 'metric', filters } as FlowDataQuery;
    expect(interpolateQuery(metric, several)).toMatchObject({
      filters: [{ label: 'pod', operator: '=~', value: 'a\\.b|c' }],
    });
    const onPaths = [{ field: 'local_az_id', operator: 'EQUALS', values: ['$v'] }];
    const paths = { refId: 'A', version: 2, queryType: 'paths', filters: onPaths } as FlowDataQuery;
    expect(interpolateQuery(paths, several)).toMatchObject({ filters: [{ operator: 'IN', values: ['a.b', 'c'] }] });
  });

  it.each(['flows', 'metric', 'events', 'paths'])(
    'leaves what it cannot read in a query of type %s as it is',
    (queryType) => {
      for (const filters of [null, {}, 'x', [null, 'x', {}], [{ value: 3, values: 'x' }], [{ values: [null, 3] }]]) {
        const query = { queryType, monitor: null, cluster: 7, metric: {}, filters };
        expect(filled(query)).toEqual({ refId: 'A', version: 2, ...query });
      }
    }
  );
});
