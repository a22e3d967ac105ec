import { type Observable } from 'rxjs';

export interface FlowApiRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** As in the API's model, path parameters already encoded: "/monitors/demo/topContributorsQueries". */
  path: string;
  parameters?: Record<string, string>;
  body?: unknown;
}

export interface FlowApiAnswer {
  /** Parsed where it is JSON. */
  body: unknown;
  /** The other side's clock, from the answer's `Date` header where it is readable. */
  serverTimeMs?: number;
}

/**
 * The way to the network-flow API: Grafana's data-source proxy in the product, plain HTTP in tests.
 *
 * Emits a 2xx answer once and completes. Errors with a {@link TransportFailure}. Unsubscribing aborts
 * the request.
 */
export type FlowApiTransport = (request: FlowApiRequest) => Observable<FlowApiAnswer>;

/** A request that got no usable answer. */
export class TransportFailure extends Error {
  constructor(
    /** The HTTP status; undefined where nothing answered. */
    readonly status: number | undefined,
    message: string
  ) {
    super(message);
    this.name = 'TransportFailure';
  }
}
