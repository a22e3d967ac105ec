import fc from 'fast-check';
import { resolveInsightsQuery, type SavedInsightsQuery } from './insightsQuery';
import { resolveInventoryQuery, type SavedInventoryQuery } from './inventoryQuery';
import { resolvePathsQuery, type SavedPathsQuery } from './pathsQuery';

const asIs = (text: string) => text;
const insights = { version: 2, queryType: 'insights' } as const;
const paths = { version: 2, queryType: 'paths' } as const;
const inventory = { version: 2, queryType: 'inventory' } as const;
const named = { ...paths, monitor: 'demo-paths' };
const filter = (field: string, operator: string, ...values: string[]) => ({ field, operator, values });

describe('resolveInsightsQuery', () => {
  it('queries the bytes of the default categories of the only scope by default', () => {
    expect(resolveInsightsQuery(insights, asIs)).toMatchObject({
      query: { metrics: ['DATA_TRANSFERRED'], limit: 500, format: 'table' },
    });
    const resolved = resolveInsightsQuery(insights, asIs);
    expect('query' in resolved && [resolved.query.categories.length, resolved.query.scopeId]).toEqual([7, undefined]);
  });

  it('has the selected values once each, with variables replaced', () => {
    const chosen = { scope: '$scope', metrics: ['TIMEOUTS', 'TIMEOUTS'], categories: ['OUTER_SPACE'], limit: 3 };
    // A manual edit of a dashboard can save this.
    expect(resolveInsightsQuery({ ...insights, ...chosen } as SavedInsightsQuery, () => 'scope-1')).toEqual({
      query: { scopeId: 'scope-1', metrics: ['TIMEOUTS'], categories: ['OUTER_SPACE'], limit: 3, format: 'table' },
    });
  });

  it.each([
    [{ scope: 7 }, 'Invalid scope in the query: 7'],
    [{ scope: '{a,b}' }, 'not the ID of a single scope'],
    [{ metrics: 'TIMEOUTS' }, 'not a list'],
    [{ metrics: ['ROUND_TRIP_TIME'] }, '"ROUND_TRIP_TIME". Select from: DATA_TRANSFERRED'],
    [{ categories: [null] }, 'among the categories of the query: null'],
    [{ limit: '5' }, 'an integer from 1 to 500'],
    [{ format: 'pie' }, 'Select one of: table, timeSeries'],
  ])('says what to change in %j', (saved, message) => {
    expect(resolveInsightsQuery({ ...insights, ...saved } as SavedInsightsQuery, asIs)).toEqual({
      problem: expect.stringContaining(message),
    });
  });
});

