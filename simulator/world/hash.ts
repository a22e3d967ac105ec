/**
 * The world's only source of chance: integer hashes of what a value is about (seed, pod, tick), so
 * that any moment can be asked for directly and always gives the same answer.
 */

// Looked up once: in a test runner's sandbox every use of a global is dear, and these run by the million.
const { floor, imul } = Math;

const TWO_TO_32 = 4294967296;

/** The 32-bit finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit moves every output bit. */
export function mix32(value: number): number {
  let hash = value | 0;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One hash of two numbers, in which their order matters. */
export function combine(first: number, second: number): number {
  return mix32(imul(first, 0x9e3779b1) ^ ((second + 0x7f4a7c15) | 0));
}

/** FNV-1a over UTF-16 code units, mixed. */
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

export function hexDigits(hash: number, count: number): string {
  let text = '';
  for (let round = 0; text.length < count; round++) {
    text += combine(hash, round).toString(16).padStart(8, '0');
  }
  return text.slice(0, count);
}

/** A stream of chances that starts from a hash. */
export class Chance {
  private state = 0;

  from(hash: number): this {
    this.state = hash;
    return this;
  }

  next(): number {
    this.state = mix32((this.state + 0x9e3779b9) | 0);
    return unit(this.state);
  }

  /** A whole number that is `value` on average. */
  round(value: number): number {
    return value <= 0 ? 0 : floor(value + this.next());
  }

  /** A factor around 1. */
  around(spread: number): number {
    return 1 - spread + 2 * spread * this.next();
  }
}
