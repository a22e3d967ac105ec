import { type Address, type AddressRange, compareWords } from './addressRange';

/**
 * Groups of addresses that are in the same ranges: the bounds of ranges cut all addresses into segments, and each range contains all
 * addresses of a segment or none.
 */
export class AddressSegments {
  /** One more than the greatest number of a segment. */
  readonly count: number;
  private readonly firsts: ReadonlyArray<Address['words']>;
  private readonly lasts: ReadonlyArray<Address['words']>;

  constructor(ranges: readonly AddressRange[]) {
    this.firsts = ranges.map(({ network }) => network.words).sort(compareWords);
    this.lasts = ranges.map(({ last }) => last).sort(compareWords);
    this.count = 2 * ranges.length + 1;
  }

  /** The number of the segment of an address: the bounds before it. */
  of({ words }: Address): number {
    return countUntil(this.firsts, words, 0) + countUntil(this.lasts, words, -1);
  }
}

/** How many of sorted words are less than others, or equal if the greatest comparison is 0. */
function countUntil(sorted: ReadonlyArray<Address['words']>, words: Address['words'], greatest: 0 | -1): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareWords(sorted[middle] ?? [], words) <= greatest) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
