const DIGIT_BITS = 8;
const DIGITS = 2 ** DIGIT_BITS;
const DIGITS_PER_WORD = 32 / DIGIT_BITS;

/**
 * The order of things by weight, the heaviest first: sorted digit by digit, because comparing tens of
 * thousands pair by pair is what a refresh would wait for.
 *
 * @param weights what is no number weighs nothing
 * @param compareAlike orders two of the same weight, by their indices
 * @returns their indices in that order
 */
export function heaviestFirst(weights: ArrayLike<number>, compareAlike: (a: number, b: number) => number): Uint32Array {
  const words = sortableWords(weights);
  let order: Uint32Array<ArrayBufferLike> = Uint32Array.from({ length: weights.length }, (_, index) => index);
  for (const word of words) {
    for (let digit = 0; digit < DIGITS_PER_WORD; digit++) {
      order = sortedByDigit(order, word, digit * DIGIT_BITS);
    }
  }
  sortAlike(order, words, compareAlike);
  return order;
}

/** Two words for each weight, the lower first, that are the smaller the heavier it is. */
function sortableWords(weights: ArrayLike<number>): [low: Uint32Array, high: Uint32Array] {
  const low = new Uint32Array(weights.length);
  const high = new Uint32Array(weights.length);
  const double = new DataView(new ArrayBuffer(8));
  for (let index = 0; index < weights.length; index++) {
    // Adding 0 makes one zero of the two that there are.
    double.setFloat64(0, (weights[index] ?? 0) + 0 || 0);
    const upper = double.getUint32(0);
    const lower = double.getUint32(4);
    // Doubles above zero have the order of their bits, which heavier ones shall have the other way round.
    const isNegative = upper >>> 31 === 1;
    high[index] = isNegative ? upper : ~upper & 0x7fffffff;
    low[index] = isNegative ? lower : ~lower;
  }
  return [low, high];
}

/** Stable; the same order where all have the same digit. */
function sortedByDigit(order: Uint32Array, words: Uint32Array, shift: number): Uint32Array {
  const ends = new Uint32Array(DIGITS + 1);
  for (let index = 0; index < words.length; index++) {
    const digit = ((words[index] ?? 0) >>> shift) & (DIGITS - 1);
    ends[digit + 1] = (ends[digit + 1] ?? 0) + 1;
  }
  if (ends.includes(words.length)) {
    return order;
  }
  for (let digit = 1; digit <= DIGITS; digit++) {
    ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
  }
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const index = order[at] ?? 0;
    const digit = ((words[index] ?? 0) >>> shift) & (DIGITS - 1);
    const place = ends[digit] ?? 0;
    sorted[place] = index;
    ends[digit] = place + 1;
  }
  return sorted;
}

/** Orders those that have the same words. */
function sortAlike(
  order: Uint32Array,
  [low, high]: readonly [Uint32Array, Uint32Array],
  compareAlike: (a: number, b: number) => number
): void {
  for (let start = 0; start < order.length;) {
    const first = order[start] ?? 0;
    let end = start + 1;
    while (end < order.length && low[order[end] ?? 0] === low[first] && high[order[end] ?? 0] === high[first]) {
      end += 1;
    }
    if (end - start > 1) {
      order.subarray(start, end).sort(compareAlike);
    }
    start = end;
  }
}
