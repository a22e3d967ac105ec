import { from, switchMap } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';
import { type FlowApiAnswer, type FlowApiTransport, TransportFailure } from '../../src/flowapi/transport';

/** Sends flow API requests over plain HTTP, as a client without Grafana does. */
export function httpTransport(baseUrl: string): FlowApiTransport {
  return ({ method, path, parameters = {}, body }) => {
    const query = new URLSearchParams(parameters).toString();
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return fromFetch(`${baseUrl}${path}${query && `?${query}`}`, init).pipe(
      switchMap((response) => from(read(response)))
    );
  };
}

async function read(response: Response): Promise<FlowApiAnswer> {
  const text = await response.text();
  if (!response.ok) {
    const message = text.match(/"[mM]essage":"([^"]*)"/)?.[1] ?? '';
    throw new TransportFailure(response.status, message);
  }
  const serverTimeMs = Date.parse(response.headers.get('date') ?? '');
  return { body: parsed(text), ...(!Number.isNaN(serverTimeMs) && { serverTimeMs }) };
}

/** Returns text that is not JSON unchanged, as Grafana's own client does. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
