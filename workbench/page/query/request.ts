import { type DataQueryRequest, rangeUtil, type ScopedVars, type TimeRange } from '@grafana/data';
import { type Panel } from '../model/dashboard';
import { baseRequest } from '../model/baseRequest';

/** What a panel's request depends on besides the panel. */
export interface RequestContext {
  range: TimeRange;
  timezone: string;
  dashboardUid: string;
  dashboardTitle: string;
  /** The width of the panel in px, which is also the maximum number of points. */
  width: number;
  /** The smallest step that the data source recommends, for example `15s`. */
  dataSourceInterval: string | undefined;
}

let requests = 0;

/** A panel's query request as dashboards in Grafana create it. */
export function panelRequest(panel: Panel, context: RequestContext): DataQueryRequest {
  const { range, timezone, dashboardUid, dashboardTitle, width, dataSourceInterval } = context;
  const maxDataPoints = panel.maxDataPoints ?? Math.max(1, Math.round(width));
  const { interval, intervalMs } = rangeUtil.calculateInterval(
    range,
    maxDataPoints,
    panel.interval ?? dataSourceInterval
  );
  requests += 1;
  return {
    ...baseRequest(range, `Q${requests}`),
    panelId: panel.id,
    panelName: panel.title,
    panelPluginId: panel.type,
    dashboardUID: dashboardUid,
    dashboardTitle,
    timezone,
    interval,
    intervalMs,
    maxDataPoints,
    scopedVars: intervalVars(interval, intervalMs),
    targets: panel.targets.filter(({ hide }) => hide !== true),
  };
}

function intervalVars(interval: string, intervalMs: number): ScopedVars {
  return {
    __interval: { text: interval, value: interval },
    __interval_ms: { text: String(intervalMs), value: intervalMs },
  };
}
