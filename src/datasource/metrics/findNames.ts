import { CoreApp, type DataFrame, dateTime, type MetricFindValue, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { from, lastValueFrom } from 'rxjs';
import { nameLabel, type NameKind, namesQuery } from '../../core/promql/names';
import { type PrometheusQuery } from './prometheusQuery';

const HOUR_MS = 3_600_000;

/** Grafana cancels a request when another one comes under its id: each gets one of its own. */
let requests = 0;

/** The namespaces or nodes that the agents told of in a time range, in order; none without a Prometheus. */
export async function findNames(
  kind: NameKind,
  prometheusUid: string | undefined,
  range: TimeRange = lastHour()
): Promise<MetricFindValue[]> {
  if (!prometheusUid) {
    return [];
  }
  const prometheus = await getDataSourceSrv().get(prometheusUid);
  const seconds = Math.max(Math.round((range.to.valueOf() - range.from.valueOf()) / 1_000), 60);
  const target: PrometheusQuery = {
    refId: kind,
    datasource: prometheus.getRef(),
    expr: namesQuery(kind, `${seconds}s`),
    range: false,
    instant: true,
    format: 'table',
    legendFormat: '',
  };
  const response = await lastValueFrom(
    from(
      prometheus.query({
        app: CoreApp.Dashboard,
        requestId: `eastwest-${kind}-${requests++}`,
        interval: '1m',
        intervalMs: 60_000,
        maxDataPoints: 1,
        range,
        scopedVars: {},
        targets: [target],
        timezone: 'browser',
        startTime: range.to.valueOf(),
      })
    )
  );
  const failure = response.errors?.[0]?.message;
  if (failure !== undefined) {
    throw new Error(`The ${kind} could not be listed: ${failure}`);
  }
  return namesIn(response.data, nameLabel(kind)).map((name) => ({ text: name, value: name }));
}

function namesIn(frames: DataFrame[], label: string): string[] {
  const values = frames.flatMap(({ fields }) => fields.filter(({ name }) => name === label).flatMap((f) => f.values));
  return [...new Set(values.map(String))].filter((name) => name !== '').sort();
}

function lastHour(): TimeRange {
  const to = dateTime();
  const fromTime = dateTime(to.valueOf() - HOUR_MS);
  return { from: fromTime, to, raw: { from: fromTime, to } };
}
