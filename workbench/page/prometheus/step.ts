import { rangeUtil } from '@grafana/data';

const DEFAULT_SCRAPE_INTERVAL = '15s';
/** Prometheus refuses more points than this in one series. */
const MAX_POINTS = 11_000;

/** The scrape interval configured for a data source, in ms; Grafana assumes 15 s. */
export function scrapeIntervalMs(timeInterval: string | undefined): number {
  return rangeUtil.intervalToMs(
    timeInterval === undefined || timeInterval === '' ? DEFAULT_SCRAPE_INTERVAL : timeInterval
  );
}

/** Distance of two points, in ms: what the panel's width asks for, but not below the minimum nor above 11 000 points. */
export function stepMs(intervalMs: number, minStepMs: number, rangeMs: number): number {
  const safeMs = rangeMs / MAX_POINTS;
  return Math.max(intervalMs, minStepMs, Math.ceil(safeMs / 1000) * 1000);
}

/** `$__rate_interval` in ms: wide enough that every window holds at least two, usually four, scrapes. */
export function rateIntervalMs(step: number, scrape: number): number {
  return Math.max(step + scrape, 4 * scrape);
}
