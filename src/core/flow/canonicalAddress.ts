const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = `${OCTET}(?:\\.${OCTET}){3}`;
const LAST_IPV4 = new RegExp(`:(${IPV4})$`);
/** As operating systems write the IPv4 peer of a socket for both kinds of addresses. */
const MAPPED_IPV4 = new RegExp(`^::ffff:(${IPV4})$`, 'i');

/** Most addresses in a VPC: 8 groups, or 5 or 6 with a gap, none of which is zero or starts with a zero. */
const CANONICAL_IPV6 = /^(?:(?:[1-9a-f][\da-f]{0,3}:){7}|(?:[1-9a-f][\da-f]{0,3}:){4,5}:)[1-9a-f][\da-f]{0,3}$/;

/**
 * The one form in which addresses are compared: an IPv4 address within IPv6 (`::ffff:10.0.3.11`,
 * `::ffff:a00:30b`; RFC 4291, section 2.5.5.2) is that IPv4 address, and any other IPv6 address is written as
 * RFC 5952 says. Agents report a peer in either form, depending on the kind of socket that talks to it.
 *
 * Text that is not an IPv6 address stays as it is. `ipaddr.js` would do the same, but add a tenth to the code of the
 * panel, whose filters compare addresses, too.
 */
export function canonicalAddress(text: string): string {
  // A picture has tens of thousands of addresses: the usual forms cost next to nothing.
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

/** The last 32 bits can be written as an IPv4 address. */
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

/** Lower case, no leading zeros, and the first of the longest runs of zero groups left out. */
function written(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = text.match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? text : text.replace(new RegExp(`(?:^|:)${longest}(?:$|:)`), '::');
}
