import { type DataQueryRequest, rangeUtil, type TimeRange } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { type Observable } from 'rxjs';
import { post } from './client';
import { type ExecutedQuery } from './frames';
import { macros } from './macros';
import { quoteForPromQL } from './quoting';
import { stepMs } from './step';
import { type PromAnswer, type PromQuery, type PromResult } from './types';

/** Chooses the step and fills in macros and variables. */
export function prepare(query: PromQuery, request: DataQueryRequest<PromQuery>, scrapeMs: number): ExecutedQuery {
  const { range, intervalMs, scopedVars } = request;
  const rangeMs = range.to.valueOf() - range.from.valueOf();
  const minStep = getTemplateSrv().replace(query.interval ?? '', scopedVars);
  const scrape = minStep === '' ? scrapeMs : rangeUtil.intervalToMs(minStep);
  const step = stepMs(intervalMs, scrape, rangeMs);
  const known = { ...scopedVars, ...macros({ step, scrape, range: rangeMs }) };
  return { query, stepMs: step, expr: getTemplateSrv().replace(query.expr ?? '', known, quoteForPromQL) };
}

/**
 * Runs a query: an instant query if the target is instant and not also a range query, at the end of the range;
 * otherwise a range query.
 */
export function execute(
  baseUrl: string,
  { query, expr, stepMs: step }: ExecutedQuery,
  range: TimeRange
): Observable<PromAnswer<PromResult>> {
  const from = range.from.valueOf();
  const to = range.to.valueOf();
  if (query.instant === true && query.range !== true) {
    return post(baseUrl, 'query', { query: expr, time: seconds(to) });
  }
  return post(baseUrl, 'query_range', {
    query: expr,
    start: seconds(alignDown(from, step)),
    end: seconds(alignDown(to, step)),
    step: seconds(step),
  });
}

/** Points at multiples of the step do not shift when the range is refreshed. */
function alignDown(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

function seconds(ms: number): string {
  return String(ms / 1000);
}
