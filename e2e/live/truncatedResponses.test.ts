/** @jest-environment ./e2e/support/browserWithFetch.js */
import { type TimeWindow } from '../../src/core/time';
import { type Simulator, startSimulator } from '../../simulator';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { type FlowSnapshot } from '../../src/core/flow/flowSnapshot';
import { planWindow } from '../../src/core/query/planWindow';
import { ClusterNames } from '../../src/datasource/context/clusterNames';
import { ApiFlows } from '../../src/datasource/handlers/flows/apiFlows';
import { flowApiClient } from '../support/flowApi';
import { flowsByPair } from '../support/flowTruth';
import { seededStartMs } from '../support/seededStart';
import { VirtualTime } from '../support/virtualTime';
import { podTraffic } from '../support/podTraffic';

const HOUR_MS = 3_600_000;
const LIMIT = 500;
const HEAVY_BYTES = 1e9;
const BYTES: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };
/** The share that even complete responses lack: flows that an agent with more than 500 flows does not report. */
const TOLERANCE = 0.05;

/** An hour with little traffic, the hour in which the limit hides most of a pair, and a random one. */
const STARTS: ReadonlyArray<[name: string, nowMs: number]> = [
  ['2026-11-28T00:10:00Z', Date.parse('2026-11-28T00:10:00Z')],
  ['2026-11-28T12:10:00Z', Date.parse('2026-11-28T12:10:00Z')],
  ['a time derived from EASTWEST_SEED', seededStartMs()],
];

describe.each(STARTS)('three hours of flows from the flow API until %s', (_, nowMs) => {
  let simulator: Simulator;
  let snapshot: FlowSnapshot;
  let parts: readonly TimeWindow[];

  beforeAll(async () => {
    const time = new VirtualTime(nowMs);
    simulator = await startSimulator({ clock: time.clock, flowApi: { queryLatencyMs: 0, ingestionLagMs: 0 } });
    const range = { startMs: nowMs - 3 * HOUR_MS, endMs: nowMs };
    const plan = planWindow(range, { nowMs, ingestionLagMs: 0, maxParts: 100 });
    const flows = new ApiFlows(flowApiClient(simulator.flowApiUrl, time), new ClusterNames({}));
    const request = {
      monitorNames: ['demo-monitor'],
      metrics: ['DATA_TRANSFERRED'],
      categories: DEFAULT_CATEGORIES,
      optionalCategories: OPTIONAL_CATEGORIES,
      limit: LIMIT,
    } as const;
    snapshot = await time.lastValueFrom(flows.snapshotsOf(request, plan));
    parts = plan.parts;
  });

  afterAll(() => simulator.close());

  /** The categories that reach the limit according to the agents' reports, regardless of the responses. */
  function truncatedCategories({ startMs, endMs }: TimeWindow): string[] {
    const rows = new Map<string, number>();
    for (const { category, bytesDelivered, bytesReceived } of simulator.world.flowReports(startMs, endMs)) {
      const isRow = Math.round(bytesDelivered + bytesReceived) > 0;
      rows.set(category, (rows.get(category) ?? 0) + (isRow ? 1 : 0));
    }
    return [...rows].filter(([, count]) => count >= LIMIT).map(([category]) => category);
  }

  /**
   * Bounds for the bytes between two workloads: at most what passed between their pods, and at least what no limit
   * hides.
   */
  function boundsByPair(): Map<string, { least: number; most: number }> {
    const bounds = new Map<string, { least: number; most: number }>();
    for (const part of parts) {
      const truncated = truncatedCategories(part);
      const traffic = podTraffic(simulator.world, part.startMs, part.endMs);
      for (const { client, server, clientZone, serverZone, bytes } of traffic) {
        const pair = `${client} > ${server}`;
        const { least, most } = bounds.get(pair) ?? { least: 0, most: 0 };
        const isHidden = truncated.includes(clientZone === serverZone ? 'INTRA_AZ' : 'INTER_AZ');
        bounds.set(pair, { least: least + (isHidden ? 0 : bytes), most: most + bytes });
      }
    }
    return bounds;
  }

  it('never show more between two workloads than passed, and hide no more than the limit does', () => {
    const shown = flowsByPair(simulator.world, snapshot.flows);
    const heavy = [...boundsByPair()].filter(([, { most }]) => most > HEAVY_BYTES);
    expect(heavy.length).toBeGreaterThan(10);
    const wrong = heavy.filter(([pair, { least, most }]) => {
      const { bytes = 0 } = shown.get(pair) ?? {};
      return bytes > most || bytes < least * (1 - TOLERANCE);
    });
    expect(wrong).toEqual([]);
  });

  it('report how many responses the limit truncated, and in which categories', () => {
    const truncated = parts.map(truncatedCategories);
    const count = truncated.reduce((sum, { length }) => sum + length, 0);
    const answers = parts.length * (DEFAULT_CATEGORIES.length + OPTIONAL_CATEGORIES.length);
    const [notice] = snapshot.notices.filter(({ text }) => /reached the limit/.test(text));
    expect(count).toBeGreaterThan(0);
    expect(notice?.text).toMatch(new RegExp(`^${count} of ${answers} responses reached the limit of 500 rows: `));
    const names = { INTRA_AZ: '"Same zone"', INTER_AZ: '"Cross-zone"', INTERNET: '"Internet"' };
    for (const [category, name] of Object.entries(names)) {
      const isTruncated = truncated.some((categories) => categories.includes(category));
      expect([category, notice?.text.includes(name)]).toEqual([category, isTruncated]);
    }
  });

  /**
   * The payload of all three hours as the client's agent reported it, by the pods of both ends and the server's port.
   */
  function reportedByPods(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { startMs, endMs } of parts) {
      for (const report of simulator.world.flowReports(startMs, endMs)) {
        const { local, remote, localIsClient, serverPort } = report;
        if (localIsClient && local.podName !== undefined && remote.podName !== undefined) {
          const key = `${local.podName} > ${remote.podName}:${serverPort}`;
          sums.set(key, (sums.get(key) ?? 0) + report.bytesDelivered + report.bytesReceived);
        }
      }
    }
    return sums;
  }

  it('hide no flow between pods that has more bytes than they report', () => {
    const shown = new Set(snapshot.flows.map(({ client, server, port }) => `${client.pod} > ${server.pod}:${port}`));
    const hidden = [...reportedByPods()].filter(([key]) => !shown.has(key));
    const [, amount, unit = ''] =
      /Each flow that is not included has at most ([\d.]+) (\w+) of data/.exec(
        snapshot.notices.map(({ text }) => text).join()
      ) ?? [];
    const maximumBytes = Number(amount) * (BYTES[unit] ?? NaN);
    // The notice has three significant digits.
    expect(Math.max(0, ...hidden.map(([, bytes]) => bytes))).toBeLessThanOrEqual(maximumBytes * 1.005);
  });
});
