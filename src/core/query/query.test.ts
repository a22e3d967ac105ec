import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { filterFlows } from '../flow/filter';
import { resolveEventsQuery } from './eventsQuery';
import { migrateQuery } from './migrateQuery';
import { resolveFlowsQuery, type SavedFlowsQuery } from './flowsQuery';
import { resolveMetricQuery, type SavedMetricQuery } from './metricQuery';

const asIs = (text: string) => text;
const flows = { version: 2, queryType: 'flows' } as const;
const metric = { version: 2, queryType: 'metric' } as const;

describe('migrateQuery', () => {
  it('keeps the members of a newer version', () => {
    expect(migrateQuery({ refId: 'A', queryType: 'flows', monitor: 'demo', future: 1 })).toEqual({
      refId: 'A',
      version: 2,
      queryType: 'flows',
      monitor: 'demo',
      future: 1,
    });
  });

  it('turns the namespace of version 1 into a filter on either end', () => {
    expect(migrateQuery({ refId: 'A', version: 1, queryType: 'flows', namespace: '$namespace' })).toEqual({
      refId: 'A',
      version: 2,
      queryType: 'flows',
      filters: [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }],
    });
  });

  it('makes an empty query a flows query', () => {
    expect(migrateQuery({ refId: 'A' })).toMatchObject({ queryType: 'flows' });
  });
});

