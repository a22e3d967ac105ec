import { type Observable } from 'rxjs';
import { type GatewayRefusal } from './gatewayRefusal';

/** Why a request through an Infinity data source did not reach the API: there is no such data source, or it got no response. */
type InfinityRefusal = 'infinity-missing' | 'infinity-failed';

/** A request to the network-flow API. */
export interface FlowApiRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** The path as in the API's model, with encoded path parameters: "/monitors/demo/topContributorsQueries". */
  path: string;
  parameters?: Record<string, string>;
  body?: unknown;
}

/** A successful response. */
export interface FlowApiAnswer {
  /** Parsed if it is JSON. */
  body: unknown;
  /** The server's time from the `Date` header of the response, if the header is readable. */
  serverTimeMs?: number;
}

/**
 * Sends requests to the network-flow API: through Grafana's data source proxy in the product, and over plain HTTP in tests.
 *
 * Emits a 2xx response once and completes. Errors with a {@link TransportFailure}. Unsubscribing aborts
 * the request.
 */
export type FlowApiTransport = (request: FlowApiRequest) => Observable<FlowApiAnswer>;

/** A request without a usable response. */
export class TransportFailure extends Error {
  constructor(
    /** The HTTP status; undefined if there was no response. */
    readonly status: number | undefined,
    message: string,
    /** Why the gateway, or the Infinity data source in its place, refused the request, if it did. */
    readonly refusal?: GatewayRefusal | InfinityRefusal
  ) {
    super(message);
    this.name = 'TransportFailure';
  }
}
