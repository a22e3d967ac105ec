/** @jest-environment node */
import { type JsonObject } from '../http/input';
import { report } from '../testing/flowReports';
import { MONITOR_NAME, NOW_MS, runApi, type RunningApi, topQuery } from '../testing/runningApi';

let api: RunningApi;
afterEach(() => api.close());

async function startQuery(): Promise<JsonObject> {
  const { body } = await api.call('StartQueryMonitorTopContributors', topQuery());
  return { monitorName: MONITOR_NAME, queryId: body.queryId };
}

const statusOf = (query: JsonObject) => api.call('GetQueryStatusMonitorTopContributors', query);
const resultsOf = (query: JsonObject) => api.call('GetQueryResultsMonitorTopContributors', query);
const stop = (query: JsonObject) => api.call('StopQueryMonitorTopContributors', query);

describe('a query over time', () => {
  it('is not found, queued, running, and succeeded', async () => {
    api = await runApi([], { queryLatencyMs: 10_000, notFoundAfterStartMs: 500 });
    const query = await startQuery();
    const missing = await statusOf(query);
    expect([missing.status, missing.headers['x-amzn-errortype']]).toEqual([404, 'ResourceNotFoundException']);
    const seen: unknown[] = [];
    for (const durationMs of [500, 1_999, 1, 7_499, 1]) {
      api.advance(durationMs);
      seen.push((await statusOf(query)).body.status);
    }
    expect(seen).toEqual(['QUEUED', 'QUEUED', 'RUNNING', 'RUNNING', 'SUCCEEDED']);
  });

  it('has results only after it has succeeded', async () => {
    api = await runApi([report()]);
    const query = await startQuery();
    const early = await resultsOf(query);
    expect([early.status, early.body.message]).toEqual([400, expect.stringContaining('QUEUED')]);
    api.advance(2_000);
    expect((await resultsOf(query)).status).toBe(200);
  });

  it('has a different latency from the next, and the same in every run', async () => {
    const durations = async () => {
      api = await runApi([], { queryLatencyMs: 1_000, queryLatencySpread: 0.5, notFoundAfterStartMs: 0 });
      const queries = [await startQuery(), await startQuery(), await startQuery(), await startQuery()];
      const ends = queries.map(() => 0);
      for (let elapsedMs = 0; elapsedMs <= 1_500; elapsedMs += 50) {
        for (const [index, query] of queries.entries()) {
          ends[index] ||= (await statusOf(query)).body.status === 'SUCCEEDED' ? elapsedMs : 0;
        }
        api.advance(50);
      }
      return ends;
    };
    const first = await durations();
    await api.close();
    expect(await durations()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(500);
  });

  it('expires, and is known only under its own monitor', async () => {
    api = await runApi([], { queryRetentionMs: 60_000 });
    const query = await startQuery();
    api.advance(60_000);
    expect((await statusOf(query)).status).toBe(200);
    expect((await statusOf({ ...query, monitorName: 'test-vpc-monitor' })).status).toBe(404);
    api.advance(1);
    expect((await resultsOf(query)).status).toBe(404);
  });
});

describe('a response', () => {
  it('has the time of the simulated clock', async () => {
    api = await runApi();
    api.advance(90_000);
    const { headers } = await api.call('ListMonitors');
    expect(Date.parse(String(headers.date))).toBe(NOW_MS + 90_000);
  });
});

describe('stopping', () => {
  it('cancels a running query and does not affect one that has ended', async () => {
    api = await runApi();
    const ended = await startQuery();
    api.advance(2_000);
    const running = await startQuery();
    api.advance(1_000);
    expect((await stop(running)).status).toBe(200);
    expect((await stop(ended)).status).toBe(200);
    expect((await stop({ ...running, queryId: 'unknown' })).status).toBe(404);
    expect((await statusOf(running)).body).toEqual({ status: 'CANCELED' });
    expect((await statusOf(ended)).body).toEqual({ status: 'SUCCEEDED' });
    expect((await resultsOf(running)).status).toBe(400);
  });
});

describe('statistics', () => {
  it('counts started, running, stopped and ended queries', async () => {
    api = await runApi([], { queryRetentionMs: 10_000 });
    api.control.addFault({ kind: 'failedQuery', skip: 1, count: 1 });
    const queries = [await startQuery(), await startQuery(), await startQuery()];
    await stop(queries[2] ?? {});
    expect(api.stats().queries).toMatchObject({ started: 3, running: 2, maximumRunning: 3, stoppedByClient: 1 });
    api.advance(2_000);
    const ended = { started: 3, running: 0, maximumRunning: 3, succeeded: 1, failed: 1, stoppedByClient: 1 };
    expect(api.stats().queries).toEqual(ended);
    api.advance(20_000);
    await startQuery();
    expect(api.stats().queries).toEqual({ ...ended, started: 4, running: 1 });
  });

  it('counts requests by operation and responses by status, and can be reset', async () => {
    api = await runApi();
    await startQuery();
    await api.raw({ path: '/nowhere' });
    expect(api.stats()).toMatchObject({
      requests: 2,
      requestsByOperation: { StartQueryMonitorTopContributors: 1, unknown: 1 },
      answersByStatus: { 200: 1, 404: 1 },
    });
    api.control.resetStatistics();
    expect(api.stats()).toMatchObject({
      requests: 0,
      answersByStatus: {},
      queries: { started: 0, running: 1, maximumRunning: 1, succeeded: 0 },
    });
    api.advance(2_000);
    expect(api.stats().queries).toMatchObject({ running: 0, succeeded: 0 });
  });
});
