import { from, switchMap } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';
import { type FlowApiAnswer, type FlowApiTransport, TransportFailure } from '../../src/flowapi/transport';

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

async function read(response: Response): Promise<FlowApiAnswer> {
  const text = await response.text();
  if (!response.ok) {
    const message = text.match(/"[mM]essage":"([^"]*)"/)?.[1] ?? '';
    throw new TransportFailure(response.status, message);
  }
  const serverTimeMs = Date.parse(response.headers.get('date') ?? '');
  return { body: parsed(text), ...(!Number.isNaN(serverTimeMs) && { serverTimeMs }) };
}

/** As Grafana's own client: what is no JSON comes as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
