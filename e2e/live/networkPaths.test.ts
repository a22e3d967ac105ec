import { lastValueFrom, toArray } from 'rxjs';
import { existingPerformanceMonitors, noSuchPerformanceMonitor } from '../../src/datasource/messages';
import { type TimeWindow } from '../../src/core/time';
import { type Simulator, startSimulator } from '../../simulator';
import { ManualClock } from '../../simulator/world/clock';
import { type FlowReport } from '../../simulator/world/flowReports';
import { type NetworkPath } from '../../src/core/paths/networkPath';
import { type PathFilter } from '../../src/core/paths/pathFilter';
import { pathsOverWindows, type PathsRequest } from '../../src/datasource/handlers/paths/pathsSnapshots';
import { topPaths } from '../../src/flowapi/performanceMonitors';
import { topContributors } from '../../src/flowapi/topContributors';
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

const filter = (field: PathFilter['field'], operator: PathFilter['operator'], ...values: string[]): PathFilter => ({
  field,
  operator,
  values,
});

describe('network paths against the simulated API over HTTP', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      nodes: 6,
      clock: new ManualClock(END_MS),
      flowApi: { queryLatencyMs: 0, notFoundAfterStartMs: 0, ingestionLagMs: 0 },
    });
  });

  afterAll(() => simulator.close());

  beforeEach(() => {
    simulator.flowApi.control.clearFaults();
    simulator.flowApi.control.resetStatistics();
    simulator.flowApi.control.setOptions({ queryLatencyMs: 0, apiGeneration: '2026-11' });
  });

  const client = () => flowApiClient(simulator.flowApiUrl);
  const request = (over: Partial<PathsRequest> = {}): PathsRequest => ({
    monitorName: 'demo-paths',
    windows: HOURS,
    filters: [],
    limit: 500,
    ...over,
  });
  const queryPaths = (over: Partial<PathsRequest> = {}) => lastValueFrom(pathsOverWindows(client(), request(over)));

  /** The bytes that the agents really reported from one zone to another zone or Region. */
  function truthByEnds(windows: readonly TimeWindow[]): Record<string, number> {
    const sums: Record<string, number> = {};
    const reports = windows.flatMap(({ startMs, endMs }) => simulator.world.flowReports(startMs, endMs));
    for (const report of reports.filter(leavesZone)) {
      const key = [report.local.azId, report.remote.azId, report.remote.region].join(' ');
      sums[key] = (sums[key] ?? 0) + report.bytesDelivered + report.bytesReceived;
    }
    return sums;
  }

  const endsOf = ({ localZoneId, remoteZoneId, remoteRegion }: NetworkPath) =>
    [localZoneId, remoteZoneId, remoteRegion].join(' ');

  it('have the traffic that the agents reported over two hours', async () => {
    const { paths, isWhole, notices } = await queryPaths();
    const truth = truthByEnds(HOURS);
    expect({ isWhole, notices }).toEqual({ isWhole: true, notices: [] });
    expect(paths.map(endsOf).sort()).toEqual(Object.keys(truth).sort());
    expect(paths.length).toBeGreaterThan(6);
    for (const path of paths) {
      expect((path.bytes ?? 0) / (truth[endsOf(path)] ?? 0)).toBeCloseTo(1, 6);
      const ofPairs = path.subnetPairs.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
      expect(ofPairs / (path.bytes ?? 0)).toBeCloseTo(1, 6);
    }
    const ranks = paths.map(({ impactScore = -1 }) => impactScore);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
  });

  it("match the flow rows that the cluster's monitor returns between the same zones", async () => {
    const window = { startMs: END_MS - 5 * MINUTE, endMs: END_MS };
    const rows = await Promise.all(
      ['INTER_AZ', 'INTER_VPC'].map((destinationCategory) =>
        lastValueFrom(
          topContributors(client(), {
            monitorName: 'demo-monitor',
            startTime: new Date(window.startMs).toISOString(),
            endTime: new Date(window.endMs).toISOString(),
            metricName: 'DATA_TRANSFERRED',
            destinationCategory,
            limit: 500,
          })
        )
      )
    );
    // The rows are not truncated. Otherwise, they could not match.
    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThan(500);
    const byZones = new Map<string, number>();
    for (const { local, remote, value } of rows.flat()) {
      const key = `${local.zoneId} ${remote.zoneId}`;
      byZones.set(key, (byZones.get(key) ?? 0) + value);
    }
    const { paths } = await queryPaths({ windows: [window] });
    const between = paths.filter(({ remoteZoneId }) => remoteZoneId !== undefined);
    expect(between.length).toBeGreaterThan(5);
    for (const { localZoneId, remoteZoneId, bytes = 0 } of between) {
      // Each row is rounded to whole bytes.
      expect(bytes / (byZones.get(`${localZoneId} ${remoteZoneId}`) ?? 0)).toBeCloseTo(1, 4);
    }
  });

  it('are read by column names, which the table itself contains', async () => {
    const window = { startMs: END_MS - 5 * MINUTE, endMs: END_MS };
    const table = await lastValueFrom(topPaths(client(), { monitorName: 'demo-paths', window, filters: [], limit: 3 }));
    expect(table.rows).toHaveLength(3);
    expect(table.rows.every((row) => row.length === table.fields.length)).toBe(true);
    expect(table.fields.map(({ name }) => name)).toContain('local_az_id');
  });

  it('pass filters to the API', async () => {
    const fromZone1 = await queryPaths({ filters: [filter('local_az_id', 'EQUALS', 'use1-az1')] });
    expect(new Set(fromZone1.paths.map(({ localZoneId }) => localZoneId))).toEqual(new Set(['use1-az1']));
    const { paths } = await queryPaths();
    const levels = [...new Set(paths.flatMap(({ impactLevel }) => impactLevel ?? []))];
    expect(levels.length).toBeGreaterThan(0);
    const filters = [filter('impact_level', 'IN', ...levels), filter('remote_az_id', 'CONTAINS', 'az2')];
    const narrowed = await queryPaths({ filters });
    expect(narrowed.paths.length).toBeGreaterThan(0);
    expect(narrowed.paths.every(({ remoteZoneId }) => remoteZoneId === 'use1-az2')).toBe(true);
    const none = await queryPaths({ filters: [filter('impact_level', 'EQUALS', 'NO_SUCH_LEVEL')] });
    expect(none).toMatchObject({ paths: [], isWhole: true, notices: [] });
  });

  it('grow window by window, with a notice about a window that fails', async () => {
    simulator.flowApi.control.addFault({ kind: 'failedQuery', operation: 'StartQueryPerformanceMonitor', count: 1 });
    const seen = await lastValueFrom(pathsOverWindows(client(), request()).pipe(toArray()));
    const last = seen.at(-1);
    expect(last?.isWhole).toBe(true);
    expect(last?.paths.length).toBeGreaterThan(0);
    expect(last?.notices).toEqual([
      { severity: 'warning', text: expect.stringMatching(/not include 1 of 2 time windows: .*FAILED/) },
    ]);
  });

  it('report that a limit truncated them', async () => {
    const { paths, notices } = await queryPaths({ limit: 1, windows: HOURS.slice(0, 1) });
    expect(paths).toHaveLength(1);
    expect(notices).toEqual([
      { severity: 'info', text: expect.stringMatching(/^1 of 1 responses .* limit of 1 rows\./) },
    ]);
  });

  it('are empty with a notice if the endpoint is older', async () => {
    simulator.flowApi.control.setOptions({ apiGeneration: '2026-10' });
    const { paths, isWhole, notices } = await queryPaths();
    expect({ paths, isWhole }).toEqual({ paths: [], isWhole: true });
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(/does not support StartQueryPerformanceMonitor.*November 2026/),
      },
    ]);
    expect(simulator.flowApi.stats().queries.started).toBe(0);
  });

  it('are empty with a notice that names the operation that a policy denies', async () => {
    simulator.flowApi.control.addFault({
      kind: 'error',
      status: 403,
      errorType: 'AccessDeniedException',
      operation: 'StartQueryPerformanceMonitor',
    });
    const { paths, notices } = await queryPaths();
    expect(paths).toEqual([]);
    expect(notices).toEqual([
      { severity: 'warning', text: expect.stringMatching(/allow .*networkflowmonitor:StartQueryPerformanceMonitor/) },
    ]);
  });

  it('fail with a list of the existing performance monitors if the given one does not exist', async () => {
    const none = queryPaths({ monitorName: 'no-such' });
    await expect(none).rejects.toThrow(
      `${noSuchPerformanceMonitor('no-such')} ${existingPerformanceMonitors(['demo-paths', 'demo-all-vpcs-paths'])}`
    );
    simulator.flowApi.control.addFault({
      kind: 'error',
      status: 403,
      errorType: 'AccessDeniedException',
      operation: 'ListPerformanceMonitors',
    });
    await expect(queryPaths({ monitorName: 'no-such' })).rejects.toThrow(/no-such.*networkflowmonitor:ListPerformance/);
  });

  it('fail if every window fails, or if the response is invalid', async () => {
    simulator.flowApi.control.addFault({ kind: 'failedQuery' });
    await expect(queryPaths()).rejects.toThrow(/ended with the status FAILED/);
    simulator.flowApi.control.setFaults([{ kind: 'missingMembers', members: ['fields'] }]);
    await expect(queryPaths()).rejects.toThrow(/no "fields" list/);
  });

  it('stop running queries after the last subscriber leaves', async () => {
    simulator.flowApi.control.setOptions({ queryLatencyMs: 60_000 });
    const queries = () => simulator.flowApi.stats().queries;
    const subscription = pathsOverWindows(client(), request()).subscribe();
    await until(() => queries().running === 2);
    subscription.unsubscribe();
    await until(() => queries().running === 0);
    expect(queries()).toMatchObject({ started: 2, stoppedByClient: 2 });
  });
});

function leavesZone({ local, remote }: FlowReport): boolean {
  const toOtherZone = remote.azId !== undefined && remote.azId !== local.azId;
  return toOtherZone || (remote.region !== undefined && remote.region !== local.region);
}
