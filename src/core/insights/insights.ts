import { type Category } from '../flow/category';

/** What workload insights tell about a scope: no round-trip times (API model, WorkloadInsightsMetric). */
export const INSIGHT_METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS'] as const;
export type InsightMetric = (typeof INSIGHT_METRICS)[number];

/** Where a value was observed: the local subnet, and what the remote end is in. Members are absent where the API did not tell. */
export interface InsightEnds {
  accountId?: string;
  zoneId?: string;
  subnetId?: string;
  vpcId?: string;
  region?: string;
  /** By category a subnet's or VPC's ARN, a zone's *name*, a Region's name. */
  remote?: string;
}

/** One row of one query: a metric of a category. Bytes, or a count. */
export interface InsightRow extends InsightEnds {
  value: number;
}

/** What all queries tell of the same ends. A metric that was not asked, or not among the top, is absent. */
export interface InsightContributor extends InsightEnds {
  category: Category;
  values: Partial<Record<InsightMetric, number>>;
}

/** A metric's course in a category: one series per label, which is the local zone's id in AWS' own sample. */
export interface InsightSeries {
  label: string;
  /** Beginnings of the API's five-minute cells, in milliseconds since the epoch, ascending. */
  timesMs: readonly number[];
  /** Bytes, or counts, of a whole cell. */
  values: readonly number[];
}

export interface InsightTimeSeries extends InsightSeries {
  metric: InsightMetric;
  category: Category;
}
