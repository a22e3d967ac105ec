/** The API on a real port, with a clock that the test controls. */
import http, { type RequestListener } from 'node:http';
import { createFlowApi, type FlowApi, type FlowApiOptions } from '..';
import { ManualClock } from '../../world/clock';
import { type FlowReport } from '../../world/flowReports';
import { type JsonObject } from '../http/input';
import { cluster, steadySource } from './flowReports';
import { exchange, type HttpAnswer, type HttpRequest } from './httpExchange';
import { type ApiAnswer, callOperation } from './modelClient';

/** A time on the five-minute grid. */
export const NOW_MS = Date.UTC(2026, 10, 22, 12, 0);
const LATENCY_MS = 2_000;

/** The monitor of the cluster. */
export const MONITOR_NAME = `${cluster.name}-monitor`;

/** The API, its clock and its port. */
export interface RunningApi extends FlowApi {
  clock: ManualClock;
  call(operation: string, input?: JsonObject): Promise<ApiAnswer>;
  raw(request: HttpRequest): Promise<HttpAnswer>;
  advance(durationMs: number): void;
  close(): Promise<void>;
}

/** Starts the API with the given reports in every period. */
export async function runApi(reports: FlowReport[] = [], options: Partial<FlowApiOptions> = {}): Promise<RunningApi> {
  const clock = new ManualClock(NOW_MS);
  const plain = { queryLatencyMs: LATENCY_MS, queryLatencySpread: 0, ...options };
  const api = createFlowApi({ reports: steadySource(reports), clock, cluster, options: plain });
  const { port, close } = await listen(api.handler);
  return {
    ...api,
    clock,
    call: (operation, input) => callOperation(port, operation, input),
    raw: (request) => exchange(port, request),
    advance: (durationMs) => clock.advanceTo(clock.nowMs() + durationMs),
    close,
  };
}

/** Listens on a free port. */
export async function listen(handler: RequestListener): Promise<{ port: number; close(): Promise<void> }> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, close };
}

/** A valid body for a top contributors query over the last visible half hour. */
export function topQuery(changes: JsonObject = {}): JsonObject {
  return {
    monitorName: MONITOR_NAME,
    startTime: isoTime(NOW_MS - 35 * 60_000),
    endTime: isoTime(NOW_MS - 5 * 60_000),
    metricName: 'DATA_TRANSFERRED',
    destinationCategory: 'INTER_AZ',
    ...changes,
  };
}

/** A time in ms as ISO 8601. */
export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** Starts a query, advances the clock until it has ended, and reads its first page. */
export async function runTopQuery(
  api: RunningApi,
  changes: JsonObject = {},
  page: JsonObject = {}
): Promise<ApiAnswer> {
  const started = await api.call('StartQueryMonitorTopContributors', topQuery(changes));
  if (started.status !== 200) {
    return started;
  }
  api.advance(LATENCY_MS);
  const { monitorName = MONITOR_NAME } = changes;
  const { queryId } = started.body;
  return api.call('GetQueryResultsMonitorTopContributors', { monitorName, queryId, ...page });
}

/** The rows of a page of top contributors. */
export function rowsOf({ body }: ApiAnswer): JsonObject[] {
  return Array.isArray(body.topContributors) ? body.topContributors : [];
}
