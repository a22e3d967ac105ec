import { type PairFilter, pairTraffic, NON_POD_NAME } from '../../src/core/prometheus/flowSeries/pairTraffic';
import { bytesAcrossZones, bytesByZones, shareAcrossZones } from '../../src/core/prometheus/flowSeries/podZones';
import { type ByPair, type PairAmounts, truthByPair } from '../support/flowTruth';
import { promInstant } from '../support/promInstant';
import {
  HOUR_END_MS,
  HOUR_INTERVAL_MS,
  type HourWithoutIncidents,
  startHourWithoutIncidents,
} from '../support/hourWithoutIncidents';
import { sumsBy } from '../support/sums';
import { type PodTraffic, podTraffic } from '../support/podTraffic';

const MINUTE_MS = 60_000;
const SECONDS = 600;
/** The reports for the last half minute of the window arrive after it. */
const WINDOW = { startMs: HOUR_END_MS - 12 * MINUTE_MS, endMs: HOUR_END_MS - 2 * MINUTE_MS };
/** Half an interval after the last scrape of the window, because ranges of Prometheus 2 include both ends. */
const AT_MS = WINDOW.endMs + HOUR_INTERVAL_MS / 2;
const RANGE = { window: `${SECONDS}s` };
/** Below this, a pair has only a few connections, and one report more or less is several percent. */
const HEAVY_BYTES = 1e6;

let hour: HourWithoutIncidents;
let truths: ByPair;
let traffic: PodTraffic[];

beforeAll(async () => {
  hour = await startHourWithoutIncidents({ flowSeriesMs: 15 * MINUTE_MS });
  const { world } = hour.simulator;
  truths = truthByPair(world, WINDOW);
  traffic = podTraffic(world, WINDOW.startMs, WINDOW.endMs);
});

afterAll(() => hour.close());

const runQuery = (query: string) => promInstant(hour.prometheus.url, query, AT_MS);

async function byPair(metric: 'DATA_TRANSFERRED' | 'RETRANSMISSIONS' | 'TIMEOUTS', filters?: PairFilter[]) {
  const points = await runQuery(pairTraffic({ ...RANGE, metric, filters }, ['client_name', 'server_name']));
  return new Map(points.map(({ labels, value }) => [`${labels.client_name} > ${labels.server_name}`, value]));
}

/** Jobs run for minutes, so one report at the edge of the window is several percent of their traffic. */
const isSteady = (pair: string) => !pair.startsWith('batch/');
const isBetweenPods = (pair: string) => !/external\/|nodes/.test(pair);
const expectedPairs = (isIncluded: (pair: string, amounts: PairAmounts) => boolean) =>
  [...truths].filter(([pair, amounts]) => isBetweenPods(pair) && isIncluded(pair, amounts));

