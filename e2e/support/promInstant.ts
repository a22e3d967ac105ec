import { promQueryRange } from './promQuery';

export interface Point {
  labels: Record<string, string>;
  value: number;
}

/** Runs an instant query on a real Prometheus. */
export async function promInstant(url: string, query: string, atMs: number): Promise<Point[]> {
  const lines = await promQueryRange(url, query, { startMs: atMs, endMs: atMs, stepMs: 1_000 });
  return lines.map(({ labels, values }) => ({ labels, value: values[0] ?? NaN }));
}
