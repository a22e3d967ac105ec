/** StartQueryWorkloadInsightsTopContributorsData: a metric over time, with one series per local zone. */
import { type FlowReport } from '../../world/flowReports';
import { type ApiContext, type IngestedReports, reportsAsOfNow } from '../context/context';
import { gridCells } from '../requests/fiveMinuteGrid';
import { type QueryType } from '../requests/queryFamily';
import { metricValue } from '../topContributors/metricValue';
import { compareTexts } from '../topContributors/ranking';
import { type InsightMetric, type WorkloadInsightsInput, readWorkloadInsightsInput } from './insightsInput';

interface Series {
  /** In ISO 8601; a cell without a value has no point. */
  timestamps: string[];
  values: number[];
  /** The ID of the local zone, as in the AWS CLI's example. */
  label: string;
}

/** The query type for workload insights over time. */
export function insightsDataQueryType(context: ApiContext): QueryType {
  return {
    startOperation: 'StartQueryWorkloadInsightsTopContributorsData',
    ownerParameter: 'scopeId',
    maxResults: { minimum: 1 },
    check: (scopeId, input) => {
      const query = readWorkloadInsightsInput(context, scopeId, input);
      const unit = query.metricName === 'DATA_TRANSFERRED' ? 'Bytes' : 'Count';
      const ingested = reportsAsOfNow(context);
      return {
        ...query,
        compute: () => ({ items: seriesByZone(query, ingested), body: (page) => ({ unit, datapoints: page }) }),
      };
    },
  };
}

/** In descending order of the sum. */
function seriesByZone(query: WorkloadInsightsInput, ingested: IngestedReports): Series[] {
  const byZone = new Map<string, Series>();
  for (const { cellStartMs, window } of gridCells(query.window, ingested.untilMs)) {
    const reports = ingested.within(window).filter(query.matches);
    for (const [label, value] of sumsByZone(reports, query.metricName)) {
      const series = byZone.get(label) ?? { timestamps: [], values: [], label };
      series.timestamps.push(new Date(cellStartMs).toISOString());
      series.values.push(value);
      byZone.set(label, series);
    }
  }
  return [...byZone.values()].sort((a, b) => sum(b.values) - sum(a.values) || compareTexts(a.label, b.label));
}

function sumsByZone(reports: readonly FlowReport[], metric: InsightMetric): Map<string, number> {
  const sums = new Map<string, number>();
  for (const report of reports) {
    const zone = report.local.azId ?? '';
    const value = metricValue(report, metric);
    if (value !== undefined) {
      sums.set(zone, (sums.get(zone) ?? 0) + value);
    }
  }
  return sums;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