describe('resolveFlowsQuery', () => {
  it('queries everything that all versions of the API support by default', () => {
    const resolved = resolveFlowsQuery({ ...flows, monitor: '$monitor' }, () => 'demo-monitor');
    expect(resolved).toMatchObject({ query: { watched: { kind: 'monitor', name: 'demo-monitor' }, limit: 500 } });
    expect('query' in resolved && [resolved.query.metrics.length, resolved.query.categories.length]).toEqual([4, 7]);
  });

  it.each([
    [{ ...flows, monitor: '{a,b}' }, 'not the name of a single monitor'],
    [{ ...flows, monitor: 'demo', limit: 501 }, '1 to 500'],
    [{ ...flows, monitor: 'demo', limit: 0.5 }, '1 to 500'],
    [
      { ...flows, monitor: 'demo', filters: [{ side: 'either', field: 'pod', operator: '=~', value: '(' }] },
      'not a valid regular',
    ],
    [{ ...flows, source: 'somewhere' }, 'Select one of: auto, api, series'],
    [{ ...flows, format: 'pie' }, 'Select one of: flows, nodeGraph'],
    [{ ...flows, groupBy: ['color'], format: 'topTalkers' }, 'cannot be grouped by "color"'],
    [{ ...flows, metrics: ['JITTER'] }, 'among the metrics of the query: "JITTER"'],
    [{ ...flows, metrics: 'TIMEOUTS' }, 'not a list'],
    [{ ...flows, categories: {} }, 'not a list'],
    [{ ...flows, categories: [null] }, 'among the categories of the query: null'],
    [{ ...flows, groupBy: 3 }, 'not a list'],
    [{ ...flows, monitor: 7 }, 'Invalid monitor in the query: 7'],
    [{ ...flows, filters: {} }, 'not a list'],
    [{ ...flows, filters: [null] }, 'among the filters of the query: null'],
    [{ ...flows, filters: [{ side: 'either', field: 'pod', value: 'a' }] }, 'the operator ""'],
    [{ ...flows, filters: [{ side: 'either', field: 'pod', operator: '=', value: 3 }] }, 'Invalid filter value'],
  ])('says what to change in %j', (saved, message) => {
    // A manual edit of a dashboard can save this.
    expect(resolveFlowsQuery(saved as SavedFlowsQuery, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });
});

describe('a manually edited flows query', () => {
  const resolve = (over: object) => resolveFlowsQuery({ ...flows, ...over } as SavedFlowsQuery, asIs);

  it('has no duplicate values', () => {
    const query = {
      metrics: ['TIMEOUTS', 'TIMEOUTS'],
      categories: ['INTRA_AZ', 'INTRA_AZ'],
      groupBy: ['port', 'port'],
    };
    expect(resolve(query)).toMatchObject({
      query: { metrics: ['TIMEOUTS'], categories: ['INTRA_AZ'], groupBy: ['port'] },
    });
  });

  it('makes all flows one group if the list of groups is empty', () => {
    expect(resolve({ format: 'topTalkers', groupBy: [] })).toMatchObject({ query: { groupBy: [] } });
    expect(resolve({ format: 'topTalkers' })).toMatchObject({ query: { groupBy: ['clientName', 'serverName'] } });
  });

  it('has the default for members that are null', () => {
    const nothing = ['source', 'monitor', 'cluster', 'metrics', 'categories', 'limit', 'filters', 'format', 'groupBy'];
    const nulls = Object.fromEntries([...nothing, 'level'].map((member) => [member, null]));
    expect(resolve(nulls)).toEqual(resolve({}));
  });
});

describe('the filters of a flows query', () => {
  const namespace = { side: 'either', field: 'namespace', operator: '=~', value: '$namespace' } as const;
  const filtersOf = (value: string, operator: '=~' | '!~' = '=~') => {
    const resolved = resolveFlowsQuery({ ...flows, filters: [{ ...namespace, operator }] }, () => value);
    return 'query' in resolved && resolved.query.filters;
  };

  it('are left out if a variable is set to All or to nothing', () => {
    expect([filtersOf('.*'), filtersOf(''), filtersOf('.*', '!~'), filtersOf('', '!~')]).toEqual([[], [], [], []]);
  });

  it('have the values of variables', () => {
    expect(filtersOf('a|b')).toEqual([{ ...namespace, value: 'a|b' }]);
  });
});

describe('a filter whose variable has several values', () => {
  const values: Record<string, string> = { regex: '(shop|da\\.ta)', json: '["shop","da.ta"]' };
  const several = (text: string, format = '') => (text === '$ns' ? (values[format] ?? '{shop,da.ta}') : text);
  const patterns = [
    ['=', '=~', 'shop|da\\.ta'],
    ['!=', '!~', 'shop|da\\.ta'],
    ['=~', '=~', '(shop|da\\.ta)'],
    ['!~', '!~', '(shop|da\\.ta)'],
  ] as const;

  it.each(patterns)('matches any or none of them: %s', (operator, resolved, value) => {
    const flowFilter = { side: 'client', field: 'namespace', operator, value: '$ns' } as const;
    const label = { label: 'namespace', operator, value: '$ns' } as const;
    expect(resolveFlowsQuery({ ...flows, filters: [flowFilter] }, several)).toMatchObject({
      query: { filters: [{ ...flowFilter, operator: resolved, value }] },
    });
    expect(resolveMetricQuery({ ...metric, filters: [label] }, several)).toMatchObject({
      query: { filters: [{ ...label, operator: resolved, value }] },
    });
    expect(resolveEventsQuery({ version: 2, queryType: 'events', filters: [label] }, several)).toMatchObject({
      query: { filters: [{ ...label, operator: resolved, value }] },
    });
  });

  it('passes flows that match any or none of them', () => {
    const passed = (operator: '=' | '!=') => {
      const filter = { side: 'client', field: 'namespace', operator, value: '$ns' } as const;
      const answer = resolveFlowsQuery({ ...flows, filters: [filter] }, several);
      const all = ['shop/a-0', 'da.ta/b-0', 'data/c-0'].map((name) => aFlow(aPod(name), aPod('other/d-0')));
      return 'query' in answer && filterFlows(all, answer.query.filters).map(({ client }) => client.namespace);
    };
    expect([passed('='), passed('!=')]).toEqual([['shop', 'da.ta'], ['data']]);
  });

  it.each(['', '.*'])('is left out if the variable is set to nothing or to All: %j', (value) => {
    for (const operator of ['=', '!='] as const) {
      const filter = { side: 'either', field: 'namespace', operator, value: '$ns' } as const;
      const replace = (text: string) => (text === '$ns' ? value : text);
      expect(resolveFlowsQuery({ ...flows, filters: [filter] }, replace)).toMatchObject({ query: { filters: [] } });
    }
  });

  it('matches any value that is not empty if All is set to .+', () => {
    const filter = { label: 'namespace', operator: '=', value: '$ns' } as const;
    expect(
      resolveMetricQuery({ ...metric, filters: [filter] }, (text) => (text === '$ns' ? '.+' : text))
    ).toMatchObject({
      query: { filters: [{ operator: '=~', value: '.+' }] },
    });
  });

  it.each(['{a,b}', '.*', 'a b'])('must have a single cluster, not %j', (cluster) => {
    expect(resolveFlowsQuery({ ...flows, cluster }, asIs)).toEqual({
      problem: expect.stringMatching(
        /not the name of a single cluster\. Select exactly one in the query or its variable\./
      ),
    });
  });
});

describe('resolveMetricQuery', () => {
  it('groups by the subject of the metric by default', () => {
    expect(resolveMetricQuery({ ...metric, metric: 'egress_bytes' }, asIs)).toMatchObject({
      query: { groupBy: 'pod' },
    });
    expect(resolveMetricQuery({ ...metric, metric: 'pps_allowance_exceeded' }, asIs)).toMatchObject({
      query: { groupBy: 'node' },
    });
  });

  it.each([
    [{ ...metric, metric: 'rx_bytes' }, 'Unknown metric "rx_bytes"'],
    [{ ...metric, metric: 'pps_allowance_exceeded', groupBy: 'pod' as const }, 'per network interface'],
    [{ ...metric, metric: 'egress_bytes', groupBy: 'interface' as const }, 'measured per pod'],
    [{ ...metric, metric: 'efa_tx_bytes', groupBy: 'workload' as const }, 'per Elastic Fabric Adapter'],
    [{ ...metric, source: 'node_exporter' as const }, 'node_exporter does not provide'],
    [{ ...metric, calculation: 'mean' }, 'Select one of: rate, total'],
    [{ ...metric, source: 'guess' }, 'Select one of: agent, node_exporter'],
    [{ ...metric, metric: 5 }, 'Invalid metric in the query: 5'],
    [{ ...metric, top: 0 }, 'an integer of at least 1'],
    [{ ...metric, top: '3' }, 'an integer of at least 1'],
    [{ ...metric, filters: {} }, 'not a list'],
    [{ ...metric, filters: [null] }, 'among the filters of the query: null'],
    [{ ...metric, filters: [{ label: 'pod', value: 'a' }] }, 'invalid operator ""'],
    [{ ...metric, filters: [{ label: 'pod', operator: '=', value: 3 }] }, 'Invalid filter value'],
    [{ ...metric, filters: [{ label: 'a-b', operator: '=', value: '' }] }, 'not a valid label name'],
    [{ ...metric, filters: [{ label: 'pod', operator: '~', value: '' }] }, 'operator "~"'],
  ])('says what to change in %j', (saved, message) => {
    // A manual edit of a dashboard can save this.
    expect(resolveMetricQuery(saved as SavedMetricQuery, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });

  it('has the default for members that are null', () => {
    const members = ['source', 'metric', 'groupBy', 'calculation', 'filters', 'top'];
    const nulls = Object.fromEntries(members.map((member) => [member, null]));
    expect(resolveMetricQuery({ ...metric, ...nulls }, asIs)).toEqual(resolveMetricQuery(metric, asIs));
  });

  it('leaves out patterns that are empty or match everything', () => {
    const filters = (['=~', '!~'] as const).map((operator) => ({ label: 'namespace', operator, value: '$namespace' }));
    const none = { label: 'pod', operator: '=', value: '' } as const;
    for (const value of ['', '.*']) {
      const replace = (text: string) => (text === '$namespace' ? value : text);
      expect(resolveMetricQuery({ ...metric, filters: [...filters, none] }, replace)).toMatchObject({
        // As in PromQL, an empty value means that there is none.
        query: { filters: [none] },
      });
    }
  });
});

it('the resolvers never throw, for any saved flows or metric query', () => {
  const filter = fc.record(
    { side: fc.anything(), field: fc.anything(), label: fc.anything(), operator: fc.anything(), value: fc.anything() },
    { requiredKeys: [] }
  );
  const members = ['source', 'metric', 'monitor', 'metrics', 'categories', 'limit', 'groupBy', 'level', 'top'];
  const anything = fc.record(
    {
      ...Object.fromEntries(members.map((member) => [member, fc.anything()])),
      filters: fc.oneof(fc.anything(), fc.array(fc.oneof(filter, fc.anything()))),
    },
    { requiredKeys: [] }
  );
  fc.assert(
    fc.property(anything, (saved) => {
      for (const resolved of [
        resolveFlowsQuery({ ...flows, ...saved } as SavedFlowsQuery, asIs),
        resolveMetricQuery({ ...metric, ...saved } as SavedMetricQuery, asIs),
      ]) {
        expect('query' in resolved || resolved.problem.length > 0).toBe(true);
      }
    })
  );
});
