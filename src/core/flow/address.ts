/**
 * Whether an address is of private, shared, loopback or link-local space: RFC 1918, RFC 6598
 * (100.64.0.0/10, which EKS uses for pods with custom networking), RFC 3927, RFC 4193, RFC 4291.
 */
export function isPrivateAddress(ip: string): boolean {
  return ip.includes(':') ? isPrivateIpv6(ip.toLowerCase()) : isPrivateIpv4(ip);
}

function isPrivateIpv4(ip: string): boolean {
  const [a = NaN, b = NaN] = ip.split('.').map(Number);
  return (
    a === 10 ||
    a === 127 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 169 && b === 254)
  );
}

function isPrivateIpv6(ip: string): boolean {
  const mapped = ip.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/)?.[1];
  return mapped !== undefined ? isPrivateIpv4(mapped) : ip === '::1' || /^f[cd]/.test(ip) || /^fe[89ab]/.test(ip);
}
