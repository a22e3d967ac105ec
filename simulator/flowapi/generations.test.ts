/** @jest-environment node */
import { cluster, report } from './testing/flowReports';
import { isoTime, NOW_MS, rowsOf, runApi, type RunningApi, runTopQuery } from './testing/runningApi';

const network = { asName: 'EXAMPLE-AS', asNumber: 64500 };
const internet = report({ remote: { ip: '203.0.113.7' }, category: 'INTERNET', network });
const onPremises = report({ remote: { ip: '172.16.0.1' }, category: 'UNCLASSIFIED' });

let api: RunningApi;
afterEach(() => api.close());

const remotes = async (destinationCategory: string) =>
  rowsOf(await runTopQuery(api, { destinationCategory })).map(({ remoteIp }) => remoteIp);

describe('in November 2026', () => {
  it('separates internet flows from unclassified ones', async () => {
    api = await runApi([internet, onPremises]);
    expect(await remotes('INTERNET')).toEqual(['203.0.113.7']);
    expect(await remotes('UNCLASSIFIED')).toEqual(['172.16.0.1']);
  });

  it('returns a category that is not in the model once it is added', async () => {
    api = await runApi([report({ category: 'OUTER_SPACE' })]);
    const refused = await runTopQuery(api, { destinationCategory: 'OUTER_SPACE' });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toMatch(/enum value set: \[INTRA_AZ, .*INTERNET, .*TRANSIT_GATEWAY\]$/);
    api.control.setOptions({ additionalCategories: ['OUTER_SPACE'] });
    const [row] = rowsOf(await runTopQuery(api, { destinationCategory: 'OUTER_SPACE' }));
    expect(row).toMatchObject({ destinationCategory: 'OUTER_SPACE' });
  });
});

describe('in October 2026', () => {
  beforeEach(async () => {
    api = await runApi([internet, onPremises], { apiGeneration: '2026-10' });
  });

  it('has internet flows under UNCLASSIFIED, without the row members of later generations', async () => {
    const rows = rowsOf(await runTopQuery(api, { destinationCategory: 'UNCLASSIFIED' }));
    expect(rows.map(({ remoteIp }) => remoteIp).sort()).toEqual(['172.16.0.1', '203.0.113.7']);
    expect(rows.some((row) => 'additionalFlowInfo' in row)).toBe(false);
    expect(new Set(rows.map(({ destinationCategory }) => destinationCategory))).toEqual(new Set(['UNCLASSIFIED']));
  });

  it.each(['INTERNET', 'AWS_SERVICE', 'LOCAL_ZONE', 'TRANSIT_GATEWAY'])(
    'rejects %s for monitors and lists the known categories',
    async (destinationCategory) => {
      const { status, body } = await runTopQuery(api, { destinationCategory });
      expect(status).toBe(400);
      expect(body.message).toMatch(/AMAZON_DYNAMODB, INTER_REGION\]$/);
    }
  );

  it('accepts the later categories in workload insights', async () => {
    const { status } = await api.call('StartQueryWorkloadInsightsTopContributors', {
      scopeId: cluster.scopeId,
      startTime: isoTime(NOW_MS - 600_000),
      endTime: isoTime(NOW_MS),
      metricName: 'DATA_TRANSFERRED',
      destinationCategory: 'INTERNET',
    });
    expect(status).toBe(200);
  });

  it.each([
    ['ListPerformanceMonitors', {}],
    ['GetMonitorScopeSuggestions', { monitorArn: 'arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/x' }],
    ['CreatePerformanceMonitor', {}],
  ])('does not have %s', async (operation, input) => {
    const { status, headers } = await api.call(operation, input);
    expect([status, headers['x-amzn-errortype']]).toEqual([404, 'UnknownOperationException']);
  });
});
