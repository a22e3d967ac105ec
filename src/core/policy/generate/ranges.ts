import ipaddr from 'ipaddr.js';
import { type AddressRange, containsRange, parseRange } from '../addressRange';

/** A range that the code contains, which is valid. */
export function rangeOf(cidr: string): AddressRange {
  const range = parseRange(cidr);
  if (range === undefined) {
    throw new Error(`${cidr} is not an address range`);
  }
  return range;
}

/** What is not on the internet: RFC 6890 without ranges for documentation, and 240.0.0.0/4, which ends the IPv4 addresses. */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
].map(rangeOf);

/** Global unicast addresses (RFC 4291, section 2.4). In a VPC with IPv6, pods have such addresses, too. */
const PUBLIC_IPV6 = rangeOf('2000::/3');

/**
 * The public addresses as ranges without an `except`, which Amazon VPC CNI makes a denial that takes precedence over all other
 * rules of the pod.
 */
export const PUBLIC_RANGES: readonly AddressRange[] = [...without(rangeOf('0.0.0.0/0'), NOT_PUBLIC), PUBLIC_IPV6];

/** The largest ranges that make up a range without others, in order. */
function without(range: AddressRange, excluded: readonly AddressRange[]): AddressRange[] {
  if (excluded.some((other) => containsRange(other, range))) {
    return [];
  }
  if (!excluded.some((other) => containsRange(range, other))) {
    return [range];
  }
  return halvesOf(range).flatMap((half) => without(half, excluded));
}

function halvesOf({ network, prefixLength }: AddressRange): AddressRange[] {
  const bytes = network.toByteArray();
  const second = bytes.map((byte, index) => (index === prefixLength >> 3 ? byte | (128 >> (prefixLength & 7)) : byte));
  return [bytes, second].map((half) => rangeOf(`${ipaddr.fromByteArray(half).toString()}/${prefixLength + 1}`));
}

/** Up to this many addresses without a name are written one by one. */
const MAX_SINGLE = 3;

/** Up to this many ranges are written. */
const MAX_RANGES = 8;

/** The range that stands for an address if there are more: of a small subnet. */
const BITS = { ipv4: 24, ipv6: 64 };

/**
 * Ranges for private addresses without a name: the addresses if there are up to three, else the /24 or /64 ranges that contain
 * them. Undefined if these are more than eight.
 */
export function rangesAround(addresses: ReadonlySet<string>): readonly AddressRange[] | undefined {
  const ranges = new Map<string, AddressRange>();
  for (const text of [...addresses].sort()) {
    const address = ipaddr.process(text);
    const single = address.kind() === 'ipv4' ? 32 : 128;
    const range = rangeOf(`${address.toString()}/${addresses.size > MAX_SINGLE ? BITS[address.kind()] : single}`);
    ranges.set(range.text, range);
  }
  return ranges.size > MAX_RANGES ? undefined : [...ranges.values()];
}
