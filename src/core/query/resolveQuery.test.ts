import { migrateQuery } from './migrateQuery';
import { resolveFlowsQuery, resolveMetricQuery } from './resolveQuery';

const asIs = (text: string) => text;
const flows = { version: 1, queryType: 'flows' } as const;
const metric = { version: 1, queryType: 'metric' } as const;

describe('migrateQuery', () => {
  it('keeps what a newer build wrote', () => {
    expect(migrateQuery({ refId: 'A', queryType: 'flows', monitor: 'demo', future: 1 })).toEqual({
      refId: 'A',
      version: 1,
      queryType: 'flows',
      monitor: 'demo',
      future: 1,
    });
  });

  it('takes an empty query for a flows query', () => {
    expect(migrateQuery({ refId: 'A' })).toMatchObject({ queryType: 'flows' });
  });
});

describe('resolveFlowsQuery', () => {
  it('asks for everything that every generation of the API has where nothing was chosen', () => {
    const resolved = resolveFlowsQuery({ ...flows, monitor: '$monitor' }, () => 'demo-monitor');
    expect(resolved).toMatchObject({ query: { monitorName: 'demo-monitor', limit: 500 } });
    expect('query' in resolved && [resolved.query.metrics.length, resolved.query.categories.length]).toEqual([4, 7]);
  });

  it.each([
    [{ ...flows }, 'No monitor is chosen'],
    [{ ...flows, monitor: '{a,b}' }, 'no name of one monitor'],
    [{ ...flows, monitor: 'demo', limit: 501 }, '1 to 500'],
    [{ ...flows, monitor: 'demo', limit: 0.5 }, '1 to 500'],
    [{ ...flows, monitor: 'demo', namespace: '(' }, 'no regular expression'],
  ])('says what to change in %j', (saved, message) => {
    expect(resolveFlowsQuery(saved, asIs)).toEqual({ problem: expect.stringContaining(message) });
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
  ])('says what to change in %j', (saved, message) => {
    expect(resolveMetricQuery(saved, asIs)).toEqual({ problem: expect.stringContaining(message) });
  });
});
