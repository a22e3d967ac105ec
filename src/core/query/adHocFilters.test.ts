import { type AdHocFilter, withAdHocFilters } from './adHocFilters';
import { type SavedQuery } from './savedQuery';

const asIs = (text: string) => text;
const flows = { version: 2, queryType: 'flows' } as const;
const metric = { version: 2, queryType: 'metric' } as const;
const events = { version: 2, queryType: 'events' } as const;
const filter = (key: string, operator = '=', value = 'a', values?: string[]): AdHocFilter => ({
  key,
  operator,
  value,
  ...(values && { values }),
});
const filtersIn = (saved: SavedQuery, ...adHoc: AdHocFilter[]) => {
  const { query, notices } = withAdHocFilters(saved, adHoc, asIs);
  return { filters: 'filters' in query ? query.filters : undefined, notices: notices.map(({ text }) => text) };
};

describe('withAdHocFilters', () => {
  it.each([
    [filter('pod'), '=', 'a'],
    [filter('pod', '!='), '!=', 'a'],
    [filter('pod', '=~', 'a.*'), '=~', 'a.*'],
    [filter('pod', '!~', 'a.*'), '!~', 'a.*'],
    [filter('pod', '=|', 'a', ['a.b', 'c|d']), '=~', 'a\\.b|c\\|d'],
    [filter('pod', '!=|', 'a', ['a', 'b']), '!~', 'a|b'],
    // Older dashboards have one value.
    [filter('pod', '=|', 'a+b'), '=~', 'a\\+b'],
  ])('reads %j', (adHoc, operator, value) => {
    expect(filtersIn(metric, adHoc)).toEqual({ filters: [{ label: 'pod', operator, value }], notices: [] });
    expect(filtersIn(flows, adHoc).filters).toEqual([{ side: 'either', field: 'pod', operator, value }]);
  });

  it("adds to the query's own filters", () => {
    const own = { label: 'node', operator: '=', value: 'n' } as const;
    expect(filtersIn({ ...metric, filters: [own] }, filter('namespace')).filters).toEqual([
      own,
      { label: 'namespace', operator: '=', value: 'a' },
    ]);
  });

  it.each<[SavedQuery, string, boolean]>([
    [flows, 'port', true],
    [flows, 'category', true],
    [flows, 'color', false],
    [metric, 'workload', true],
    [metric, 'zone', false],
    [{ ...metric, metric: 'pps_allowance_exceeded' }, 'node', true],
    [{ ...metric, metric: 'pps_allowance_exceeded' }, 'namespace', false],
    [{ ...metric, metric: 'efa_tx_bytes' }, 'pod', true],
    [events, 'node', true],
    [events, 'workload', true],
    [events, 'pod', true],
    [events, 'container', false],
    [{ version: 2, queryType: 'insights' }, 'zone', false],
    [{ version: 2, queryType: 'paths' }, 'zone', false],
    [{ version: 2, queryType: 'inventory' }, 'node', false],
  ])('whether %j supports the key %s: %s', (saved, key, isKnown) => {
    const { filters, notices } = filtersIn(saved, filter(key));
    expect([filters?.length ?? 0, notices.length]).toEqual(isKnown ? [1, 0] : [0, 1]);
  });

  it('says what to do about a filter that does not apply', () => {
    const allowance = { ...metric, metric: '$metric' };
    const { notices } = withAdHocFilters(allowance, [filter('pod')], () => 'pps_allowance_exceeded');
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(
          /"pod" is ignored by the query for "Packets per second exceeded"\. It supports only node\.$/
        ),
      },
    ]);
    expect(filtersIn(flows, filter('port', '<', '1024')).notices).toEqual([
      expect.stringMatching(/the operator "<" is not supported\. Select one of: =, !=, =~, !~\.$/),
    ]);
  });

  it('waits until the filter is complete', () => {
    for (const half of [filter(''), filter('pod', ''), filter('pod', '=', '')]) {
      expect(filtersIn(flows, half)).toEqual({ filters: undefined, notices: [] });
    }
  });

  it("leaves filters that are not a list to the query's resolver", () => {
    // A manual edit of a dashboard can save this.
    const invalid = { ...flows, filters: 'x' } as unknown as SavedQuery;
    expect(withAdHocFilters(invalid, [filter('pod')], asIs).query).toBe(invalid);
  });
});
