/** The IP families of the cluster, and how agents write addresses. */
/** A pair, as far as the choice of an address depends on it: the hash of its conversation. */
interface PairOfConversation {
  conversation: { hash: number };
}

/**
 * The IP families of clusters:
 * - IPv4: like most clusters.
 * - IPv4-mapped: IPv4, but servers listen on both kinds of addresses, and their sockets have `::ffff:10.0.1.5`.
 * - IPv6: an EKS cluster of that family, whose pods and nodes have only IPv6 addresses.
 * - dual-stack: pods and nodes have both, and each conversation uses one of them.
 */
export const IP_FAMILIES = ['IPv4', 'IPv4-mapped', 'IPv6', 'dual-stack'] as const;

/** One of the IP families. */
export type IpFamily = (typeof IP_FAMILIES)[number];

/** Whether an address is an IPv6 address. */
export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** The IPv6 address in place of an IPv4 address, within 2001:db8::/32 (RFC 3849), as RFC 5952 writes it. */
export function ipv6Of(ipv4: string): string {
  const [first = 0, second = 0, third = 0, fourth = 0] = ipv4.split('.').map(Number);
  return `2001:db8::${(first * 256 + second).toString(16)}:${(third * 256 + fourth).toString(16)}`;
}

/** The address that Kubernetes lists first for an object that has this IPv4 address in other clusters. */
export function primaryAddress(ipv4: string, ipFamily: IpFamily): string {
  return ipFamily === 'IPv6' ? ipv6Of(ipv4) : ipv4;
}

/** An address and a port as in a URL and in Prometheus' `instance`. */
export function hostAndPort(address: string, port: number): string {
  return isIpv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The address of an endpoint as an agent writes it in the report of the client's or the server's socket. */
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
