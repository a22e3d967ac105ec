import ipaddr from 'ipaddr.js';

/**
 * Ranges that are not on the internet: RFC 1918 and RFC 4193, RFC 6598 (100.64.0.0/10, which EKS uses for pods with
 * custom networking), loopback and link-local.
 */
const PRIVATE_RANGES = ['private', 'uniqueLocal', 'carrierGradeNat', 'loopback', 'linkLocal', 'deprecatedSiteLocal'];

/**
 * Ranges that the internet does not route, and that some networks use as private ranges: 198.18.0.0/15 (RFC 2544; EKS suggests
 * 198.19.0.0/16 for pods with custom networking) and 240.0.0.0/4 (RFC 1112).
 */
const USED_AS_PRIVATE = ['198.18.0.0/15', '240.0.0.0/4'].map((range) => ipaddr.parseCIDR(range));

/** The prefix length of the largest address ranges of a VPC: IPv4 ranges are /16 or smaller, Amazon's IPv6 ranges are /56. */
const VPC_BITS = { ipv4: 16, ipv6: 56 };

/** Whether an address is private, shared, loopback or link-local. IPv4-mapped IPv6 addresses count as IPv4 addresses. */
export function isPrivateAddress(ip: string): boolean {
  if (!ipaddr.isValid(ip)) {
    return false;
  }
  const address = ipaddr.process(ip);
  return (
    PRIVATE_RANGES.includes(address.range()) ||
    (address.kind() === 'ipv4' && USED_AS_PRIVATE.some((range) => address.match(range)))
  );
}

/**
 * Whether an address can be in the same address range of a VPC as another one.
 *
 * @param inVpc an address that is in the VPC.
 */
export function isInVpcRangeOf(inVpc: string, ip: string): boolean {
  if (!ipaddr.isValid(inVpc) || !ipaddr.isValid(ip)) {
    return false;
  }
  const [reference, address] = [ipaddr.process(inVpc), ipaddr.process(ip)];
  return reference.kind() === address.kind() && address.match(reference, VPC_BITS[address.kind()]);
}
