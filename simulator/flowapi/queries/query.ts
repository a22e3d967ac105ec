/** One asynchronous query, and what its status is at a time. Nothing runs: time alone moves it on. */
import { type WireQueryStatus } from '../../../src/flowapi/wire';

/** All that a query found, and how a page of it is wrapped. */
export interface QueryResult {
  items: readonly unknown[];
  body(page: readonly unknown[]): Record<string, unknown>;
}

export interface Query {
  id: string;
  sequence: number;
  /** The monitor or scope and the type of query: an id is valid under these only. */
  owner: string;
  startedAtMs: number;
  latencyMs: number;
  /** Whether it will end FAILED. */
  fails: boolean;
  stoppedAtMs?: number;
  result(): QueryResult;
}

/** The first part of the latency, during which the query waits for its turn. */
const QUEUED_SHARE = 0.25;

export function queryStatus(query: Query, nowMs: number): WireQueryStatus {
  if (query.stoppedAtMs !== undefined) {
    return 'CANCELED';
  }
  const elapsedMs = nowMs - query.startedAtMs;
  if (elapsedMs < query.latencyMs) {
    return elapsedMs < query.latencyMs * QUEUED_SHARE ? 'QUEUED' : 'RUNNING';
  }
  return query.fails ? 'FAILED' : 'SUCCEEDED';
}

export function isRunning(query: Query, nowMs: number): boolean {
  const status = queryStatus(query, nowMs);
  return status === 'QUEUED' || status === 'RUNNING';
}
