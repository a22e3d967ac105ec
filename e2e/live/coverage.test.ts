/** @jest-environment ./e2e/support/browserWithFetch.js */
import { type DataSourceApi } from '@grafana/data';
import { shareText } from '../../src/core/flow/coverage';
import { coverageOfBytes } from '../../src/datasource/messages';
import { type TimeWindow } from '../../src/core/time';
import { type Simulator, startSimulator } from '../../simulator';
import { nodeOf } from '../../simulator/world/endpoints';
import { accumulate } from '../../simulator/world/traffic';
import * as at from '../../simulator/world/trafficAmounts';
import { amount, zeroAmounts } from '../../simulator/world/trafficAmounts';
import { type FlowSnapshot } from '../../src/core/flow/flowSnapshot';
import { type WindowPlan } from '../../src/core/query/planWindow';
import { cloudWatchOf, flowsWithCoverage, LIMIT } from '../support/flowsWithCoverage';
import { VirtualTime } from '../support/virtualTime';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse('2026-11-28T12:10:20Z');

let mockCloudWatch: DataSourceApi;
// Grafana's CloudWatch data source, as far as the Eastwest data source queries it.
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(mockCloudWatch) }) }));

describe.each([
  ['half an hour', 0.5],
  ['three hours', 3],
])('%s of flows that the row limit truncates', (_, hours) => {
  let simulator: Simulator;
  let plan: WindowPlan;
  let snapshot: FlowSnapshot;

  beforeAll(async () => {
    const time = new VirtualTime(NOW_MS);
    simulator = await startSimulator({ clock: time.clock, flowApi: { queryLatencyMs: 0, ingestionLagMs: 0 } });
    mockCloudWatch = cloudWatchOf(simulator);
    const range = { startMs: NOW_MS - hours * HOUR_MS, endMs: NOW_MS };
    ({ snapshot, plan } = await flowsWithCoverage(simulator, time, range));
  });

  afterAll(() => simulator.close());

  /** The bytes of the largest rows of each category, as the agents reported them. */
  function answeredBytes({ startMs, endMs }: TimeWindow): number {
    const rows = new Map<string, number[]>();
    for (const { category, bytesDelivered, bytesReceived } of simulator.world.flowReports(startMs, endMs)) {
      rows.set(category, [...(rows.get(category) ?? []), bytesDelivered + bytesReceived]);
    }
    const largest = [...rows.values()].flatMap((values) => values.sort((a, b) => b - a).slice(0, LIMIT));
    return largest.reduce((sum, value) => sum + value, 0);
  }

  /** The bytes of all connections, counted at each end that has an agent. */
  function movedBytes({ startMs, endMs }: TimeWindow): number {
    let sum = 0;
    for (const cell of simulator.world.cells) {
      for (const { pairs } of cell.hoursIn(startMs, endMs)) {
        for (const pair of pairs.filter(({ conversation }) => conversation.spec.protocol === 'TCP')) {
          const amounts = zeroAmounts();
          accumulate(pair, startMs, endMs, amounts);
          const ends = [pair.client, pair.server].filter((end) => nodeOf(end) !== undefined).length;
          sum += ends * (amount(amounts, at.PAYLOAD_UP) + amount(amounts, at.PAYLOAD_DOWN));
        }
      }
    }
    return sum;
  }

  it("report which share of the monitor's bytes they contain", () => {
    const sumOf = (bytesOf: (window: TimeWindow) => number) => plan.parts.reduce((sum, part) => sum + bytesOf(part), 0);
    const share = sumOf(answeredBytes) / sumOf(movedBytes);
    expect(share).toBeLessThan(0.999);
    expect(Math.abs((snapshot.coveredShare ?? NaN) - share)).toBeLessThan(0.01);
    expect(snapshot.notices.map(({ text }) => text)).toContainEqual(
      coverageOfBytes(shareText(snapshot.coveredShare ?? NaN))
    );
  });
});
