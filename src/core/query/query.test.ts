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
    [{ ...flows, source: 'api' as const }, 'No monitor is chosen'],
    [{ ...flows, monitor: '{a,b}' }, 'no name of one monitor'],
    [{ ...flows, monitor: 'demo', limit: 501 }, '1 to 500'],
    [{ ...flows, monitor: 'demo', limit: 0.5 }, '1 to 500'],
    [
      { ...flows, monitor: 'demo', filters: [{ side: 'either', field: 'pod', operator: '=~', value: '(' }] },
      'no regular',
    ],
    [{ ...flows, source: 'somewhere' }, 'is no source'],
    [{ ...flows, format: 'pie' }, 'is no format'],
    [{ ...flows, groupBy: ['colour'], format: 'topTalkers' }, 'cannot be grouped by "colour"'],
    [{ ...flows, metrics: ['JITTER'] }, 'no metric "JITTER"'],
  ])('says what to change in %j', (saved, message) => {
    // As a hand may have written it into a dashboard.
    expect(resolveFlowsQuery(saved as SavedFlowsQuery, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });
});

describe('the filters of a flows query', () => {
  const namespace = { side: 'either', field: 'namespace', operator: '=~', value: '$namespace' } as const;
  const filtersOf = (value: string) => {
    const resolved = resolveFlowsQuery({ ...flows, filters: [namespace] }, () => value);
    return 'query' in resolved && resolved.query.filters;
  };

  it('are none where a variable is set to All, or to nothing', () => {
    expect([filtersOf('.*'), filtersOf('')]).toEqual([[], []]);
  });

  it('hold the values of variables', () => {
    expect(filtersOf('a|b')).toEqual([{ ...namespace, value: 'a|b' }]);
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
    [{ ...metric, calculation: 'mean' }, 'is no calculation'],
    [{ ...metric, top: 0 }, 'whole number from 1'],
    [{ ...metric, filters: [{ label: 'a-b', operator: '=', value: '' }] }, 'no name of a label'],
    [{ ...metric, filters: [{ label: 'pod', operator: '~', value: '' }] }, 'not complete'],
  ])('says what to change in %j', (saved, message) => {
    // As a hand may have written it into a dashboard.
    expect(resolveMetricQuery(saved as SavedMetricQuery, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });
});
