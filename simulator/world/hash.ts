/**
 * The world's only source of randomness: integer hashes of what a value depends on (seed, pod, tick), so any time can
 * be computed directly and always gives the same result.
 */

// Looked up once: in a test runner's sandbox, every use of a global is slow, and these run millions of times.
const { floor, imul } = Math;

const TWO_TO_32 = 4294967296;

/** The 32-bit finalizer of MurmurHash3 (Austin Appleby, public domain): every input bit affects every output bit. */
function mix32(value: number): number {
  let hash = value | 0;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A hash of two numbers; their order matters. */
export function combine(first: number, second: number): number {
  return mix32(imul(first, 0x9e3779b1) ^ ((second + 0x7f4a7c15) | 0));
}

/** FNV-1a over UTF-16 code units, then mixed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix32(hash);
}

/** A hash as a number in [0, 1). */
export function unit(hash: number): number {
  return hash / TWO_TO_32;
}

/** The hash of `hash` and `purpose` as a number in [low, high). */
export function between(hash: number, purpose: number, low: number, high: number): number {
  return low + unit(combine(hash, purpose)) * (high - low);
}

/** The first `count` of a stream of hexadecimal digits from a hash. */
export function hexDigits(hash: number, count: number): string {
  let text = '';
  for (let round = 0; text.length < count; round++) {
    text += combine(hash, round).toString(16).padStart(8, '0');
  }
  return text.slice(0, count);
}

/** A stream of random numbers that starts from a hash. */
export class RandomStream {
  private state = 0;

  /** Restarts the stream from a hash. */
  from(hash: number): this {
    this.state = hash;
    return this;
  }

  /** The next number in [0, 1). */
  next(): number {
    this.state = mix32((this.state + 0x9e3779b9) | 0);
    return unit(this.state);
  }

  /** A whole number that is `value` on average. */
  round(value: number): number {
    return value <= 0 ? 0 : floor(value + this.next());
  }

  /** A factor in [1 - spread, 1 + spread). */
  around(spread: number): number {
    return 1 - spread + 2 * spread * this.next();
  }
}
