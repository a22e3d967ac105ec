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
  it('keeps what a newer build wrote', () => {
    expect(migrateQuery({ refId: 'A', queryType: 'flows', monitor: 'demo', future: 1 })).toEqual({
      refId: 'A',
      version: 2,
      queryType: 'flows',
      monitor: 'demo',
      future: 1,
    });
  });

  it('makes the one namespace of version 1 a filter on either end', () => {
    expect(migrateQuery({ refId: 'A', version: 1, queryType: 'flows', namespace: '$namespace' })).toEqual({
      refId: 'A',
      version: 2,
      queryType: 'flows',
      filters: [{ side: 'either', field: 'namespace', operator: '=~', value: '$namespace' }],
    });
  });

  it('takes an empty query for a flows query', () => {
    expect(migrateQuery({ refId: 'A' })).toMatchObject({ queryType: 'flows' });
  });
});

describe('resolveFlowsQuery', () => {
  it('asks for everything that every generation of the API has where nothing was chosen', () => {
    const resolved = resolveFlowsQuery({ ...flows, monitor: '$monitor' }, () => 'demo-monitor');
    expect(resolved).toMatchObject({ query: { watched: { kind: 'monitor', name: 'demo-monitor' }, limit: 500 } });
    expect('query' in resolved && [resolved.query.metrics.length, resolved.query.categories.length]).toEqual([4, 7]);
  });

  it.each([
    [{ ...flows, monitor: '{a,b}' }, 'no name of one monitor'],
    [{ ...flows, monitor: 'demo', limit: 501 }, '1 to 500'],
    [{ ...flows, monitor: 'demo', limit: 0.5 }, '1 to 500'],
    [
      { ...flows, monitor: 'demo', filters: [{ side: 'either', field: 'pod', operator: '=~', value: '(' }] },
      'no regular',
    ],
    [{ ...flows, source: 'somewhere' }, 'Choose one of: auto, api, series'],
    [{ ...flows, format: 'pie' }, 'Choose one of: flows, nodeGraph'],
    [{ ...flows, groupBy: ['colour'], format: 'topTalkers' }, 'cannot be grouped by "colour"'],
    [{ ...flows, metrics: ['JITTER'] }, 'cannot hold "JITTER"'],
    [{ ...flows, metrics: 'TIMEOUTS' }, 'no list'],
    [{ ...flows, categories: {} }, 'no list'],
    [{ ...flows, categories: [null] }, 'cannot hold null'],
    [{ ...flows, groupBy: 3 }, 'no list'],
    [{ ...flows, monitor: 7 }, 'monitor of the query is 7'],
    [{ ...flows, filters: {} }, 'no list'],
    [{ ...flows, filters: [null] }, 'cannot hold null'],
    [{ ...flows, filters: [{ side: 'either', field: 'pod', value: 'a' }] }, 'the operator ""'],
    [{ ...flows, filters: [{ side: 'either', field: 'pod', operator: '=', value: 3 }] }, 'filter’s value'],
  ])('says what to change in %j', (saved, message) => {
    // As a hand may have written it into a dashboard.
    expect(resolveFlowsQuery(saved as SavedFlowsQuery, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });
});

describe('what a hand has written into a flows query', () => {
  const resolve = (over: object) => resolveFlowsQuery({ ...flows, ...over } as SavedFlowsQuery, asIs);

  it('is asked once, however often it stands there', () => {
    const query = {
      metrics: ['TIMEOUTS', 'TIMEOUTS'],
      categories: ['INTRA_AZ', 'INTRA_AZ'],
      groupBy: ['port', 'port'],
    };
    expect(resolve(query)).toMatchObject({
      query: { metrics: ['TIMEOUTS'], categories: ['INTRA_AZ'], groupBy: ['port'] },
    });
  });

  it('makes all flows one group where the groups are an empty list', () => {
    expect(resolve({ format: 'topTalkers', groupBy: [] })).toMatchObject({ query: { groupBy: [] } });
    expect(resolve({ format: 'topTalkers' })).toMatchObject({ query: { groupBy: ['clientName', 'serverName'] } });
  });

  it('is not chosen where it is null', () => {
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

  it('are none where a variable is set to All, or to nothing', () => {
    expect([filtersOf('.*'), filtersOf(''), filtersOf('.*', '!~'), filtersOf('', '!~')]).toEqual([[], [], [], []]);
  });

  it('hold the values of variables', () => {
    expect(filtersOf('a|b')).toEqual([{ ...namespace, value: 'a|b' }]);
  });
});

describe('a filter of which the variable has several values', () => {
  const values: Record<string, string> = { regex: '(shop|da\\.ta)', json: '["shop","da.ta"]' };
  const several = (text: string, format = '') => (text === '$ns' ? (values[format] ?? '{shop,da.ta}') : text);
  const patterns = [
    ['=', '=~', 'shop|da\\.ta'],
    ['!=', '!~', 'shop|da\\.ta'],
    ['=~', '=~', '(shop|da\\.ta)'],
    ['!~', '!~', '(shop|da\\.ta)'],
  ] as const;

  it.each(patterns)('is any of them, or none of them: %s', (operator, resolved, value) => {
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

  it('lets flows through that are of any of them', () => {
    const passed = (operator: '=' | '!=') => {
      const filter = { side: 'client', field: 'namespace', operator, value: '$ns' } as const;
      const answer = resolveFlowsQuery({ ...flows, filters: [filter] }, several);
      const all = ['shop/a-0', 'da.ta/b-0', 'data/c-0'].map((name) => aFlow(aPod(name), aPod('other/d-0')));
      return 'query' in answer && filterFlows(all, answer.query.filters).map(({ client }) => client.namespace);
    };
    expect([passed('='), passed('!=')]).toEqual([['shop', 'da.ta'], ['data']]);
  });

  it.each(['', '.*'])('is no filter where the variable is set to nothing or to All: %j', (value) => {
    for (const operator of ['=', '!='] as const) {
      const filter = { side: 'either', field: 'namespace', operator, value: '$ns' } as const;
      const replace = (text: string) => (text === '$ns' ? value : text);
      expect(resolveFlowsQuery({ ...flows, filters: [filter] }, replace)).toMatchObject({ query: { filters: [] } });
    }
  });

  it('is any value at all where All is set to .+', () => {
    const filter = { label: 'namespace', operator: '=', value: '$ns' } as const;
    expect(
      resolveMetricQuery({ ...metric, filters: [filter] }, (text) => (text === '$ns' ? '.+' : text))
    ).toMatchObject({
      query: { filters: [{ operator: '=~', value: '.+' }] },
    });
  });

  it.each(['{a,b}', '.*', 'a b'])('says that a cluster must be a single one, not %j', (cluster) => {
    expect(resolveFlowsQuery({ ...flows, cluster }, asIs)).toEqual({
      problem: expect.stringMatching(/not the name of a single cluster\. Choose one in the query or its variable\./),
    });
  });
});

describe('resolveMetricQuery', () => {
  it('groups by what the metric counts where nothing was chosen', () => {
    expect(resolveMetricQuery({ ...metric, metric: 'egress_bytes' }, asIs)).toMatchObject({
      query: { groupBy: 'pod' },
    });
    expect(resolveMetricQuery({ ...metric, metric: 'pps_allowance_exceeded' }, asIs)).toMatchObject({
      query: { groupBy: 'node' },
    });
  });

  it.each([
    [{ ...metric, metric: 'rx_bytes' }, 'no metric "rx_bytes"'],
    [{ ...metric, metric: 'pps_allowance_exceeded', groupBy: 'pod' as const }, 'per network interface'],
    [{ ...metric, metric: 'egress_bytes', groupBy: 'interface' as const }, 'counted per pod'],
    [{ ...metric, metric: 'efa_tx_bytes', groupBy: 'workload' as const }, 'per Elastic Fabric Adapter'],
    [{ ...metric, source: 'node_exporter' as const }, 'node_exporter does not count'],
    [{ ...metric, calculation: 'mean' }, 'Choose one of: rate, total'],
    [{ ...metric, source: 'guess' }, 'Choose one of: agent, node_exporter'],
    [{ ...metric, metric: 5 }, 'metric of the query is 5'],
    [{ ...metric, top: 0 }, 'whole number from 1'],
    [{ ...metric, top: '3' }, 'whole number from 1'],
    [{ ...metric, filters: {} }, 'no list'],
    [{ ...metric, filters: [null] }, 'cannot hold null'],
    [{ ...metric, filters: [{ label: 'pod', value: 'a' }] }, 'the operator ""'],
    [{ ...metric, filters: [{ label: 'pod', operator: '=', value: 3 }] }, 'filter’s value'],
    [{ ...metric, filters: [{ label: 'a-b', operator: '=', value: '' }] }, 'no name of a label'],
    [{ ...metric, filters: [{ label: 'pod', operator: '~', value: '' }] }, 'operator "~"'],
  ])('says what to change in %j', (saved, message) => {
    // As a hand may have written it into a dashboard.
    expect(resolveMetricQuery(saved as SavedMetricQuery, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });

  it('takes null for what was not chosen', () => {
    const members = ['source', 'metric', 'groupBy', 'calculation', 'filters', 'top'];
    const nulls = Object.fromEntries(members.map((member) => [member, null]));
    expect(resolveMetricQuery({ ...metric, ...nulls }, asIs)).toEqual(resolveMetricQuery(metric, asIs));
  });

  it('has no filter where a pattern is empty or matches everything', () => {
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

it('no saved flows or metric query crashes, whatever it holds', () => {
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
