/** All queries that have not expired, and the counts of those that have. */
import { type Clock } from '../../world/clock';
import { hashText, unit } from '../../world/hash';
import { type Settings } from '../model/options';
import { isRunning, type Query, queryStatus, type QueryResult } from './query';
import { uuidOf } from './queryIds';

/** What a query is started with. */
export interface NewQuery {
  owner: string;
  fails: boolean;
  compute(): QueryResult;
}

/** Counts of queries since the last reset. */
export interface QueryStatistics {
  started: number;
  /** Queries that are QUEUED or RUNNING now. */
  running: number;
  maximumRunning: number;
  succeeded: number;
  failed: number;
  /** Queries that a DELETE ended early. A DELETE of a query that had already ended does not count. */
  stoppedByClient: number;
}

const NOTHING_YET = { started: 0, maximumRunning: 0, succeeded: 0, failed: 0, stoppedByClient: 0 };

/** Stores queries by ID. Expired ones are removed when a new one starts. */
export class QueryStore {
  readonly #queries = new Map<string, Query>();
  #sequence = 0;
  #firstCounted = 1;
  #counts = { ...NOTHING_YET };

  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings
  ) {}

  /** Starts a query with a deterministic ID and latency. */
  start({ owner, fails, compute }: NewQuery): Query {
    this.#forgetExpired();
    const { queryIdSeed, queryLatencyMs, queryLatencySpread } = this.settings.current;
    const sequence = ++this.#sequence;
    const id = uuidOf(`query ${queryIdSeed} ${sequence}`);
    const latencyMs = queryLatencyMs * (1 + queryLatencySpread * (2 * unit(hashText(id)) - 1));
    const startedAtMs = this.clock.nowMs();
    const query: Query = { id, sequence, owner, startedAtMs, latencyMs, fails, result: once(compute) };
    this.#queries.set(id, query);
    this.#counts.started++;
    this.#counts.maximumRunning = Math.max(this.#counts.maximumRunning, this.#running());
    return query;
  }

  /** The query with an ID that belongs to the owner; undefined if there is none or it has expired. */
  find(id: string, owner: string): Query | undefined {
    const query = this.#queries.get(id);
    return query?.owner === owner && !this.#isExpired(query) ? query : undefined;
  }

  /** Stops a query. Has no effect if it has already ended. */
  stop(query: Query): void {
    if (isRunning(query, this.clock.nowMs())) {
      query.stoppedAtMs = this.clock.nowMs();
      this.#counts.stoppedByClient++;
    }
  }

  /** The counts since the last reset. */
  statistics(): QueryStatistics {
    const counts = { ...this.#counts, running: this.#running() };
    for (const query of this.#queries.values()) {
      this.#countEnd(query, counts);
    }
    return counts;
  }

  /** Sets the counts to zero. The queries themselves stay. */
  resetStatistics(): void {
    this.#counts = { ...NOTHING_YET, maximumRunning: this.#running() };
    this.#firstCounted = this.#sequence + 1;
  }

  #running(): number {
    const nowMs = this.clock.nowMs();
    return [...this.#queries.values()].filter((query) => isRunning(query, nowMs)).length;
  }

  #countEnd(query: Query, counts: { succeeded: number; failed: number }): void {
    if (query.sequence < this.#firstCounted) {
      return;
    }
    const status = queryStatus(query, this.clock.nowMs());
    counts.succeeded += status === 'SUCCEEDED' ? 1 : 0;
    counts.failed += status === 'FAILED' ? 1 : 0;
  }

  #forgetExpired(): void {
    for (const query of this.#queries.values()) {
      if (this.#isExpired(query)) {
        this.#countEnd(query, this.#counts);
        this.#queries.delete(query.id);
      }
    }
  }

  #isExpired(query: Query): boolean {
    return this.clock.nowMs() - query.startedAtMs > this.settings.current.queryRetentionMs;
  }
}

/** The result of a query is computed only when it is first read. */
function once<Value>(compute: () => Value): () => Value {
  let computed: { value: Value } | undefined;
  return () => (computed ??= { value: compute() }).value;
}
