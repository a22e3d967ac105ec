import { from, switchMap } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';
import { type FlowApiTransport, TransportFailure } from '../../src/flowapi/transport';

/** The flow API over plain HTTP, as a client without Grafana in between would speak to it. */
export function httpTransport(baseUrl: string): FlowApiTransport {
  return ({ method, path, parameters = {}, body }) => {
    const query = new URLSearchParams(parameters).toString();
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return fromFetch(`${baseUrl}${path}${query && `?${query}`}`, init).pipe(
      switchMap((response) => from(read(response)))
    );
  };
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) {
    const message = text.match(/"[mM]essage":"([^"]*)"/)?.[1] ?? '';
    throw new TransportFailure(response.status, response.headers.get('x-amzn-errortype') ?? undefined, message);
  }
  return text === '' ? {} : JSON.parse(text);
}