describe('resolvePathsQuery', () => {
  const resolve = (filters: unknown, replace = asIs) =>
    resolvePathsQuery({ ...named, filters } as SavedPathsQuery, replace);

  it('has the filters with one or several values of variables', () => {
    const filters = [filter('local_az_id', 'IN', '$zones', 'use1-az4'), filter('impact_level', 'NOT_EQUALS', 'NONE')];
    expect(resolve(filters, (text) => (text === '$zones' ? '{use1-az1,use1-az2}' : text))).toEqual({
      query: {
        monitorName: 'demo-paths',
        limit: 500,
        filters: [filter('local_az_id', 'IN', 'use1-az1', 'use1-az2', 'use1-az4'), filters[1]],
      },
    });
  });

  it('matches any or none of the values of a variable', () => {
    const replace = (text: string) => (text === '$zones' ? '{use1-az1,use1-az2}' : text);
    const filters = [filter('local_az_id', 'EQUALS', '$zones'), filter('remote_az_id', 'NOT_EQUALS', '$zones')];
    expect(resolve(filters, replace)).toMatchObject({
      query: {
        filters: [
          filter('local_az_id', 'IN', 'use1-az1', 'use1-az2'),
          filter('remote_az_id', 'NOT_EQUALS', 'use1-az1'),
          filter('remote_az_id', 'NOT_EQUALS', 'use1-az2'),
        ],
      },
    });
    expect(resolve([filter('local_az_id', 'CONTAINS', '$zones')], replace)).toEqual({
      problem: expect.stringContaining('CONTAINS accepts one value'),
    });
  });

  it('has no filter if its variable is set to All or to nothing', () => {
    const filters = [filter('local_az_id', 'IN', '$zones')];
    for (const all of ['.*', '', ' ']) {
      expect(resolve(filters, (text) => (text === '$zones' ? all : text))).toMatchObject({ query: { filters: [] } });
    }
  });

  it.each([
    [paths, 'No performance monitor is selected'],
    [{ ...paths, monitor: '{a,b}' }, 'not the name of a single performance monitor'],
    [{ ...paths, monitor: ['a'] }, 'Invalid performance monitor in the query: ["a"]'],
    [{ ...named, filters: {} }, 'not a list'],
    [{ ...named, filters: ['a'] }, 'among the filters of the query: "a"'],
    [{ ...named, filters: [filter('color', 'IN', 'red')] }, 'cannot be filtered by "color"'],
    [{ ...named, filters: [filter('impact_level', 'LIKE', 'x')] }, 'operator "LIKE"'],
    [{ ...named, filters: [{ field: 'impact_level', operator: 'IN', values: 'LOW' }] }, 'not a list'],
    [{ ...named, filters: [{ field: 3, operator: 'IN', values: ['LOW'] }] }, 'is not text'],
    [{ ...named, filters: [{ operator: 'IN', values: ['LOW'] }] }, 'cannot be filtered by'],
    [{ ...named, filters: [filter('impact_level', 'EQUALS', 'LOW', 'HIGH')] }, 'EQUALS accepts one value'],
    [{ ...named, filters: [filter('impact_level', 'IN', ...'abcdefghijk')] }, 'one to 10 values'],
    [{ ...named, filters: Array(11).fill(filter('impact_level', 'EQUALS', 'LOW')) }, 'at most 10'],
    [{ ...named, limit: 501 }, 'from 1 to 500'],
  ])('says what to change in %j', (saved, message) => {
    expect(resolvePathsQuery(saved as SavedPathsQuery, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });
});

describe('resolveInventoryQuery', () => {
  it('lists monitors by default, and the suggestions of the selected monitor', () => {
    expect(resolveInventoryQuery(inventory, asIs)).toEqual({ query: { kind: 'monitors' } });
    expect(resolveInventoryQuery({ ...inventory, kind: 'scopeSuggestions', monitor: '$m' }, () => 'demo')).toEqual({
      query: { kind: 'scopeSuggestions', monitorName: 'demo' },
    });
    expect(resolveInventoryQuery({ ...inventory, kind: 'scopes', monitor: 'left over' }, asIs)).toEqual({
      query: { kind: 'scopes' },
    });
  });

  it.each([
    [{ kind: 'printers' }, 'Select one of: monitors, performanceMonitors, scopes, scopeSuggestions, agents'],
    [{ kind: 'scopeSuggestions', monitor: '{a,b}' }, 'not the name of a single monitor'],
    [{ monitor: {} }, 'is not text'],
  ])('says what to change in %j', (saved, message) => {
    expect(resolveInventoryQuery({ ...inventory, ...saved } as SavedInventoryQuery, asIs)).toEqual({
      problem: expect.stringContaining(message),
    });
  });
});

it('the resolvers never throw, for any saved query', () => {
  const anything = fc.record(
    Object.fromEntries(
      ['scope', 'monitor', 'metrics', 'categories', 'limit', 'format', 'filters', 'kind'].map((member) => [
        member,
        fc.anything(),
      ])
    ),
    { requiredKeys: [] }
  );
  fc.assert(
    fc.property(anything, (saved) => {
      for (const resolved of [
        resolveInsightsQuery({ ...insights, ...saved }, asIs),
        resolvePathsQuery({ ...named, ...saved }, asIs),
        resolveInventoryQuery({ ...inventory, ...saved }, asIs),
      ]) {
        expect('query' in resolved || resolved.problem.length > 0).toBe(true);
      }
    })
  );
});
