import { type DataQuery } from '@grafana/schema';
import { type DataSourceJsonData } from '@grafana/data';

/** A target of Grafana's Prometheus data source, as dashboards save it. */
export interface PromQuery extends DataQuery {
  /** Missing in targets that are not filled in yet. */
  expr?: string;
  range?: boolean;
  instant?: boolean;
  format?: 'time_series' | 'table' | 'heatmap';
  /** A `{{label}}` template, `__auto`, or empty. */
  legendFormat?: string;
  /** Smallest step, for example `30s`. */
  interval?: string;
}

/** The settings of a Prometheus data source. */
export interface PromOptions extends DataSourceJsonData {
  /** Scrape interval, for example `15s`. */
  timeInterval?: string;
}

/** The labels of a series, including `__name__`. */
export type PromLabels = Record<string, string>;
/** Unix time in seconds, and the value as text. */
export type PromSample = [number, string];

/** The result of a query, by its type. */
export type PromResult =
  | { resultType: 'matrix'; result: Array<{ metric: PromLabels; values: PromSample[] }> }
  | { resultType: 'vector'; result: Array<{ metric: PromLabels; value: PromSample }> }
  | { resultType: 'scalar' | 'string'; result: PromSample };

/** A response body of Prometheus' HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/ */
export interface PromAnswer<T> {
  status: 'success' | 'error';
  data: T;
  errorType?: string;
  error?: string;
  warnings?: string[];
  infos?: string[];
}
