/** An asynchronous query and its status over time. Nothing runs in the background: the status follows from the time. */
import { type WireQueryStatus } from '../../../src/flowapi/wire';

/** All items that a query found, and the response body around a page of them. */
export interface QueryResult {
  items: readonly unknown[];
  body(page: readonly unknown[]): Record<string, unknown>;
}

/** A query that was started. */
export interface Query {
  id: string;
  sequence: number;
  /** The monitor or scope and the type of the query: an ID is valid only for these. */
  owner: string;
  startedAtMs: number;
  latencyMs: number;
  /** Whether it will end with the status FAILED. */
  fails: boolean;
  stoppedAtMs?: number;
  result(): QueryResult;
}

/** The first part of the latency, in which the query is queued. */
const QUEUED_SHARE = 0.25;

/** The status of a query at a time. */
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

/** Whether a query is queued or running. */
export function isRunning(query: Query, nowMs: number): boolean {
  const status = queryStatus(query, nowMs);
  return status === 'QUEUED' || status === 'RUNNING';
}
