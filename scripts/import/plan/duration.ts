const SECONDS: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

/** Of a duration as Prometheus and Grafana write it: "60m" is "1h" to them. */
export function secondsOf(duration: unknown): number {
  const parts = [...String(duration).matchAll(/(\d+)([wdhms])/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? NaN), 0);
}
