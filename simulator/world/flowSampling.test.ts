import { sampleFlows } from './flowSampling';
import { type EndpointPair } from './pairs';
import { NOON_MS, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, REPORT_PERIOD_MS } from './time';
import * as at from './trafficAmounts';
import { zeroAmounts } from './trafficAmounts';

const world = testWorld();
const [hour] = world.cells[0]?.hoursIn(NOON_MS, NOON_MS + HOUR_MS) ?? [];
const anyPair = required(hour?.pairs[0], 'pair');

function flow(key: number, counts: Partial<Record<'payload' | 'lost' | 'timeouts', number>>) {
  const amounts = zeroAmounts();
  amounts[at.PAYLOAD_UP] = counts.payload ?? 0;
  amounts[at.RETRANSMITTED_UP] = counts.lost ?? 0;
  amounts[at.TIMEOUTS_UP] = counts.timeouts ?? 0;
  const pair: EndpointPair = { ...anyPair, key };
  return { socket: { pair, localIsClient: true }, amounts };
}

describe('the flows of a report', () => {
  it('are all flows if they fit', () => {
    const flows = [flow(1, { payload: 5 }), flow(2, { payload: 9 })];
    expect(sampleFlows(flows, 2)).toEqual(flows);
  });

  it('are those with the most loss first, with timeouts counting twice, and bytes only break ties', () => {
    const flows = [
      flow(1, { payload: 1_000_000_000 }),
      flow(2, { payload: 10, lost: 3 }),
      flow(3, { payload: 10, timeouts: 2 }),
      flow(4, { payload: 20, lost: 3 }),
      flow(5, { payload: 500 }),
    ];
    expect(sampleFlows(flows, 4).map(({ socket }) => socket.pair.key)).toEqual([3, 4, 2, 1]);
  });

  it('are incomplete on the crowded nodes of the ingress, and nowhere else', () => {
    const crowded = world.nodes.filter((node) => (hour?.socketsOn.get(node) ?? []).length > 500);
    expect(crowded.length).toBeGreaterThan(0);
    expect(crowded.length).toBeLessThanOrEqual(2);
    // One report at the busiest hour.
    const busyMs = Date.UTC(2026, 10, 21, 15);
    const counts = world.nodes.map((node) => {
      const reports = world.flowReports(busyMs, busyMs + REPORT_PERIOD_MS);
      return reports.filter((report) => report.local.instanceId === node.instanceId).length;
    });
    expect(Math.max(...counts)).toBe(500);
  });
});
