import { combinedValue } from './metric';
import { type Report } from './report';

/**
 * Merges the reports of several monitors in one window. Two monitors can report the same connections: these count once,
 * with the larger value, because one monitor can cover only a part. Rows of one monitor that differ only in their value
 * are combined (see {@link combinedValue}).
 */
export function mergeReports(monitors: ReadonlyArray<readonly Report[]>): readonly Report[] {
  const [only] = monitors;
  if (only && monitors.length === 1) {
    return only;
  }
  const merged = new Map<string, Report>();
  for (const reports of monitors) {
    for (const [key, report] of sumsOf(reports)) {
      const other = merged.get(key);
      merged.set(key, other && other.value >= report.value ? other : report);
    }
  }
  return [...merged.values()];
}

function sumsOf(reports: readonly Report[]): Map<string, Report> {
  const sums = new Map<string, Report>();
  for (const report of reports) {
    const key = identityOf(report);
    const other = sums.get(key);
    const value = other ? combinedValue(report.metric, other.value, report.value) : report.value;
    sums.set(key, other ? { ...other, value } : report);
  }
  return sums;
}

function identityOf({ local, remote, targetPort, localPort, category, snatIp, dnatIp, metric }: Report): string {
  const from = [local.ip, local.vpcId, local.pod, snatIp];
  const to = [remote.ip, remote.vpcId, remote.pod, dnatIp];
  return [...from, ...to, targetPort, localPort, category, metric].join('|');
}
