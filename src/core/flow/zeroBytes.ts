import { type Category } from './category';
import { type Report } from './report';

/**
 * Adds 0 bytes to the reports of one monitor and window for flows with losses whose bytes no end reports. If all flows with
 * bytes are known, nothing of such a flow arrives. If only the largest flows are known, its bytes can be anything below
 * those, and remain unknown.
 *
 * @param categories the categories whose flows with bytes are all known.
 */
export function withZeroBytes(reports: readonly Report[], categories: readonly Category[]): readonly Report[] {
  const withBytes = new Set(reports.filter(({ metric }) => metric === 'DATA_TRANSFERRED').flatMap(addressPairs));
  const withoutBytes = reports.filter(
    (report) =>
      (report.metric === 'RETRANSMISSIONS' || report.metric === 'TIMEOUTS') &&
      categories.includes(report.category) &&
      !addressPairs(report).some((pair) => withBytes.has(pair))
  );
  return withoutBytes.length === 0
    ? reports
    : [...reports, ...withoutBytes.map((report): Report => ({ ...report, metric: 'DATA_TRANSFERRED', value: 0 }))];
}

/** The pairs of addresses of both ends, in the same order for reports of either end. */
function addressPairs({ local, remote, snatIp, dnatIp }: Report): string[] {
  const localIps = [local.ip, snatIp].filter((ip) => ip !== undefined);
  const remoteIps = [remote.ip, dnatIp].filter((ip) => ip !== undefined);
  return localIps.flatMap((a) => remoteIps.map((b) => (a < b ? `${a} ${b}` : `${b} ${a}`)));
}
