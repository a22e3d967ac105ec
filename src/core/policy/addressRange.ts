import ipaddr from 'ipaddr.js';

/** The bits of an address in words of 32 bits: one of an IPv4 address, four of an IPv6 address. The most significant is first. */
type Words = readonly number[];

const WORD_BITS = 32;
const HALF_WORD = 65_536;
const ALL_BITS = 0xffff_ffff;

/** An IPv4 or IPv6 address, as numbers, because it is compared with many ranges. */
export class Address {
  constructor(
    private readonly text: string,
    readonly words: Words
  ) {}

  kind(): 'ipv4' | 'ipv6' {
    return this.words.length === 1 ? 'ipv4' : 'ipv6';
  }

  toByteArray(): number[] {
    return this.words.flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
  }

  /** The canonical notation. */
  toString(): string {
    return this.text;
  }
}

/** A block of addresses in CIDR notation, without host bits: 10.1.2.3/16 becomes 10.1.0.0/16. */
export interface AddressRange {
  /** The canonical notation. Equal ranges have equal texts. */
  text: string;
  /** The first address. */
  network: Address;
  /** The last address. */
  last: Words;
  prefixLength: number;
}

/** Parses an address. IPv4-mapped IPv6 addresses become IPv4 addresses. Undefined if the text is not an address. */
export function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return addressOf(ipaddr.IPv4.parse(text));
  }
  return ipaddr.IPv6.isValid(text) ? addressOf(ipaddr.process(text)) : undefined;
}

/** Parses CIDR notation; undefined if the text is not an address with a prefix length. */
export function parseRange(text: string): AddressRange | undefined {
  const isIPv4 = ipaddr.IPv4.isValidCIDRFourPartDecimal(text);
  if (!isIPv4 && !ipaddr.IPv6.isValidCIDR(text)) {
    return undefined;
  }
  const [, prefixLength] = ipaddr.parseCIDR(text);
  const network = addressOf(
    isIPv4 ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text)
  );
  const last = network.words.map((word, position) => (word | hostBits(prefixLength - position * WORD_BITS)) >>> 0);
  return { text: `${network.toString()}/${prefixLength}`, network, last, prefixLength };
}

const ranges = new WeakMap<Address, AddressRange>();

/** The range that contains only this address: the same object for the same one. */
export function rangeOfAddress(address: Address): AddressRange {
  let range = ranges.get(address);
  if (range === undefined) {
    const prefixLength = address.words.length * WORD_BITS;
    range = { text: `${address.toString()}/${prefixLength}`, network: address, last: address.words, prefixLength };
    ranges.set(address, range);
  }
  return range;
}

/** Whether a range contains an address. A range of one family contains no addresses of the other: `::/0` has no IPv4 addresses. */
export function containsAddress({ network, last }: AddressRange, { words }: Address): boolean {
  return compareWords(network.words, words) <= 0 && compareWords(words, last) <= 0;
}

/** Whether a range contains all addresses of another one. */
export function containsRange(outer: AddressRange, inner: AddressRange): boolean {
  return outer.prefixLength <= inner.prefixLength && containsAddress(outer, inner.network);
}

/** The order of addresses, for sorting. All IPv4 addresses come before all IPv6 addresses. */
export function compareWords(a: Words, b: Words): number {
  if (a.length !== b.length) {
    return a.length - b.length;
  }
  for (let position = 0; position < a.length; position += 1) {
    const difference = (a[position] ?? 0) - (b[position] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function addressOf(parsed: ipaddr.IPv4 | ipaddr.IPv6): Address {
  if (parsed instanceof ipaddr.IPv4) {
    const [a = 0, b = 0, c = 0, d = 0] = parsed.octets;
    return new Address(parsed.toString(), [(a * 256 + b) * HALF_WORD + c * 256 + d]);
  }
  const { parts } = parsed;
  const words = [0, 2, 4, 6].map((position) => (parts[position] ?? 0) * HALF_WORD + (parts[position + 1] ?? 0));
  return new Address(parsed.toString(), words);
}

/** The bits of a word after its first ones, of which there can be fewer than none or more than all. */
function hostBits(prefixLength: number): number {
  return prefixLength >= WORD_BITS ? 0 : ALL_BITS >>> Math.max(0, prefixLength);
}
