import { createDataFrame, type DataFrame, FieldType, type TimeRange } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { expand, last, map, type Observable, switchMap, takeWhile, timer } from 'rxjs';
import { LogsRequestError } from './logsError';

/** A Logs Insights query of Grafana's CloudWatch data source. */
export interface CloudWatchLogsQuery extends DataQuery {
  queryMode: 'Logs';
  region?: string;
  expression?: string;
  logGroupNames?: string[];
  logGroups?: Array<{ arn: string; name: string }>;
}

interface ResultField {
  field: string;
  value: string;
}

interface Results {
  status: string;
  results: ResultField[][];
}

/** Grafana polls after 100 ms, and then less and less often. */
const POLLS = { firstMs: 100, stepMs: 300, longestMs: 1_000 };
const ENDED = ['Complete', 'Cancelled', 'Failed', 'Timeout'];

/** Starts a Logs Insights query and polls for its results, as Grafana does. Emits the frame once. */
export function runLogsQuery(url: string, query: CloudWatchLogsQuery, range: TimeRange): Observable<DataFrame> {
  const { expression = '', logGroupNames = [], logGroups = [], refId } = query;
  const names = logGroupNames.length > 0 ? logGroupNames : logGroups.map(({ name }) => name);
  const start = {
    startTime: Math.floor(range.from.valueOf() / 1_000),
    endTime: Math.ceil(range.to.valueOf() / 1_000),
    queryString: withContext(expression),
    queryLanguage: 'CWLI',
    logGroupNames: names,
  };
  return send<{ queryId: string }>(url, 'StartQuery', start).pipe(
    switchMap(({ queryId }) => results(url, queryId)),
    map((found) => frameOf(found, refId))
  );
}

/** Grafana adds the log group and the stream to every query, for the context of rows. */
function withContext(expression: string): string {
  const added = 'ltrim(@log) as __log__grafana_internal__,ltrim(@logStream) as __logstream__grafana_internal__';
  return `fields @timestamp,${added}|${expression}`;
}

function results(url: string, queryId: string): Observable<Results> {
  const poll = (delayMs: number) =>
    timer(delayMs).pipe(switchMap(() => send<Results>(url, 'GetQueryResults', { queryId })));
  return poll(POLLS.firstMs).pipe(
    expand((_, index) => poll(Math.min(POLLS.firstMs + (index + 1) * POLLS.stepMs, POLLS.longestMs))),
    takeWhile(({ status }) => !ENDED.includes(status), true),
    last()
  );
}

function send<Answer>(url: string, operation: string, body: object): Observable<Answer> {
  const request = {
    url,
    method: 'POST',
    headers: { 'X-Amz-Target': `Logs_20140328.${operation}` },
    data: body,
    showErrorAlert: false,
  };
  return LogsRequestError.from(
    operation,
    getBackendSrv()
      .fetch<Answer>(request)
      .pipe(map(({ data }) => data))
  );
}

/** A column for each field; its type follows from its first value. */
function frameOf({ results: rows, status }: Results, refId: string): DataFrame {
  const names = [...new Set(rows.flatMap((row) => row.map(({ field }) => field)))].filter((name) => name !== '@ptr');
  const valuesOf = (name: string) => rows.map((row) => row.find(({ field }) => field === name)?.value);
  return createDataFrame({
    refId,
    name: refId,
    meta: { custom: { Status: status } },
    fields: names.map((name) => ({ name, ...typed(valuesOf(name)) })),
  });
}

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

function typed(values: Array<string | undefined>) {
  const known = values.filter((value) => value !== undefined);
  if (known.every((value) => TIME.test(value))) {
    const times = values.map((value) => (value === undefined ? null : Date.parse(`${value.replace(' ', 'T')}Z`)));
    return { type: FieldType.time, values: times };
  }
  const isNumeric = known.every((value) => value !== '' && !Number.isNaN(Number(value)));
  return isNumeric
    ? { type: FieldType.number, values: values.map((value) => (value === undefined ? null : Number(value))) }
    : { type: FieldType.string, values: values.map((value) => value ?? null) };
}
