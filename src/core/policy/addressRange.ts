import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A block of addresses in CIDR notation, without host bits: 10.1.2.3/16 becomes 10.1.0.0/16. */
export interface AddressRange {
  /** The canonical notation. Equal ranges have equal texts. */
  text: string;
  network: Address;
  prefixLength: number;
}

/** Parses an address. IPv4-mapped IPv6 addresses become IPv4 addresses. Undefined if the text is not an address. */
export function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return ipaddr.IPv4.parse(text);
  }
  return ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : undefined;
}

/** Parses CIDR notation; undefined if the text is not an address with a prefix length. */
export function parseRange(text: string): AddressRange | undefined {
  const isIPv4 = ipaddr.IPv4.isValidCIDRFourPartDecimal(text);
  if (!isIPv4 && !ipaddr.IPv6.isValidCIDR(text)) {
    return undefined;
  }
  const [, prefixLength] = ipaddr.parseCIDR(text);
  const network = isIPv4 ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
  return { text: `${network.toString()}/${prefixLength}`, network, prefixLength };
}

/** The range that contains only this address. */
export function rangeOfAddress(address: Address): AddressRange {
  const prefixLength = address.kind() === 'ipv4' ? 32 : 128;
  return { text: `${address.toString()}/${prefixLength}`, network: address, prefixLength };
}

/** Whether a range contains an address. A range of one family contains no addresses of the other: `::/0` has no IPv4 addresses. */
export function containsAddress({ network, prefixLength }: AddressRange, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, prefixLength);
}
