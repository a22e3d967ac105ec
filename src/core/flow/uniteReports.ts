import { type Report } from './report';

/**
 * Reports of one window as several monitors tell them. What two monitors watch is told by both, and is
 * the same: it counts once, with the greater value where one monitor told of a part. Rows of one
 * monitor that differ in nothing but their value add up.
 */
export function uniteReports(monitors: ReadonlyArray<readonly Report[]>): readonly Report[] {
  const [only] = monitors;
  if (only && monitors.length === 1) {
    return only;
  }
  const united = new Map<string, Report>();
  for (const reports of monitors) {
    for (const [key, report] of sumsOf(reports)) {
      const known = united.get(key);
      united.set(key, known && known.value >= report.value ? known : report);
    }
  }
  return [...united.values()];
}

function sumsOf(reports: readonly Report[]): Map<string, Report> {
  const sums = new Map<string, Report>();
  for (const report of reports) {
    const key = identityOf(report);
    const known = sums.get(key);
    sums.set(key, known ? { ...known, value: combined(known, report) } : report);
  }
  return sums;
}

/** Amounts add up; of round-trip times the worst stands. */
function combined({ metric, value }: Report, other: Report): number {
  return metric === 'ROUND_TRIP_TIME' ? Math.max(value, other.value) : value + other.value;
}

function identityOf({ local, remote, targetPort, localPort, category, snatIp, dnatIp, metric }: Report): string {
  const from = [local.ip, local.vpcId, local.pod, snatIp];
  const to = [remote.ip, remote.vpcId, remote.pod, dnatIp];
  return [...from, ...to, targetPort, localPort, category, metric].join('|');
}
