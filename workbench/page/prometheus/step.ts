import { rangeUtil } from '@grafana/data';

const DEFAULT_SCRAPE_INTERVAL = '15s';
/** Prometheus rejects more points than this in one series. */
const MAX_POINTS = 11_000;

/** The configured scrape interval of a data source, in ms; Grafana assumes 15 s. */
export function scrapeIntervalMs(timeInterval: string | undefined): number {
  return rangeUtil.intervalToMs(
    timeInterval === undefined || timeInterval === '' ? DEFAULT_SCRAPE_INTERVAL : timeInterval
  );
}

/**
 * The distance between two points, in ms: as the panel's width requires, but not below the minimum and not more than
 * 11,000 points.
 */
export function stepMs(intervalMs: number, minStepMs: number, rangeMs: number): number {
  const safeMs = rangeMs / MAX_POINTS;
  return Math.max(intervalMs, minStepMs, Math.ceil(safeMs / 1000) * 1000);
}

/** `$__rate_interval` in ms: wide enough for at least two, and usually four, scrapes in every window. */
export function rateIntervalMs(step: number, scrape: number): number {
  return Math.max(step + scrape, 4 * scrape);
}
