import { samplesOf } from '../testing/testScrape';
import { interfaceTruths } from '../server/truth';
import { NOON_MS, testWorld, required } from '../testing/testWorld';
import { MINUTE_MS } from '../world/time';
import { EthtoolCounters } from './ethtoolCounters';

const RESET_MS = NOON_MS + 6 * MINUTE_MS;
const name = required(testWorld().nodes[0], 'node').name;
const world = testWorld({}, () => [
  { id: 'full', kind: 'inbound-bandwidth', node: name, packetsPerSecond: 100, startMs: NOON_MS },
  { id: 'reset', kind: 'driver-reset', node: name, startMs: RESET_MS },
  { id: 'off', kind: 'interface-detached', node: name, networkInterface: 2, startMs: RESET_MS },
]);

describe("node_exporter's ethtool collector", () => {
  const { node, cell } = required(world.find(name), 'node');
  const counters = new EthtoolCounters(node, cell, NOON_MS);
  const exceededAt = (timeMs: number) =>
    samplesOf(counters.scrape(timeMs), 'node_ethtool_bw_in_allowance_exceeded').map(({ labels, value }) => [
      labels.device,
      value,
    ]);
  const truth = (fromMs: number, toMs: number) =>
    interfaceTruths(world, fromMs, toMs).find((item) => item.eni === node.networkInterfaces[0]?.eniId)
      ?.bw_in_allowance_exceeded;

  it('continues to count, starts at zero after a driver reset, and drops a detached interface', () => {
    exceededAt(NOON_MS + 2 * MINUTE_MS);
    const before = NOON_MS + 5 * MINUTE_MS;
    const after = NOON_MS + 8 * MINUTE_MS;
    expect(exceededAt(before)).toEqual([
      ['ens5', truth(NOON_MS, before)],
      ['ens6', 0],
      ['ens7', 0],
    ]);
    expect(exceededAt(after)).toEqual([
      ['ens5', truth(RESET_MS, after)],
      ['ens6', 0],
    ]);
    expect(truth(RESET_MS, after)).toBeGreaterThan(2 * 60 * 50);
  });
});
