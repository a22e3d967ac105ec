import { type DataQuery } from '@grafana/schema';
import { type DataSourceJsonData } from '@grafana/data';

/** A target of Grafana's Prometheus data source, as dashboards save it. */
export interface PromQuery extends DataQuery {
  /** Dashboards may hold targets that nobody has filled in yet. */
  expr?: string;
  range?: boolean;
  instant?: boolean;
  format?: 'time_series' | 'table' | 'heatmap';
  /** `{{label}}` template, `__auto`, or empty. */
  legendFormat?: string;
  /** Smallest step, e.g. `30s`. */
  interval?: string;
}

export interface PromOptions extends DataSourceJsonData {
  /** Scrape interval, e.g. `15s`. */
  timeInterval?: string;
}

export type PromLabels = Record<string, string>;
/** Unix time in seconds, and the value as text. */
export type PromSample = [number, string];

export type PromResult =
  | { resultType: 'matrix'; result: Array<{ metric: PromLabels; values: PromSample[] }> }
  | { resultType: 'vector'; result: Array<{ metric: PromLabels; value: PromSample }> }
  | { resultType: 'scalar' | 'string'; result: PromSample };

/** Body of Prometheus' HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/ */
export interface PromAnswer<T> {
  status: 'success' | 'error';
  data: T;
  errorType?: string;
  error?: string;
  warnings?: string[];
  infos?: string[];
}
