import fc from 'fast-check';
import { NOON_MS, testWorld, required } from '../testing/testWorld';
import { HOUR_MS } from './time';
import { accumulate } from './traffic';
import { amount, zeroAmounts, PAYLOAD_UP } from './trafficAmounts';
import { type EndpointPair } from './pairs';

const world = testWorld();
const cell = required(world.cells[0], 'cell');
const hour = required([...cell.hoursIn(NOON_MS, NOON_MS + HOUR_MS)][0], 'hour');

function sumOf(pair: EndpointPair, fromMs: number, toMs: number): number[] {
  const sum = zeroAmounts();
  accumulate(pair, fromMs, toMs, sum);
  return [...sum];
}

function plus(first: number[], second: number[]): number[] {
  return first.map((value, index) => value + (second[index] ?? 0));
}

/** The traffic in the ten seconds after the start of the pair. */
function firstTick(pair: EndpointPair): Float64Array {
  return Float64Array.from(sumOf(pair, pair.fromMs, pair.fromMs + 10_000));
}

const aPair = fc.constantFrom(...hour.pairs.filter((_, index) => index % 7 === 0));
const aTime = fc.integer({ min: NOON_MS - 5000, max: NOON_MS + 300_000 });

describe('traffic of a pair', () => {
  it('adds up regardless of how a window is split, in whole amounts that are never negative', () => {
    fc.assert(
      fc.property(aPair, fc.tuple(aTime, aTime, aTime), (pair, times) => {
        const [fromMs, splitMs, toMs] = [...times].sort((a, b) => a - b) as [number, number, number];
        const whole = sumOf(pair, fromMs, toMs);
        expect(plus(sumOf(pair, fromMs, splitMs), sumOf(pair, splitMs, toMs))).toEqual(whole);
        expect(whole.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      }),
      { numRuns: 500 }
    );
  });

  it('is zero in a window that ends before the pair starts, even in the same tick', () => {
    const late = required(
      hour.pairs.find((pair) => pair.fromMs % 10_000 > 2000 && amount(firstTick(pair), PAYLOAD_UP) > 0),
      'pair that starts within a tick'
    );
    expect(sumOf(late, late.fromMs - 2000, late.fromMs - 1000)).toEqual([...zeroAmounts()]);
  });

  it('is the same for the same seed and differs for another', () => {
    const total = (seed: number) => {
      const [hour] = testWorld({ seed }).cells[0]?.hoursIn(NOON_MS, NOON_MS + HOUR_MS) ?? [];
      return required(hour, 'hour').pairs.reduce(
        (sum, pair) => sum + (sumOf(pair, NOON_MS, NOON_MS + 60_000)[PAYLOAD_UP] ?? 0),
        0
      );
    };
    expect(total(1)).toBe(total(1));
    expect(total(1)).not.toBe(total(2));
  });

  it('has the volume that the conversation specifies, day and night', () => {
    const pairs = hour.pairs.filter(
      ({ client, server }) =>
        client.type === 'pod' &&
        client.spec.workload === 'graphql-api' &&
        server.type === 'pod' &&
        server.spec.workload === 'products'
    );
    const sum = zeroAmounts();
    pairs.forEach((pair) => accumulate(pair, NOON_MS, NOON_MS + HOUR_MS, sum));
    const perSecond = amount(sum, PAYLOAD_UP) / 3600;
    // 240 requests of 640 bytes per second with little traffic, and noon UTC is busier than that.
    expect(perSecond / (240 * 640)).toBeGreaterThan(0.7);
    expect(perSecond / (240 * 640)).toBeLessThan(2.2);
  });
});
