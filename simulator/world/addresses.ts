/** Which kinds of addresses the cluster has, and how agents write them. */
/** What the choice of an address depends on: the pair's conversation, by its hash. */
interface PairOfConversation {
  conversation: { hash: number };
}

/**
 * - IPv4: as most clusters;
 * - IPv4-mapped: the same, where servers listen for both kinds of addresses, whose sockets have `::ffff:10.0.1.5`;
 * - IPv6: an EKS cluster of that family, whose pods and nodes have IPv6 addresses only;
 * - dual-stack: pods and nodes have both, and each conversation uses one of them.
 */
export const IP_FAMILIES = ['IPv4', 'IPv4-mapped', 'IPv6', 'dual-stack'] as const;

export type IpFamily = (typeof IP_FAMILIES)[number];

export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** The IPv6 address of whatever has an IPv4 address, within 2001:db8::/32 (RFC 3849), as RFC 5952 writes it. */
export function ipv6Of(ipv4: string): string {
  const [first = 0, second = 0, third = 0, fourth = 0] = ipv4.split('.').map(Number);
  return `2001:db8::${(first * 256 + second).toString(16)}:${(third * 256 + fourth).toString(16)}`;
}

/** The address that Kubernetes lists first for whatever has an IPv4 address in other clusters. */
export function primaryAddress(ipv4: string, ipFamily: IpFamily): string {
  return ipFamily === 'IPv6' ? ipv6Of(ipv4) : ipv4;
}

/** As in a URL and in Prometheus' `instance`. */
export function hostAndPort(address: string, port: number): string {
  return isIpv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

/** As an agent writes the address of an end of a pair in the report of the client's or the server's socket. */
export function socketAddress(
  address: string,
  pair: PairOfConversation,
  ofClient: boolean,
  ipFamily: IpFamily
): string {
  if (isIpv6(address)) {
    return address;
  }
  switch (ipFamily) {
    case 'IPv4':
      return address;
    case 'IPv6':
      return ipv6Of(address);
    case 'IPv4-mapped':
      return ofClient || !listensForBoth(pair) ? address : `::ffff:${address}`;
    case 'dual-stack':
      return usesIpv6(pair) ? ipv6Of(address) : socketAddress(address, pair, ofClient, 'IPv4-mapped');
  }
}

function usesIpv6({ conversation }: PairOfConversation): boolean {
  return conversation.hash % 2 === 1;
}

/** Most servers do. */
function listensForBoth({ conversation }: PairOfConversation): boolean {
  return conversation.hash % 8 < 6;
}
