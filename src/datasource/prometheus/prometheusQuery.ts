import { type DataSourceApi } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { isVictoriaMetrics } from './prometheusCompatible';

/** The part of a Prometheus data source's query that this plugin sets. It is the same from Grafana 10.4 to 13.2. */
export interface PrometheusQuery extends DataQuery {
  expr: string;
  range: boolean;
  instant: boolean;
  format: 'time_series' | 'table';
  legendFormat: string;
  /** The minimum step, "30s", so that charts do not have more points than samples. */
  interval?: string;
}

/** A query of an expression at the end of the request's range, as a table. */
export function instantQuery(refId: string, expr: string): PrometheusQuery {
  return { refId, expr, range: false, instant: true, format: 'table', legendFormat: '' };
}

/** A query of an expression over the request's range, with a fixed step and one frame per series. */
export function rangeQuery(refId: string, expr: string, stepSeconds: number): PrometheusQuery {
  return {
    refId,
    expr,
    range: true,
    instant: false,
    format: 'time_series',
    legendFormat: '',
    interval: `${stepSeconds}s`,
  };
}

/**
 * A query for a data source, with the macros of its plugin. The VictoriaMetrics plugin has no `$__rate_interval_ms`, but in
 * VictoriaMetrics a duration is a number of seconds.
 */
export function queryFor(prometheus: Pick<DataSourceApi, 'type' | 'getRef'>, query: PrometheusQuery): PrometheusQuery {
  const expr = isVictoriaMetrics(prometheus)
    ? query.expr.replaceAll('($__rate_interval_ms / 1000)', '$__rate_interval')
    : query.expr;
  return { ...query, expr, datasource: prometheus.getRef() };
}