describe('workload pairs', () => {
  it('have the payload that passed between two workloads once, although both ends report it', async () => {
    const reported = await byPair('DATA_TRANSFERRED');
    const heavy = expectedPairs((pair, { bytes }) => bytes > HEAVY_BYTES && isSteady(pair));
    expect(heavy.length).toBeGreaterThan(15);
    expect(heavy.filter(([pair, { bytes }]) => Math.abs((reported.get(pair) ?? 0) / bytes - 1) > 0.02)).toEqual([]);
  });

  it.each(['RETRANSMISSIONS', 'TIMEOUTS'] as const)('have the %s of both ends', async (metric) => {
    const reported = await byPair(metric);
    const of = (amounts: PairAmounts) => (metric === 'TIMEOUTS' ? amounts.timeouts : amounts.retransmissions);
    const lossy = expectedPairs((_, amounts) => of(amounts) > 0);
    expect(lossy.length).toBeGreaterThan(3);
    expect(lossy.map(([pair]) => [pair, reported.get(pair)])).toEqual(
      lossy.map(([pair, amounts]) => [pair, of(amounts)])
    );
  });

  it('include external endpoints, both as clients and as servers', async () => {
    const reported = await byPair('DATA_TRANSFERRED');
    const sum = (isIncluded: (pair: string) => boolean) =>
      [...reported].filter(([pair]) => isIncluded(pair)).reduce((all, [, bytes]) => all + bytes, 0);
    const passed = (isIncluded: (pair: string) => boolean) =>
      [...truths].filter(([pair]) => isIncluded(pair)).reduce((all, [, { bytes }]) => all + bytes, 0);
    const inbound = sum((pair) => pair.startsWith(`${NON_POD_NAME} > `) && !pair.endsWith(NON_POD_NAME));
    const outbound = sum((pair) => pair.endsWith(` > ${NON_POD_NAME}`) && !pair.startsWith(NON_POD_NAME));
    const isOutside = (name = '') => /^(external\/|nodes$)/.test(name);
    const between = (pair: string) => pair.split(' > ');
    const cameIn = passed((pair) => isOutside(between(pair)[0]) && !isOutside(between(pair)[1]));
    const wentOut = passed((pair) => !isOutside(between(pair)[0]) && isOutside(between(pair)[1]));
    expect(inbound / cameIn).toBeGreaterThan(0.95);
    expect(inbound / cameIn).toBeLessThan(1.001);
    expect(outbound / wentOut).toBeGreaterThan(0.95);
    expect(outbound / wentOut).toBeLessThan(1.001);
  });

  it.each([
    [{ side: 'client', label: 'name', pattern: 'ecommerce/.*' }, /^ecommerce\/[^ ]* > /],
    [{ side: 'server', label: 'name', pattern: 'ecommerce/orders' }, / > ecommerce\/orders$/],
    [{ side: 'either', label: 'name', pattern: 'ecommerce/orders' }, /(^| > )ecommerce\/orders($| > )/],
    [{ side: 'either', label: 'namespace', pattern: 'ecommerce|photo-gallery' }, /(^| > )(ecommerce|photo-gallery)\//],
  ] as const)('can be restricted by the filter %j', async (filter, expected) => {
    const all = await byPair('DATA_TRANSFERRED');
    const some = await byPair('DATA_TRANSFERRED', [filter]);
    expect(some.size).toBeGreaterThan(1);
    expect(some).toEqual(new Map([...all].filter(([pair]) => expected.test(pair))));
  });

  it('can be restricted by several filters, all of which must match', async () => {
    const some = await byPair('DATA_TRANSFERRED', [
      { side: 'client', label: 'namespace', pattern: 'ecommerce' },
      { side: 'server', label: 'name', pattern: 'ecommerce/orders' },
    ]);
    expect([...some.keys()]).toEqual(['ecommerce/graphql-api > ecommerce/orders']);
  });
});

describe('zones', () => {
  const rows = (keep: (row: PodTraffic) => boolean, keyOf: (row: PodTraffic) => string) =>
    traffic.filter(keep).reduce((sums, row) => {
      sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.bytes);
      return sums;
    }, new Map<string, number>());
  const zones = ({ clientZone, serverZone }: PodTraffic) => JSON.stringify([clientZone, serverZone]);

  it('have the bytes that passed between each two of them', async () => {
    const points = await runQuery(bytesByZones(RANGE, ['client_zone', 'server_zone']));
    const reported = sumsBy(
      points.map(({ labels, value }) => ({ labels, amount: value })),
      ['client_zone', 'server_zone']
    );
    const passed = rows(() => true, zones);
    expect(passed.size).toBe(9);
    expect(points).toHaveLength(9);
    const ratios = points.map(
      ({ labels, value }) => value / (passed.get(JSON.stringify([labels.client_zone, labels.server_zone])) ?? 0)
    );
    expect(ratios.filter((ratio) => Math.abs(ratio - 1) > 0.02)).toEqual([]);
    expect(reported.size).toBe(9);
  });

  it('are crossed only by traffic whose ends are in different zones', async () => {
    const points = await runQuery(bytesAcrossZones(RANGE, ['client_name', 'server_name']));
    const crossed = rows(
      ({ clientZone, serverZone }) => clientZone !== serverZone,
      ({ client, server }) => `${client} > ${server}`
    );
    const reported = new Map(
      points.map(({ labels, value }) => [`${labels.client_name} > ${labels.server_name}`, value])
    );
    const heavy = [...crossed].filter(([pair, bytes]) => bytes > HEAVY_BYTES && isSteady(pair));
    expect(heavy.length).toBeGreaterThan(8);
    expect(heavy.filter(([pair, bytes]) => Math.abs((reported.get(pair) ?? 0) / bytes - 1) > 0.02)).toEqual([]);
    const sum = (bytes: Iterable<number>) => [...bytes].reduce((all, one) => all + one, 0);
    // If two pods had an address one after the other in the window, all of its traffic counts for the pod that had it
    // longer.
    const wrong = [...reported].filter(([pair]) => !crossed.has(pair)).map(([, bytes]) => bytes);
    expect(sum(wrong) / sum(reported.values())).toBeLessThan(0.005);
  });

  it("are crossed by a share of a service's bytes, which is zero if nothing crosses", async () => {
    const points = await runQuery(shareAcrossZones(RANGE, ['server_name']));
    const all = rows(
      () => true,
      ({ server }) => server
    );
    const crossed = rows(
      ({ clientZone, serverZone }) => clientZone !== serverZone,
      ({ server }) => server
    );
    const heavy = [...all].filter(([, bytes]) => bytes > HEAVY_BYTES);
    const reported = new Map(points.map(({ labels, value }) => [labels.server_name, value]));
    expect(heavy.length).toBeGreaterThan(5);
    const off = heavy.filter(
      ([server, bytes]) => !(Math.abs((reported.get(server) ?? NaN) - (crossed.get(server) ?? 0) / bytes) < 0.02)
    );
    expect(off).toEqual([]);
  });
});
