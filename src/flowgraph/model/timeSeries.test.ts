import fc from 'fast-check';
import { directionOf, lossesPerGb, onsetOf, type TimeSeries } from './timeSeries';

const MINUTE_MS = 60_000;

function seriesOf(values: number[]): TimeSeries {
  return { timesMs: values.map((_, index) => index * MINUTE_MS), values };
}

describe('onsetOf', () => {
  it.each<[string, number[], number | undefined]>([
    ['from the first value at the limit', [0, 3, 10, 12, 11], 2],
    ['after the last interruption', [20, 20, 9, 10, 30], 3],
    ['of the last value', [0, 0, 10], 2],
    ['of an infinite value', [0, Infinity, Infinity], 1],
    ['nothing if it is over', [20, 20, 9], undefined],
    ['nothing without values', [], undefined],
  ])('finds the onset %s', (_, values, minute) => {
    const onset = minute === undefined ? undefined : { timeMs: minute * MINUTE_MS, isEarlier: false };
    expect(onsetOf(seriesOf(values), 10)).toEqual(onset && { ...onset, endMs: (values.length - 1) * MINUTE_MS });
  });

  it('says that the onset is earlier if all values reach the limit', () => {
    expect(onsetOf(seriesOf([10, 11]), 10)).toEqual({ timeMs: 0, endMs: MINUTE_MS, isEarlier: true });
  });

  it('is the earliest time from which on all values reach the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), (values) => {
        const starts = values.map((_, start) => values.slice(start).every((value) => value >= 10));
        const first = starts.indexOf(true);
        expect(onsetOf(seriesOf(values), 10)?.timeMs).toBe(first === -1 ? undefined : first * MINUTE_MS);
      })
    );
  });
});

describe('directionOf', () => {
  it.each<[number[], string | undefined]>([
    [[1, 1, 2, 2], 'rising'],
    [[2, 2, 1, 1], 'falling'],
    [[10, 11, 10, 11], undefined],
    [[0, 0, 0, 0], undefined],
    [[0, 0, 0, 1], 'rising'],
    [[1, 99, 2], 'rising'],
    [[Infinity, Infinity], undefined],
    [[1], undefined],
    [[], undefined],
  ])('of %j is %s', (values, direction) => {
    expect(directionOf(seriesOf(values))).toBe(direction);
  });
});

it('divides the sum of losses by bytes where either is known', () => {
  const bytes = { timesMs: [1, 2, 3, 5], values: [1e9, 2e9, 0, 1e9] };
  const retransmissions = { timesMs: [1, 2, 4], values: [5, 6, 7] };
  const timeouts = { timesMs: [2], values: [4] };
  expect(lossesPerGb(bytes, [retransmissions, timeouts])).toEqual({
    timesMs: [1, 2, 4, 5],
    values: [5, 5, Infinity, 0],
  });
  expect(lossesPerGb(undefined, [])).toEqual({ timesMs: [], values: [] });
});
