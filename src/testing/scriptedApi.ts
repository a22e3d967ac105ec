import { type Observable, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { FlowApiClient } from '../flowapi/client';
import { type FlowApiRequest, TransportFailure } from '../flowapi/transport';

/** Responds to a request with a body, or throws a TransportFailure to reject it. */
export type Script = (request: FlowApiRequest) => unknown;

/** Responds with pages of a result, selected by their tokens. */
export function pages(...bodies: object[]): Script {
  return ({ parameters = {} }) => {
    const index = Number(parameters.nextToken ?? 0);
    return { ...bodies[index], ...(index + 1 < bodies.length && { nextToken: String(index + 1) }) };
  };
}

export function refusal(status: number, message = ''): never {
  throw new TransportFailure(status, message);
}

/**
 * An API without a network and with its own time. Queries that start succeed, and the script determines all other
 * responses.
 */
export class ScriptedApi {
  readonly requests: FlowApiRequest[] = [];
  readonly client: FlowApiClient;
  private readonly scheduler = new VirtualTimeScheduler();

  constructor(
    private readonly script: Script,
    private readonly start: Script = () => ({ queryId: 'query-1' })
  ) {
    const transport = (request: FlowApiRequest) => {
      this.requests.push(request);
      return this.answer(request);
    };
    this.client = new FlowApiClient(transport, { scheduler: this.scheduler, random: () => 0.5 });
  }

  /** Returns all values that a stream emits until nothing more can happen. Throws the error of the stream. */
  valuesOf<T>(source: Observable<T>): T[] {
    const values: T[] = [];
    const failures: unknown[] = [];
    source.subscribe({ next: (value) => values.push(value), error: (failure: unknown) => failures.push(failure) });
    this.scheduler.flush();
    if (failures.length > 0) {
      throw failures[0];
    }
    return values;
  }

  private answer(request: FlowApiRequest): Observable<{ body: unknown }> {
    try {
      return of({ body: this.body(request) });
    } catch (failure) {
      return throwError(() => failure);
    }
  }

  private body(request: FlowApiRequest): unknown {
    if (request.method === 'GET' && request.path.endsWith('/status')) {
      return { status: 'SUCCEEDED' };
    }
    return request.method === 'POST' ? this.start(request) : this.script(request);
  }
}
