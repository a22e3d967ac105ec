/** The reports with the highest values, in an order that does not depend on the order of the reports. */
import { type WireMetricName } from '../../../src/flowapi/wire';
import { type FlowReport } from '../../world/flowReports';
import { metricValue } from './metricValue';

export interface RankedReport {
  report: FlowReport;
  value: number;
}

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

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function identity({ local, remote, localIsClient, serverPort, category }: FlowReport): string {
  return [local.ip, remote.ip, localIsClient, serverPort, category, local.podName, remote.podName].join('|');
}
