/** A query as Grafana's server sends it, and what it took. */

export interface QueryRange {
  startMs: number;
  endMs: number;
  stepSeconds: number;
}

/** The labels of the resulting series, and what the query took. */
export interface QueryResult {
  series: Array<Record<string, string>>;
  /** The number of samples that Prometheus read. */
  samples: number;
  ms: number;
  /** The error if the query failed. */
  problem?: string;
}

interface Body {
  status: string;
  error?: string;
  data?: { result: Array<{ metric: Record<string, string> }>; stats?: { samples: { totalQueryableSamples: number } } };
}

/** Runs a query over a range, or only at its end if no step is given. A failed query returns its error as `problem`. */
export async function runQuery(
  url: string,
  query: string,
  range: Omit<QueryRange, 'stepSeconds'> & { stepSeconds?: number }
): Promise<QueryResult> {
  const { startMs, endMs, stepSeconds } = range;
  const times: Record<string, string> =
    stepSeconds === undefined
      ? { time: String(endMs / 1_000) }
      : { start: String(startMs / 1_000), end: String(endMs / 1_000), step: String(stepSeconds) };
  const body = new URLSearchParams({ query, stats: 'all', ...times });
  const path = stepSeconds === undefined ? 'query' : 'query_range';
  const beganMs = performance.now();
  const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', body });
  const { status, error, data }: Body = await response.json();
  return {
    series: data?.result.map(({ metric }) => metric) ?? [],
    samples: data?.stats?.samples.totalQueryableSamples ?? 0,
    ms: performance.now() - beganMs,
    ...(status !== 'success' && { problem: error ?? status }),
  };
}

/** The processor time in seconds that Prometheus has used since its start. */
export async function processorSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(text.match(/^process_cpu_seconds_total (\S+)$/m)?.[1]);
}
