/**
 * A whole picture (8 categories, 4 metrics) from a simulated API that takes as long as AWS' own, beside
 * the bound (the slowest query's own latency) and a client that asks one query after the other.
 */
import { asyncScheduler, lastValueFrom, tap } from 'rxjs';
import { type Simulator, startSimulator } from '../simulator';
import { httpTransport } from '../e2e/support/httpTransport';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../src/core/flow/category';
import { FLOW_METRICS } from '../src/core/flow/metric';
import { FlowApiClient } from '../src/flowapi/client';
import { flowQueries, type FlowsRequest } from '../src/flowapi/flowQueries';
import { SharedTopContributors } from '../src/flowapi/sharedTopContributors';

export interface PictureTimes {
  latencyMs: number;
  isFirst: boolean;
  firstResultMs: number;
  lastResultMs: number;
  requests: number;
}

function requestAt(endMs: number): FlowsRequest {
  return {
    monitorName: 'demo-monitor',
    windows: [{ startMs: endMs - 15 * 60_000, endMs }],
    metrics: FLOW_METRICS,
    categories: DEFAULT_CATEGORIES,
    optionalCategories: OPTIONAL_CATEGORIES,
    limit: 500,
  };
}

export async function timePictures(simulator: Simulator, latencyMs: number, rounds: number): Promise<PictureTimes[]> {
  const { control } = simulator.flowApi;
  control.setOptions({ queryLatencyMs: latencyMs, queryLatencySpread: 0 });
  const client = new FlowApiClient(httpTransport(simulator.flowApiUrl), {
    scheduler: asyncScheduler,
    random: Math.random,
  });
  const shared = new SharedTopContributors(client);
  const newestMs = Math.floor(Date.now() / 60_000) * 60_000;
  const times: PictureTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    control.resetStatistics();
    const startMs = performance.now();
    let firstResultMs = 0;
    const picture = flowQueries(shared, requestAt(newestMs - round * 60_000)).pipe(
      tap(() => (firstResultMs ||= performance.now() - startMs))
    );
    await lastValueFrom(picture);
    const lastResultMs = performance.now() - startMs;
    const { requestsByOperation } = simulator.flowApi.stats();
    const requests = Object.values(requestsByOperation).reduce((sum, count) => sum + (count ?? 0), 0);
    times.push({ latencyMs, isFirst: round === 0, firstResultMs, lastResultMs, requests });
  }
  return times;
}

async function main(): Promise<void> {
  const simulator = await startSimulator({ flowApi: { notFoundAfterStartMs: 200, ingestionLagMs: 0 } });
  console.table(await timePictures(simulator, 100, 1));
  for (const latencyMs of [3_000, 10_000]) {
    console.table(await timePictures(simulator, latencyMs, 2));
  }
  await simulator.close();
}

if (process.argv[1]?.endsWith('flowQueries.ts')) {
  void main();
}
