import { lastValueFrom, tap, toArray } from 'rxjs';
import { queriesCompleted } from '../../src/datasource/messages';
import { type TimeWindow } from '../../src/core/time';
import { type Simulator, startSimulator } from '../../simulator';
import { type FlowReport } from '../../simulator/world/flowReports';
import { ManualClock } from '../../simulator/world/clock';
import { KNOWN_CATEGORIES } from '../../src/core/flow/category';
import { INSIGHT_METRICS, type InsightMetric } from '../../src/core/insights/insights';
import {
  contributorsOverWindows,
  type SeriesSnapshot,
  seriesOverWindows,
  type InsightsRequest,
} from '../../src/datasource/handlers/insights/insightsSnapshots';
import { onlyScope } from '../../src/datasource/handlers/insights/onlyScope';
import { flowApiClient } from '../support/flowApi';
import { until } from '../support/until';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const END_MS = Date.parse('2026-11-22T12:00:00Z');
/** Newest first, as the planner splits a range. */
const HOURS: TimeWindow[] = [
  { startMs: END_MS - HOUR, endMs: END_MS },
  { startMs: END_MS - 2 * HOUR, endMs: END_MS - HOUR },
];

describe('workload insights against the simulated API over HTTP', () => {
  let simulator: Simulator;
  let truth: FlowReport[];

  beforeAll(async () => {
    simulator = await startSimulator({
      nodes: 6,
      clock: new ManualClock(END_MS),
      flowApi: { queryLatencyMs: 0, notFoundAfterStartMs: 0, ingestionLagMs: 0 },
    });
    truth = HOURS.flatMap(({ startMs, endMs }) => simulator.world.flowReports(startMs, endMs));
  });

  afterAll(() => simulator.close());

  beforeEach(() => {
    simulator.flowApi.control.clearFaults();
    simulator.flowApi.control.resetStatistics();
    simulator.flowApi.control.setOptions({ queryLatencyMs: 0 });
  });

  const client = () => flowApiClient(simulator.flowApiUrl);
  const request = (over: Partial<InsightsRequest> = {}): InsightsRequest & { limit: number } => ({
    scopeId: simulator.world.facts.scopeId,
    windows: HOURS,
    metrics: ['DATA_TRANSFERRED'],
    categories: ['INTER_AZ'],
    limit: 500,
    ...over,
  });
  const contributors = (over: Partial<InsightsRequest & { limit: number }> = {}) =>
    lastValueFrom(contributorsOverWindows(client(), { ...request(), ...over }));
  const seriesList = (over: Partial<InsightsRequest> = {}) => lastValueFrom(seriesOverWindows(client(), request(over)));

  /** What the agents really reported, by category and local zone. */
  function truthByZone(metric: InsightMetric): Map<string, number> {
    const sums = new Map<string, number>();
    for (const report of truth) {
      const value = valueOf(report, metric);
      const key = `${report.category} ${report.local.azId}`;
      if (value > 0) {
        sums.set(key, (sums.get(key) ?? 0) + value);
      }
    }
    return sums;
  }

  it('return what the agents reported, for every metric in every category over two hours', async () => {
    const snapshot = await contributors({ metrics: INSIGHT_METRICS, categories: KNOWN_CATEGORIES });
    expect(snapshot).toMatchObject({ isWhole: true, notices: [] });
    for (const metric of INSIGHT_METRICS) {
      const sums = new Map<string, number>();
      for (const { category, zoneId, values } of snapshot.contributors) {
        if (values[metric] !== undefined) {
          const key = `${category} ${zoneId}`;
          sums.set(key, (sums.get(key) ?? 0) + values[metric]);
        }
      }
      expect(sums.size).toBeGreaterThan(2);
      expect(Object.fromEntries(sums)).toEqual(Object.fromEntries(truthByZone(metric)));
    }
  });

  it('return time series over two hours, with a point every five minutes, that add up to what was reported', async () => {
    const { seriesList: series, isWhole } = await seriesList({ metrics: ['DATA_TRANSFERRED', 'RETRANSMISSIONS'] });
    expect(isWhole).toBe(true);
    const grid = Array.from({ length: 24 }, (_, cell) => END_MS - 2 * HOUR + cell * 5 * MINUTE);
    const bytes = series.filter(({ metric }) => metric === 'DATA_TRANSFERRED');
    expect(bytes).toHaveLength(3);
    for (const { label, timesMs, values } of bytes) {
      expect(timesMs).toEqual(grid);
      const total = values.reduce((sum, value) => sum + value, 0);
      // The truth is rounded once for two hours, and the points once every five minutes.
      expect(total / (truthByZone('DATA_TRANSFERRED').get(`INTER_AZ ${label}`) ?? 0)).toBeCloseTo(1, 6);
    }
    const retransmissions = series.filter(({ metric }) => metric === 'RETRANSMISSIONS');
    expect(retransmissions.length).toBeGreaterThan(0);
    expect(retransmissions.every(({ timesMs }) => timesMs.every((timeMs) => grid.includes(timeMs)))).toBe(true);
  });

  it('align a window with whole points', async () => {
    const window = { startMs: END_MS - 33 * MINUTE, endMs: END_MS - 3 * MINUTE };
    const { seriesList: series } = await seriesList({ windows: [window] });
    const times = [-35, -30, -25, -20, -15, -10].map((minutes) => END_MS + minutes * MINUTE);
    expect(series.map(({ timesMs }) => timesMs)).toEqual([times, times, times]);
  });

  it('grow with every response, and report their progress', async () => {
    const seen = await lastValueFrom(seriesOverWindows(client(), request()).pipe(toArray()));
    expect(seen.map(({ isWhole }) => isWhole)).toEqual([false, true]);
    expect(seen[0]?.notices).toEqual([{ severity: 'info', text: queriesCompleted(1, 2) }]);
    expect(seen.map(({ seriesList: [first] }) => first?.timesMs.length)).toEqual([12, 24]);
  });

  it('report that a limit truncated them', async () => {
    const { contributors: rows, notices } = await contributors({ windows: HOURS.slice(0, 1), limit: 2 });
    expect(rows).toHaveLength(2);
    expect(notices).toEqual([
      {
        severity: 'info',
        text: expect.stringMatching(/^1 of 1 responses .* limit of 2 rows: data transferred \("Cross-zone"\)/),
      },
    ]);
  });

  it('return the rest if a window or a category fails, and name what failed', async () => {
    simulator.flowApi.control.addFault({ kind: 'failedQuery', destinationCategory: 'INTRA_AZ', count: 1 });
    const { notices, contributors: rows } = await contributors({ categories: ['INTER_AZ', 'INTRA_AZ', 'NO_SUCH'] });
    expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(['INTER_AZ', 'INTRA_AZ']));
    expect(notices.map(({ text }) => text).sort()).toEqual([
      expect.stringMatching(/not include data transferred \("NO_SUCH"\) in 2 time windows: .*rejected the query/),
      expect.stringMatching(/not include data transferred \("Same zone"\): .*FAILED/),
    ]);
  });

  it('fail if every query fails', async () => {
    simulator.flowApi.control.addFault({ kind: 'failedQuery' });
    await expect(seriesList()).rejects.toThrow(/ended with the status FAILED.*shorter time range/);
  });

  it.each([
    ['a scope that does not exist', { scopeId: 'other' }, /scope "other" does not exist.*Inventory lists/],
    ['windows over an hour', { windows: [{ startMs: END_MS - 2 * HOUR, endMs: END_MS }] }, /one hour or less/],
  ])('explain what to do about %s', async (_, over, message) => {
    await expect(contributors(over)).rejects.toThrow(message);
  });

  it.each([
    ['StartQueryWorkloadInsightsTopContributorsData', seriesList],
    ['GetQueryResultsWorkloadInsightsTopContributors', contributors],
  ] as const)('name the IAM actions if %s is denied', async (operation, sendQueries) => {
    simulator.flowApi.control.addFault({ kind: 'error', status: 403, errorType: 'AccessDeniedException', operation });
    await expect(sendQueries()).rejects.toThrow(new RegExp(`allow .*networkflowmonitor:${operation}`));
  });

  it('find the only scope of the account, and explain what to do if listing it is denied', async () => {
    await expect(lastValueFrom(onlyScope(client()))).resolves.toEqual({
      scopeId: simulator.world.facts.scopeId,
      notices: [],
    });
    simulator.flowApi.control.addFault({ kind: 'error', status: 403, errorType: 'X', operation: 'ListScopes' });
    await expect(lastValueFrom(onlyScope(client()))).rejects.toThrow(
      /networkflowmonitor:ListScopes\. As an alternative, enter/
    );
  });

  it('stop running queries after the last subscriber leaves', async () => {
    simulator.flowApi.control.setOptions({ queryLatencyMs: 60_000 });
    const queries = () => simulator.flowApi.stats().queries;
    const seen: SeriesSnapshot[] = [];
    const subscription = seriesOverWindows(client(), request())
      .pipe(tap((snapshot) => seen.push(snapshot)))
      .subscribe();
    await until(() => queries().running === 2);
    subscription.unsubscribe();
    await until(() => queries().running === 0);
    expect(queries()).toMatchObject({ started: 2, stoppedByClient: 2 });
    expect(seen).toEqual([]);
  });
});

function valueOf(report: FlowReport, metric: InsightMetric): number {
  switch (metric) {
    case 'DATA_TRANSFERRED':
      return Math.round(report.bytesDelivered + report.bytesReceived);
    case 'RETRANSMISSIONS':
      return Math.round(report.retransmissionsSyn + report.retransmissionsEstablished);
    case 'TIMEOUTS':
      return Math.round(report.timeoutsSyn + report.timeoutsEstablished);
  }
}
