/** @jest-environment node */
import { type JsonObject } from '../http/input';
import { cluster, mirrorOf, podEndpoint, report } from '../testing/flowReports';
import { isoTime, NOW_MS, runApi, type RunningApi } from '../testing/runningApi';

const MINUTE_MS = 60_000;
const toZone2 = report();
const alsoToZone2 = report({ remote: podEndpoint('search', 1, '10.1.0.7'), bytesReceived: 2_000 });
const withinZone = report({ remote: podEndpoint('cache', 0, '10.0.0.8'), category: 'INTRA_AZ' });

let api: RunningApi;
beforeEach(async () => {
  api = await runApi([toZone2, mirrorOf(toZone2), alsoToZone2, withinZone], { ingestionLagMs: 0 });
});
afterEach(() => api.close());

async function run(name: string, changes: JsonObject = {}): Promise<JsonObject> {
  const { scopeId } = cluster;
  const started = await api.call(`StartQuery${name}`, {
    scopeId,
    startTime: isoTime(NOW_MS - 12 * MINUTE_MS),
    endTime: isoTime(NOW_MS),
    metricName: 'DATA_TRANSFERRED',
    destinationCategory: 'INTER_AZ',
    ...changes,
  });
  api.advance(2_000);
  const { queryId } = started.body;
  const results = await api.call(`GetQueryResults${name}`, { scopeId, queryId });
  return { startStatus: started.status, ...results.body };
}

describe('top contributors', () => {
  const name = 'WorkloadInsightsTopContributors';

  it('sums flows by local subnet and remote zone', async () => {
    const { topContributors } = await run(name);
    expect(topContributors).toMatchObject([
      { localAz: 'use1-az1', remoteIdentifier: 'us-east-1b', value: 24 * 13_000, accountId: cluster.accountId },
      { localAz: 'use1-az2', remoteIdentifier: 'us-east-1a', value: 24 * 10_000 },
    ]);
  });

  it('identifies remote subnets within a zone by ARN', async () => {
    const { topContributors } = await run(name, { destinationCategory: 'INTRA_AZ', limit: 1 });
    const subnetId = cluster.subnets[0]?.subnetId;
    expect(topContributors).toMatchObject([{ remoteIdentifier: expect.stringContaining(`:subnet/${subnetId}`) }]);
  });

  it('has no round-trip times, and only one scope', async () => {
    expect((await run(name, { metricName: 'ROUND_TRIP_TIME' })).startStatus).toBe(400);
    expect((await run(name, { scopeId: 'other' })).startStatus).toBe(404);
  });
});

describe('data', () => {
  const name = 'WorkloadInsightsTopContributorsData';

  it('is on the five-minute grid with one series per local zone, and its points add up to the window', async () => {
    const { unit, datapoints } = await run(name);
    const timestamps = [-15, -10, -5].map((minutes) => isoTime(NOW_MS + minutes * MINUTE_MS));
    expect(unit).toBe('Bytes');
    expect(datapoints).toEqual([
      { label: 'use1-az1', timestamps, values: [4 * 13_000, 10 * 13_000, 10 * 13_000] },
      { label: 'use1-az2', timestamps, values: [4 * 10_000, 10 * 10_000, 10 * 10_000] },
    ]);
  });

  it('has no points without data or before ingestion', async () => {
    expect(await run(name, { metricName: 'TIMEOUTS' })).toMatchObject({ unit: 'Count', datapoints: [] });
    api.control.setOptions({ ingestionLagMs: 6 * MINUTE_MS });
    const { datapoints } = await run(name);
    expect(datapoints).toMatchObject([{ values: [4 * 13_000, 8 * 13_000] }, { values: [4 * 10_000, 8 * 10_000] }]);
  });
});
