import { asyncScheduler, concatMap, from, lastValueFrom, merge, tap, toArray } from 'rxjs';
import { httpTransport } from '../../scripts/httpTransport';
import { type Simulator } from '../../simulator';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { FlowApiClient } from '../../src/flowapi/client';
import { flowQueries, type FlowsRequest } from '../../src/flowapi/flowQueries';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';
import { topContributors } from '../../src/flowapi/topContributors';
import { median } from './median';

const MINUTE_MS = 60_000;
const PANELS = 8;

function newClient({ flowApiUrl }: Simulator): FlowApiClient {
  return new FlowApiClient(httpTransport(flowApiUrl), { scheduler: asyncScheduler, random: Math.random });
}

/** Each snapshot requests another window, so nothing is cached. */
let snapshots = 0;

function newRequest({ clock }: Simulator): FlowsRequest {
  const endMs = (Math.floor(clock.nowMs() / MINUTE_MS) - 5 - snapshots++) * MINUTE_MS;
  return {
    monitorName: 'demo-monitor',
    windows: [{ startMs: endMs - 15 * MINUTE_MS, endMs }],
    metrics: FLOW_METRICS,
    categories: DEFAULT_CATEGORIES,
    optionalCategories: OPTIONAL_CATEGORIES,
    limit: 500,
  };
}

function answered({ flowApi }: Simulator): number {
  return Object.values(flowApi.stats().requestsByOperation).reduce((sum, count) => sum + (count ?? 0), 0);
}

interface SnapshotTimes {
  firstMs: number;
  lastMs: number;
  requests: number;
}

/** Refreshes are a minute apart, after which the client may send a burst again; this rest has the same effect. */
const REST_MS = 2_000;

async function measureSnapshot(simulator: Simulator, client: FlowApiClient): Promise<SnapshotTimes> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  simulator.flowApi.control.resetStatistics();
  const startMs = performance.now();
  let firstMs = 0;
  const progress = flowQueries(new SharedTopContributors(client), newRequest(simulator)).pipe(
    tap(() => (firstMs ||= performance.now() - startMs))
  );
  await lastValueFrom(progress);
  return { firstMs, lastMs: performance.now() - startMs, requests: answered(simulator) };
}

/** The time in ms that the same queries take in a client that runs one after the other with the same polling. */
async function measureSequentialClient(simulator: Simulator, report: (text: string) => void): Promise<number> {
  const client = newClient(simulator);
  const { monitorName, windows, metrics, categories, optionalCategories, limit } = newRequest(simulator);
  const [window = { startMs: 0, endMs: 0 }] = windows;
  const queries = metrics.flatMap((metricName) =>
    [...categories, ...optionalCategories].map((destinationCategory) => ({ metricName, destinationCategory }))
  );
  const startMs = performance.now();
  const times = {
    startTime: new Date(window.startMs).toISOString(),
    endTime: new Date(window.endMs).toISOString(),
  };
  await lastValueFrom(
    from(queries).pipe(
      concatMap((query, index) => {
        report(`query ${index + 1} of ${queries.length}, one after the other`);
        return topContributors(client, { monitorName, limit, ...query, ...times });
      }),
      toArray()
    )
  );
  return performance.now() - startMs;
}

interface SnapshotRounds {
  /** The latency of one query in the API. */
  latencyMs: number;
  rounds: number;
  /** Whether to also measure a client that runs one query after the other. */
  withSequential: boolean;
}

/**
 * Measures the wall time of a snapshot of 36 queries at a latency of the API, compared with the bound and with a
 * sequential client.
 */
export async function snapshotTimes(
  simulator: Simulator,
  { latencyMs, rounds, withSequential }: SnapshotRounds,
  report: (text: string) => void
) {
  simulator.flowApi.control.setOptions({ queryLatencyMs: latencyMs, queryLatencySpread: 0 });
  const first: SnapshotTimes[] = [];
  const later: SnapshotTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    report(`two snapshots at a latency of ${latencyMs} ms, round ${round + 1} of ${rounds}`);
    const client = newClient(simulator);
    first.push(await measureSnapshot(simulator, client));
    later.push(await measureSnapshot(simulator, client));
  }
  const of = (some: SnapshotTimes[], member: keyof SnapshotTimes) => Math.round(median(some.map((one) => one[member])));
  return {
    'API latency ms': latencyMs,
    'first result ms': of(first, 'firstMs'),
    'last result ms': of(first, 'lastMs'),
    'last / bound': Number((of(first, 'lastMs') / latencyMs).toFixed(2)),
    requests: of(first, 'requests'),
    'next snapshot ms': of(later, 'lastMs'),
    'next / bound': Number((of(later, 'lastMs') / latencyMs).toFixed(2)),
    'its requests': of(later, 'requests'),
    'sequential ms': withSequential ? Math.round(await measureSequentialClient(simulator, report)) : undefined,
  };
}

/**
 * Counts what one refresh of a dashboard with eight panels on the same flows sends, compared with the minimum for one
 * panel.
 */
export async function measureDashboardRefresh(simulator: Simulator) {
  simulator.flowApi.control.setOptions({ queryLatencyMs: 3_000, queryLatencySpread: 0 });
  simulator.flowApi.control.resetStatistics();
  const shared = new SharedTopContributors(newClient(simulator));
  const request = newRequest(simulator);
  await lastValueFrom(merge(...Array.from({ length: PANELS }, () => flowQueries(shared, request))));
  const { queries } = simulator.flowApi.stats();
  // Each query needs a start, one status request and one page of results.
  return {
    panels: PANELS,
    'queries started': queries.started,
    'fewest queries': 36,
    requests: answered(simulator),
    'fewest requests': 36 * 3,
  };
}
