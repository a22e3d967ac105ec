import { CoreApp, type DataQueryRequest, type TimeRange } from '@grafana/data';

/** The fields of a request that do not depend on a panel, with one point per minute by default. */
export function baseRequest(range: TimeRange, requestId: string): DataQueryRequest {
  return {
    app: CoreApp.Dashboard,
    requestId,
    range,
    rangeRaw: range.raw,
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: 1000,
    scopedVars: {},
    targets: [],
    timezone: 'browser',
    startTime: Date.now(),
  };
}
