/** More things than this are not sorted. */
const MAX_COUNT = 2 ** 24;
const INDEX_BITS = MAX_COUNT - 1;
/** Of the two words of a number, the first is the lower one on every machine that browsers run on. */
const WORDS = 2;

/**
 * The order of things by weight, the heaviest first. The engine sorts plain numbers many times as fast as
 * it asks which of two is heavier, so the index of each is written into the last digits of its weight; what
 * these digits told apart is put right afterwards.
 *
 * @param weights what is no number weighs nothing
 * @param compareAlike orders two of the same weight, by their indices
 * @returns their indices in that order
 */
export function heaviestFirst(weights: readonly number[], compareAlike: (a: number, b: number) => number): Uint32Array {
  const keys = Float64Array.from(weights, finite);
  const words = new Uint32Array(keys.buffer);
  for (let index = 0; index < keys.length; index++) {
    words[index * WORDS] = ((words[index * WORDS] ?? 0) & ~INDEX_BITS) | index;
  }
  keys.sort().reverse();
  const order = new Uint32Array(keys.length);
  for (let at = 0; at < order.length; at++) {
    order[at] = (words[at * WORDS] ?? 0) & INDEX_BITS;
  }
  const weightOf = (index: number) => weights[index] || 0;
  sortRuns(order, words, (a, b) => weightOf(b) - weightOf(a) || compareAlike(a, b));
  return order;
}

/** Digits written into what is infinite would make it no number. */
function finite(weight: number): number {
  return Math.min(Math.max(weight || 0, -Number.MAX_VALUE), Number.MAX_VALUE);
}

/** Sorts those of which only the index made a difference. */
function sortRuns(order: Uint32Array, words: Uint32Array, compare: (a: number, b: number) => number): void {
  const isAlike = (a: number, b: number) =>
    words[a * WORDS + 1] === words[b * WORDS + 1] &&
    (((words[a * WORDS] ?? 0) ^ (words[b * WORDS] ?? 0)) & ~INDEX_BITS) === 0;
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && isAlike(start, end)) {
      end += 1;
    }
    if (end - start > 1) {
      order.subarray(start, end).sort(compare);
    }
  }
}
