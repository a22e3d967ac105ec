import { type Category } from '../flow/category';

/** The metrics of workload insights, which have no round-trip times (API model, WorkloadInsightsMetric). */
export const INSIGHT_METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS'] as const;
export type InsightMetric = (typeof INSIGHT_METRICS)[number];

/** Where a value was observed: the local subnet, and the location of the remote end. Members are absent if the API does not report them. */
export interface InsightEnds {
  accountId?: string;
  zoneId?: string;
  subnetId?: string;
  vpcId?: string;
  region?: string;
  /** Depending on the category: the ARN of a subnet or VPC, the *name* of a zone, or the name of a Region. */
  remote?: string;
}

/** A row of a query for a metric and a category. Its value is in bytes, or a count. */
export interface InsightRow extends InsightEnds {
  value: number;
}

/** The results of all queries for the same ends. Metrics that were not queried, or not among the top, are absent. */
export interface InsightContributor extends InsightEnds {
  category: Category;
  values: Partial<Record<InsightMetric, number>>;
}

/** A time series of a metric in a category. There is one per label, which is the ID of the local zone in the AWS sample. */
export interface InsightSeries {
  label: string;
  /** Starts of the API's five-minute intervals, in milliseconds since the epoch, ascending. */
  timesMs: readonly number[];
  /** Bytes, or counts, of a whole interval. */
  values: readonly number[];
}

export interface InsightTimeSeries extends InsightSeries {
  metric: InsightMetric;
  category: Category;
}
