/** @jest-environment ./e2e/support/browserWithFetch.js */
import { type DataSourceApi } from '@grafana/data';
import { timer } from 'rxjs';
import { type TimeWindow } from '../../src/core/time';
import { type Simulator, startSimulator } from '../../simulator';
import { type FlowSnapshot } from '../../src/core/flow/flowSnapshot';
import { cloudWatchOf, flowsWithCoverage } from '../support/flowsWithCoverage';
import { flowsByPair } from '../support/flowTruth';
import { VirtualTime } from '../support/virtualTime';
import { podTraffic } from '../support/podTraffic';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const RANGE_MS = 30 * MINUTE_MS;
const START_MS = Date.parse('2026-11-27T00:10:20Z');
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** CloudWatch counts by the minute, and a part of a minute counts as a whole one. */
const COUNTING = 0.01;
/** The share of a pair's bytes in flows that an agent with more than 500 flows does not report. */
const UNREPORTED = 0.05;
const BYTES: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

let mockCloudWatch: DataSourceApi;
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(mockCloudWatch) }) }));

describe.each([12, 200])('half an hour of flows in a cluster of %d nodes', (nodes) => {
  const time = new VirtualTime(START_MS);
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      ...{ clock: time.clock, nodes },
      flowApi: { queryLatencyMs: 0, ingestionLagMs: 0 },
    });
    mockCloudWatch = cloudWatchOf(simulator);
  });

  afterAll(() => simulator.close());

  /**
   * The bytes that passed between the pods of two workloads, by "client > server", and the maximum number of their
   * flows.
   */
  function truths({ startMs, endMs }: TimeWindow): Map<string, { bytes: number; flows: number }> {
    const sums = new Map<string, { bytes: number; flows: number }>();
    for (const { client, server, bytes } of podTraffic(simulator.world, startMs, endMs)) {
      const pair = `${client} > ${server}`;
      const sum = sums.get(pair) ?? { bytes: 0, flows: 0 };
      sums.set(pair, { bytes: sum.bytes + bytes, flows: sum.flows + 1 });
    }
    return sums;
  }

  it.each(HOURS)(
    'contains the bytes of each workload pair, except for at most what it reports as missing, at hour %d',
    async (hour) => {
      const nowMs = START_MS + hour * HOUR_MS;
      await time.lastValueFrom(timer(Math.max(0, nowMs - time.clock.nowMs()), time.scheduler));
      const { snapshot } = await flowsWithCoverage(simulator, time, { startMs: nowMs - RANGE_MS, endMs: nowMs });
      expect(snapshot.notices.filter(({ text }) => text.startsWith('The result does not include'))).toEqual([]);
      const missed = missedBytes(snapshot) + COUNTING * totalBytes(snapshot);
      const mostOfFlow = mostOfHiddenFlow(snapshot);
      const drawn = flowsByPair(simulator.world, snapshot.flows);
      const wrong = [...truths(snapshot.window)].flatMap(([pair, { bytes, flows }]) => {
        const { bytes: shown = 0 } = drawn.get(pair) ?? {};
        const bound = Math.min(missed, flows * mostOfFlow + UNREPORTED * bytes);
        return shown <= bytes && bytes <= shown + bound ? [] : [{ pair, shown, bytes, bound }];
      });
      expect(drawn.size).toBeGreaterThan(25);
      expect(wrong).toEqual([]);
    }
  );
});

function totalBytes({ answeredBytes = 0, coveredShare = 1 }: FlowSnapshot): number {
  return answeredBytes / coveredShare;
}

/** The bytes that the snapshot reports as missing in total. */
function missedBytes(snapshot: FlowSnapshot): number {
  return totalBytes(snapshot) - (snapshot.answeredBytes ?? 0);
}

/** The maximum bytes of a flow that is not shown, as the snapshot reports it. */
function mostOfHiddenFlow({ notices }: FlowSnapshot): number {
  const text = notices.map((notice) => notice.text).join(' ');
  const [, amount, unit = ''] = /Each flow that is not included has at most ([\d.]+) (\w+) of data/.exec(text) ?? [];
  // The notice has three significant digits.
  return 1.005 * Number(amount) * (BYTES[unit] ?? NaN);
}
