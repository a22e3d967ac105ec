/** A series in the response to a range query. */
export interface Line {
  labels: Record<string, string>;
  timesMs: number[];
  values: number[];
}

export interface QueryRange {
  startMs: number;
  endMs: number;
  stepMs: number;
}

/** Runs a range query on a real Prometheus. If Prometheus rejects it, throws an error with the response. */
export async function promQueryRange(url: string, query: string, range: QueryRange): Promise<Line[]> {
  const body = new URLSearchParams({
    query,
    start: String(range.startMs / 1_000),
    end: String(range.endMs / 1_000),
    step: String(range.stepMs / 1_000),
  });
  const response = await fetch(`${url}/api/v1/query_range`, { method: 'POST', body });
  const answer: unknown = await response.json();
  if (!isMatrix(answer)) {
    throw new Error(`Prometheus answered ${JSON.stringify(answer)} to ${query}`);
  }
  return answer.data.result.map(({ metric, values }) => ({
    labels: metric,
    timesMs: values.map(([seconds]) => seconds * 1_000),
    values: values.map(([, value]) => Number(value)),
  }));
}

interface Matrix {
  data: { result: Array<{ metric: Record<string, string>; values: Array<[number, string]> }> };
}

function isMatrix(answer: unknown): answer is Matrix {
  return typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'success';
}
