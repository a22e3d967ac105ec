import { type Observable } from 'rxjs';

export interface FlowApiRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** As in the API's model, path parameters already encoded: "/monitors/demo/topContributorsQueries". */
  path: string;
  parameters?: Record<string, string>;
  body?: unknown;
}

/**
 * The way to the network-flow API: Grafana's data-source proxy in the product, plain HTTP in tests.
 *
 * Emits the parsed body of a 2xx answer once and completes. Errors with a {@link TransportFailure}.
 * Unsubscribing aborts the request.
 */
export type FlowApiTransport = (request: FlowApiRequest) => Observable<unknown>;

/** A request that got no usable answer. */
export class TransportFailure extends Error {
  constructor(
    /** The HTTP status; undefined where nothing answered. */
    readonly status: number | undefined,
    /** The API's error name, such as "ThrottlingException", where it was sent. */
    readonly errorType: string | undefined,
    message: string
  ) {
    super(message);
    this.name = 'TransportFailure';
  }
}
