import { type Category } from './category';
import { type Report } from './report';

/**
 * The reports of one monitor and window, with 0 bytes for flows that lose segments and of which no end reports bytes,
 * though all flows with bytes are known: nothing of them arrives. Where only the largest flows are known, bytes that
 * are not reported can be anything below those, and stay unknown.
 *
 * @param categories the categories of which all flows with bytes are known.
 */
export function withZeroBytes(reports: readonly Report[], categories: readonly Category[]): readonly Report[] {
  const withBytes = new Set(reports.filter(({ metric }) => metric === 'DATA_TRANSFERRED').flatMap(addressPairs));
  const dead = reports.filter(
    (report) =>
      (report.metric === 'RETRANSMISSIONS' || report.metric === 'TIMEOUTS') &&
      categories.includes(report.category) &&
      !addressPairs(report).some((pair) => withBytes.has(pair))
  );
  return dead.length === 0
    ? reports
    : [...reports, ...dead.map((report): Report => ({ ...report, metric: 'DATA_TRANSFERRED', value: 0 }))];
}

/** Both ends by each of their addresses, whichever end reports. */
function addressPairs({ local, remote, snatIp, dnatIp }: Report): string[] {
  const near = [local.ip, snatIp].filter((ip) => ip !== undefined);
  const far = [remote.ip, dnatIp].filter((ip) => ip !== undefined);
  return near.flatMap((a) => far.map((b) => (a < b ? `${a} ${b}` : `${b} ${a}`)));
}
