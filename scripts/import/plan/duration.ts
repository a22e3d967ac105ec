const SECONDS: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

/** The seconds of a duration in the notation of Prometheus and Grafana, where "60m" equals "1h". */
export function secondsOf(duration: unknown): number {
  const parts = [...String(duration).matchAll(/(\d+)([wdhms])/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? NaN), 0);
}
