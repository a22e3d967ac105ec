const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = `${OCTET}(?:\\.${OCTET}){3}`;
const LAST_IPV4 = new RegExp(`:(${IPV4})$`);
/** The notation of operating systems for the IPv4 peer of a dual-stack socket. */
const MAPPED_IPV4 = new RegExp(`^::ffff:(${IPV4})$`, 'i');

/** Matches most IPv6 addresses in a VPC: 8 groups, or 5 or 6 groups with `::`, none of which is zero or starts with a zero. */
const CANONICAL_IPV6 = /^(?:(?:[1-9a-f][\da-f]{0,3}:){7}|(?:[1-9a-f][\da-f]{0,3}:){4,5}:)[1-9a-f][\da-f]{0,3}$/;

/**
 * The form in which addresses are compared. An IPv4-mapped IPv6 address (`::ffff:10.0.3.11`, `::ffff:a00:30b`;
 * RFC 4291, section 2.5.5.2) becomes the IPv4 address, and any other IPv6 address is written according to RFC 5952.
 * Agents report a peer in either form, depending on the kind of socket.
 *
 * Text that is not an IPv6 address is returned unchanged. `ipaddr.js` would do the same, but increase the code of the
 * panel, whose filters also compare addresses, by a tenth.
 */
export function canonicalAddress(text: string): string {
  // A result has tens of thousands of addresses, so the usual forms must be fast.
  if (!text.includes(':') || CANONICAL_IPV6.test(text)) {
    return text;
  }
  const mapped = MAPPED_IPV4.exec(text)?.[1];
  const groups = mapped === undefined ? groupsOf(text) : undefined;
  return groups === undefined ? (mapped ?? text) : (mappedIpv4(groups) ?? written(groups));
}

/** The eight 16-bit groups of an IPv6 address; undefined for any other text. */
function groupsOf(text: string): number[] | undefined {
  const halves = withoutDots(text)
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail] = halves;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length > 2 || (tail ? missing < 1 : missing !== 0)) {
    return undefined;
  }
  const groups = tail ? [...head, ...Array<string>(missing).fill('0'), ...tail] : head;
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}

/** Writes the last 32 bits in hexadecimal if they are in IPv4 notation. */
function withoutDots(text: string): string {
  return text.replace(LAST_IPV4, (_, dotted: string) => {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
    return `:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}

function mappedIpv4(groups: readonly number[]): string | undefined {
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : undefined;
}

/** Writes the groups in lower case, without leading zeros, and with `::` for the first of the longest runs of zeros. */
function written(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = text.match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? text : text.replace(new RegExp(`(?:^|:)${longest}(?:$|:)`), '::');
}
