import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateTime,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { catchError, filter, from, map, type Observable, throwError } from 'rxjs';
import { type Labels } from '../../core/cluster/clusterFacts';
import { type TimeWindow } from '../../core/flow/flow';
import { failureOf, prometheusFailure } from './failure';
import { instantQuery, type PrometheusQuery } from './prometheusQuery';

export interface Sample {
  labels: Labels;
  value: number;
}

/** Grafana cancels a request when another one comes under its id: each gets one of its own. */
let requests = 0;

/**
 * Asks the user's Prometheus for several expressions at the end of a window, as that user, and emits
 * their samples by name once. `$__range` is the window. Errors with what to do.
 */
export function instantSamples<Name extends string>(
  prometheus: DataSourceApi,
  expressions: Record<Name, string>,
  window: TimeWindow
): Observable<Record<Name, Sample[]>> {
  const names = namesOf(expressions);
  return from(prometheus.query(requestFor(prometheus, names, expressions, window))).pipe(
    filter(({ state }) => state === undefined || state === LoadingState.Done || state === LoadingState.Error),
    map((response) => samplesByName(response, names, prometheus)),
    catchError((failure: unknown) => throwError(() => prometheusFailure(prometheus, failure)))
  );
}

function namesOf<Name extends string>(expressions: Record<Name, string>): Name[] {
  return Object.keys(expressions).filter((name): name is Name => name in expressions);
}

function requestFor<Name extends string>(
  prometheus: DataSourceApi,
  names: readonly Name[],
  expressions: Record<Name, string>,
  { startMs, endMs }: TimeWindow
): DataQueryRequest<PrometheusQuery> {
  const range = { from: dateTime(startMs), to: dateTime(endMs) };
  const datasource = prometheus.getRef();
  return {
    app: CoreApp.Dashboard,
    requestId: `eastwest-instant-${requests++}`,
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: 1,
    range: { ...range, raw: range },
    scopedVars: {},
    targets: names.map((name) => ({ ...instantQuery(name, expressions[name]), datasource })),
    timezone: 'browser',
    startTime: endMs,
  };
}

function samplesByName<Name extends string>(
  response: DataQueryResponse,
  names: readonly Name[],
  prometheus: DataSourceApi
): Record<Name, Sample[]> {
  const failure = failureOf(response);
  if (failure) {
    throw prometheusFailure(prometheus, failure);
  }
  const frames: DataFrame[] = response.data;
  const entries = names.map((name) => [name, frames.filter(({ refId }) => refId === name).flatMap(samplesOf)]);
  return Object.fromEntries(entries);
}

/** The rows of a table: text columns are labels, the number is the value. */
export function samplesOf({ fields, length }: DataFrame): Sample[] {
  const values = fields.find(({ type }) => type === FieldType.number)?.values;
  const labels = fields.filter(({ type }) => type === FieldType.string);
  return Array.from({ length }, (_, row) => ({
    labels: Object.fromEntries(labels.map(({ name, values: texts }) => [name, String(texts[row] ?? '')])),
    value: Number(values?.[row] ?? NaN),
  }));
}
