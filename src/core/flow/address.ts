import ipaddr from 'ipaddr.js';

/**
 * Ranges that are not of the internet: RFC 1918 and RFC 4193, RFC 6598 (100.64.0.0/10, which EKS uses
 * for pods with custom networking), loopback and link-local. An IPv4 address within IPv6 is itself.
 */
const PRIVATE_RANGES = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'loopback', 'linkLocal']);

/** Whether an address is of private, shared, loopback or link-local space. */
export function isPrivateAddress(ip: string): boolean {
  return ipaddr.isValid(ip) && PRIVATE_RANGES.has(ipaddr.process(ip).range());
}
