/**
 * The options that the API's operator can set, at the start or while it runs. Durations are measured by the injected
 * clock.
 */

/**
 * The month whose API is simulated. Before November 2026, there were 25 operations, seven categories for monitors, and
 * no `additionalFlowInfo` in rows; that month added ten operations and four categories.
 */
export type ApiGeneration = '2026-10' | '2026-11';

/** A key with which clients sign their requests. */
export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  /** Temporary keys have one, and requests must have it, too. */
  sessionToken?: string;
  /** The time at which a temporary key ends, in ms since the Unix epoch. */
  expiresAtMs?: number;
}

/** All options. */
export interface FlowApiOptions {
  apiGeneration: ApiGeneration;
  /** The average time from a query's start to its end. The live service takes about 10 s. */
  queryLatencyMs: number;
  /** How far single queries deviate from the average: 0.4 means up to 40 % in either direction. */
  queryLatencySpread: number;
  /** For how long the status of a new query is "not found", as public clients have observed. */
  notFoundAfterStartMs: number;
  /** The age at which a report becomes visible. */
  ingestionLagMs: number;
  /** How far single report periods deviate from that lag: 0.4 means up to 40 % in either direction. */
  ingestionLagSpread: number;
  /** The number of items in a page of query results if `maxResults` is not given. */
  defaultPageSize: number;
  /** In the model, `maxResults` is an unbounded integer for most results; no page has more items than this. */
  longestPage: number;
  pageTokenLifetimeMs: number;
  /** For how long a query is known after its start. */
  queryRetentionMs: number;
  /** Requests beyond this number within a second get status 429; `null` means no limit. */
  throttleRequestsPerSecond: number | null;
  /** The keys that may sign requests. `null` means that requests need no signature. */
  accessKeys: AccessKey[] | null;
  /** Whether the account has the usual four monitors. */
  hasUsualMonitors: boolean;
  /** The number of additional monitors, so that ListMonitors has more than one page of 25. */
  extraMonitorCount: number;
  /** Categories that are not in the model yet, accepted and returned like the known ones. */
  additionalCategories: string[];
  /** The start of the deterministic sequence of query IDs. */
  queryIdSeed: number;
}

/** The options that apply if nothing else is given. */
const DEFAULT_OPTIONS: FlowApiOptions = {
  apiGeneration: '2026-11',
  queryLatencyMs: 2_000,
  queryLatencySpread: 0.4,
  notFoundAfterStartMs: 200,
  ingestionLagMs: 60_000,
  ingestionLagSpread: 0,
  defaultPageSize: 100,
  longestPage: 500,
  pageTokenLifetimeMs: 15 * 60_000,
  queryRetentionMs: 60 * 60_000,
  throttleRequestsPerSecond: null,
  accessKeys: null,
  hasUsualMonitors: true,
  extraMonitorCount: 0,
  additionalCategories: [],
  queryIdSeed: 1,
};

/** The current options. Changes are visible to all readers at once. */
export class Settings {
  #current: FlowApiOptions;

  constructor(options: Partial<FlowApiOptions> = {}) {
    this.#current = { ...DEFAULT_OPTIONS, ...options };
  }

  get current(): Readonly<FlowApiOptions> {
    return this.#current;
  }

  /** Changes the given options. */
  change(options: Partial<FlowApiOptions>): void {
    this.#current = { ...this.#current, ...options };
  }
}
