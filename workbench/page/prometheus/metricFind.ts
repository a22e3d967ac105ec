import { type LegacyMetricFindQueryOptions, type MetricFindValue } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { map, type Observable, of } from 'rxjs';
import { get, post } from './client';
import { quoteForPromQL } from './quoting';
import { type PromResult } from './types';

/**
 * Evaluates the functions of Grafana's Prometheus query variables: label_names, label_values, metrics, query_result.
 */
export function findValues(
  baseUrl: string,
  query: unknown,
  { range, scopedVars }: LegacyMetricFindQueryOptions = {}
): Observable<MetricFindValue[]> {
  const text = getTemplateSrv().replace(queryText(query), scopedVars, quoteForPromQL).trim();
  const time = range && { start: seconds(range.from.valueOf()), end: seconds(range.to.valueOf()) };
  const [, name, inside = ''] = /^(\w+)\(([\s\S]*)\)$/.exec(text) ?? [];
  switch (name) {
    case 'label_names':
      return get<string[]>(baseUrl, 'labels', { ...time, 'match[]': inside || undefined }).pipe(map(asValues));
    case 'label_values':
      return labelValues(baseUrl, inside, time);
    case 'metrics':
      return get<string[]>(baseUrl, 'label/__name__/values', { ...time }).pipe(
        map((answer) => asValues({ data: answer.data.filter((metric) => new RegExp(inside).test(metric)) }))
      );
    case 'query_result':
      return post<PromResult>(baseUrl, 'query', { query: inside, ...(time && { time: time.end }) }).pipe(
        map((answer) => resultLines(answer.data))
      );
    default:
      return text === '' ? of([]) : findSeries(baseUrl, text, time);
  }
}

/** `label_values(label)` or `label_values(selector, label)`; the selector may contain commas. */
function labelValues(baseUrl: string, inside: string, time: object | undefined): Observable<MetricFindValue[]> {
  const [, selector, label = ''] = /^(?:([\s\S]*),)?\s*(\w+)\s*$/.exec(inside) ?? [];
  return get<string[]>(baseUrl, `label/${label}/values`, { ...time, 'match[]': selector?.trim() }).pipe(map(asValues));
}

/** Everything else is a selector; each matching series is an option. */
function findSeries(baseUrl: string, selector: string, time: object | undefined): Observable<MetricFindValue[]> {
  return get<Array<Record<string, string>>>(baseUrl, 'series', { ...time, 'match[]': selector }).pipe(
    map((answer) => asValues({ data: answer.data.map(writeSeries) }))
  );
}

function queryText(query: unknown): string {
  if (typeof query === 'object' && query !== null && 'query' in query) {
    return String(query.query);
  }
  return typeof query === 'string' ? query : '';
}

function asValues({ data }: { data: string[] }): MetricFindValue[] {
  return data.map((text) => ({ text }));
}

/** Lines of the form `metric{labels} value timestamp-in-ms`, which the regular expressions of variables expect. */
function resultLines(data: PromResult): MetricFindValue[] {
  if (data.resultType !== 'vector') {
    return data.resultType === 'matrix' ? [] : [{ text: data.result[1] }];
  }
  return data.result.map(({ metric, value }) => ({ text: `${writeSeries(metric)} ${value[1]} ${value[0] * 1000}` }));
}

function writeSeries({ __name__ = '', ...labels }: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return `${__name__}{${pairs.join(',')}}`;
}

function seconds(ms: number): string {
  return String(Math.round(ms / 1000));
}
