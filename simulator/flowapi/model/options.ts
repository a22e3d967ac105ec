/** What the API's operator may set, at the start or while it runs. Durations pass by the injected clock. */

/**
 * As which month's API it answers. Before November 2026 there were 25 operations, seven categories for
 * monitors, and no `additionalFlowInfo` on rows; with it came ten operations and four categories.
 */
export type ApiGeneration = '2026-10' | '2026-11';

export interface FlowApiOptions {
  apiGeneration: ApiGeneration;
  /** From a query's start to its end, on average. The live service takes about 10 s. */
  queryLatencyMs: number;
  /** How far single queries lie off the average: 0.4 means up to 40 % to either side. */
  queryLatencySpread: number;
  /** For how long the status of a query just started is "not found", as public clients have seen. */
  notFoundAfterStartMs: number;
  /** How old a report must be to show in answers. */
  ingestionLagMs: number;
  /** How far single report periods lie off that lag: 0.4 means up to 40 % to either side. */
  ingestionLagSpread: number;
  /** Items in a page of query results when `maxResults` is not given. */
  defaultPageSize: number;
  /** `maxResults` of most results is an unbounded integer in the model; no page is longer than this. */
  longestPage: number;
  pageTokenLifetimeMs: number;
  /** For how long a query is known after its start. */
  queryRetentionMs: number;
  /** Requests above this number within a second are answered 429; `null` means no limit. */
  throttleRequestsPerSecond: number | null;
  /** Whether a request without a Signature Version 4 header is turned away. The signature itself is not verified. */
  requireSignature: boolean;
  /** Whether the account has the usual four monitors. */
  hasUsualMonitors: boolean;
  /** Monitors beyond these, so that ListMonitors has more than one page of 25. */
  extraMonitorCount: number;
  /** Categories that no model has yet, accepted and carried like the known ones. */
  additionalCategories: string[];
  /** Where the deterministic query ids begin. */
  queryIdSeed: number;
}

export const DEFAULT_OPTIONS: FlowApiOptions = {
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
  requireSignature: false,
  hasUsualMonitors: true,
  extraMonitorCount: 0,
  additionalCategories: [],
  queryIdSeed: 1,
};

/** The options in force; whoever reads them sees a change at once. */
export class Settings {
  #current: FlowApiOptions;

  constructor(options: Partial<FlowApiOptions> = {}) {
    this.#current = { ...DEFAULT_OPTIONS, ...options };
  }

  get current(): Readonly<FlowApiOptions> {
    return this.#current;
  }

  change(options: Partial<FlowApiOptions>): void {
    this.#current = { ...this.#current, ...options };
  }
}
