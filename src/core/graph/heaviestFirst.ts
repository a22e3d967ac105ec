/** Maximum number of items: indices must fit into {@link INDEX_BITS}. */
const MAX_COUNT = 2 ** 24;
const INDEX_BITS = MAX_COUNT - 1;
/** 32-bit words per number. The first is the lower one: browsers run on little-endian machines only. */
const WORDS = 2;

/**
 * Sorts items by weight, descending. JavaScript engines sort plain numbers much faster than they sort with a comparison
 * function. Therefore the index of each item replaces the least significant bits of its weight. Items whose weights
 * differ in these bits only are sorted again afterwards.
 *
 * @param weights NaN counts as 0
 * @param compareAlike orders two items of equal weight, given their indices
 * @returns the indices of the items in sorted order
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

/** Bits written into an infinite number would turn it into NaN. */
function finite(weight: number): number {
  return Math.min(Math.max(weight || 0, -Number.MAX_VALUE), Number.MAX_VALUE);
}

/** Sorts runs of items whose keys differ in the index only. */
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
