/** Ranks reports in an order that does not depend on the order of the input. */
import { type WireMetricName } from '../../../src/flowapi/wire';
import { type FlowReport } from '../../world/flowReports';
import { metricValue } from './metricValue';

/** A report and its value in a metric. */
export interface RankedReport {
  report: FlowReport;
  value: number;
}

/** The `limit` reports with the highest values, in descending order. */
export function highest(reports: readonly FlowReport[], metric: WireMetricName, limit: number): RankedReport[] {
  const ranked: RankedReport[] = [];
  for (const report of reports) {
    const value = metricValue(report, metric);
    if (value !== undefined) {
      ranked.push({ report, value });
    }
  }
  return ranked.sort(byValueThenIdentity).slice(0, limit);
}

function byValueThenIdentity(a: RankedReport, b: RankedReport): number {
  return b.value - a.value || compareTexts(identity(a.report), identity(b.report));
}

/** Compares by UTF-16 code units, for use in `sort`. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function identity({ local, remote, localIsClient, serverPort, category }: FlowReport): string {
  return [local.ip, remote.ip, localIsClient, serverPort, category, local.podName, remote.podName].join('|');
}
