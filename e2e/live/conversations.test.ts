import { type PairFilter, pairTraffic, NON_POD_NAME } from '../../src/core/prometheus/flowSeries/pairTraffic';
import { bytesAcrossZones, bytesByZones, shareAcrossZones } from '../../src/core/prometheus/flowSeries/podZones';
import { type ByPair, type PairAmounts, truthByPair } from '../support/flowTruth';
import { promInstant } from '../support/promInstant';
import { QUIET_END_MS, QUIET_INTERVAL_MS, type QuietHour, startQuietHour } from '../support/quietHour';
import { sumsBy } from '../support/sums';
import { type PodTraffic, podTraffic } from '../support/zoneTruth';

const MINUTE_MS = 60_000;
const SECONDS = 600;
/** The reports of its last half minute come after it. */
const WINDOW = { startMs: QUIET_END_MS - 12 * MINUTE_MS, endMs: QUIET_END_MS - 2 * MINUTE_MS };
/** Half an interval after the window's last scrape: ranges of Prometheus 2 include both their ends. */
const AT_MS = WINDOW.endMs + QUIET_INTERVAL_MS / 2;
const ASKED = { window: `${SECONDS}s` };
/** Less is a few connections, of which one report more or less is several percent. */
const HEAVY_BYTES = 1e6;

let hour: QuietHour;
let truths: ByPair;
let traffic: PodTraffic[];

beforeAll(async () => {
  hour = await startQuietHour({ flowSeriesMs: 15 * MINUTE_MS });
  const { world } = hour.simulator;
  truths = truthByPair(world, WINDOW);
  traffic = podTraffic(world, WINDOW.startMs, WINDOW.endMs);
});

afterAll(() => hour.close());

const ask = (query: string) => promInstant(hour.prometheus.url, query, AT_MS);

async function byPair(metric: 'DATA_TRANSFERRED' | 'RETRANSMISSIONS' | 'TIMEOUTS', filters?: PairFilter[]) {
  const points = await ask(pairTraffic({ ...ASKED, metric, filters }, ['client_name', 'server_name']));
  return new Map(points.map(({ labels, value }) => [`${labels.client_name} > ${labels.server_name}`, value]));
}

/** Of Jobs, that run for minutes, one report at the window's edge is several percent. */
const isSteady = (pair: string) => !pair.startsWith('batch/');
const isBetweenPods = (pair: string) => !/external\/|nodes/.test(pair);
const filterToCandidates = (isAsked: (pair: string, amounts: PairAmounts) => boolean) =>
  [...truths].filter(([pair, amounts]) => isBetweenPods(pair) && isAsked(pair, amounts));

describe('conversations', () => {
  it('are of two workloads the payload that passed, once, though both ends told of it', async () => {
    const told = await byPair('DATA_TRANSFERRED');
    const heavy = filterToCandidates((pair, { bytes }) => bytes > HEAVY_BYTES && isSteady(pair));
    expect(heavy.length).toBeGreaterThan(15);
    expect(heavy.filter(([pair, { bytes }]) => Math.abs((told.get(pair) ?? 0) / bytes - 1) > 0.02)).toEqual([]);
  });

  it.each(['RETRANSMISSIONS', 'TIMEOUTS'] as const)('have the %s of both ends', async (metric) => {
    const told = await byPair(metric);
    const of = (amounts: PairAmounts) => (metric === 'TIMEOUTS' ? amounts.timeouts : amounts.retransmissions);
    const lossy = filterToCandidates((_, amounts) => of(amounts) > 0);
    expect(lossy.length).toBeGreaterThan(3);
    expect(lossy.map(([pair]) => [pair, told.get(pair)])).toEqual(lossy.map(([pair, amounts]) => [pair, of(amounts)]));
  });

  it('are with what lies outside, too, called from inside or from there', async () => {
    const told = await byPair('DATA_TRANSFERRED');
    const sum = (isAsked: (pair: string) => boolean) =>
      [...told].filter(([pair]) => isAsked(pair)).reduce((all, [, bytes]) => all + bytes, 0);
    const passed = (isAsked: (pair: string) => boolean) =>
      [...truths].filter(([pair]) => isAsked(pair)).reduce((all, [, { bytes }]) => all + bytes, 0);
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
  ] as const)('can be those alone that pass %j', async (filter, expected) => {
    const all = await byPair('DATA_TRANSFERRED');
    const some = await byPair('DATA_TRANSFERRED', [filter]);
    expect(some.size).toBeGreaterThan(1);
    expect(some).toEqual(new Map([...all].filter(([pair]) => expected.test(pair))));
  });

  it('pass several filters, all of them', async () => {
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

  it('have between each two of them what passed', async () => {
    const points = await ask(bytesByZones(ASKED, ['client_zone', 'server_zone']));
    const told = sumsBy(
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
    expect(told.size).toBe(9);
  });

  it('are crossed by what has its ends in two of them, and by nothing else', async () => {
    const points = await ask(bytesAcrossZones(ASKED, ['client_name', 'server_name']));
    const crossed = rows(
      ({ clientZone, serverZone }) => clientZone !== serverZone,
      ({ client, server }) => `${client} > ${server}`
    );
    const told = new Map(points.map(({ labels, value }) => [`${labels.client_name} > ${labels.server_name}`, value]));
    const heavy = [...crossed].filter(([pair, bytes]) => bytes > HEAVY_BYTES && isSteady(pair));
    expect(heavy.length).toBeGreaterThan(8);
    expect(heavy.filter(([pair, bytes]) => Math.abs((told.get(pair) ?? 0) / bytes - 1) > 0.02)).toEqual([]);
    const sum = (bytes: Iterable<number>) => [...bytes].reduce((all, one) => all + one, 0);
    // Where two pods had an address one after the other in the window, all of it is told of the one that had it longer.
    const wrong = [...told].filter(([pair]) => !crossed.has(pair)).map(([, bytes]) => bytes);
    expect(sum(wrong) / sum(told.values())).toBeLessThan(0.005);
  });

  it('are crossed by a share of a service’s bytes, which is zero where nothing crosses', async () => {
    const points = await ask(shareAcrossZones(ASKED, ['server_name']));
    const all = rows(
      () => true,
      ({ server }) => server
    );
    const crossed = rows(
      ({ clientZone, serverZone }) => clientZone !== serverZone,
      ({ server }) => server
    );
    const heavy = [...all].filter(([, bytes]) => bytes > HEAVY_BYTES);
    const told = new Map(points.map(({ labels, value }) => [labels.server_name, value]));
    expect(heavy.length).toBeGreaterThan(5);
    const off = heavy.filter(
      ([server, bytes]) => !(Math.abs((told.get(server) ?? NaN) - (crossed.get(server) ?? 0) / bytes) < 0.02)
    );
    expect(off).toEqual([]);
  });
});
