import { explainConnection, explainStatus, notGrafana } from './explain';
import { type Attempt, type Clock, isPassing, patientSender, SYSTEM_CLOCK } from './retry';

const TIMEOUT_MS = 30_000;

export interface GrafanaRequest {
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: object;
  /** Statuses besides success that are an answer to the caller. */
  accept?: readonly number[];
}

export interface GrafanaAnswer {
  status: number;
  body: unknown;
}

/**
 * Requests of Grafana's HTTP API, repeated where a refusal passes. Throws an `ImportFailure` for what is not an answer of
 * Grafana, or a refusal that stays.
 */
export type Grafana = (request: GrafanaRequest) => Promise<GrafanaAnswer>;

export interface GrafanaAccess {
  /** Grafana's address, a sub path included. */
  url: string;
  /** Of a service account. */
  token: string;
}

export function grafanaAt({ url, token }: GrafanaAccess, clock: Clock = SYSTEM_CLOCK): Grafana {
  const sendPatiently = patientSender(clock);
  return async (request) => {
    const { method = 'GET', path, accept = [] } = request;
    const attempt = await sendPatiently(() => send({ url, token }, request));
    if ('error' in attempt) {
      throw explainConnection(url, attempt.error, TIMEOUT_MS, attempt.attempts);
    }
    const { status, text, location } = attempt;
    const body = parsed(text);
    const isRefusal = status >= 400;
    // Grafana refuses some requests without a word, and a proxy in front of it has pages for what it cannot do.
    const isWordless = (isRefusal && text === '') || status >= 500 || isPassing(attempt);
    if (body === undefined && !isWordless) {
      throw notGrafana(url, status, location, text);
    }
    if (isRefusal && !accept.includes(status)) {
      throw explainStatus(`${method} ${path}`, body, attempt);
    }
    return { status, body };
  };
}

async function send({ url, token }: GrafanaAccess, { method, path, body }: GrafanaRequest): Promise<Attempt> {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      // A sign-in page behind a redirect is no answer, and no place for the token.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json',
        // So that people can go on editing alert rules in Grafana.
        'X-Disable-Provenance': 'true',
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { status, headers } = response;
    const retryAfter = headers.get('retry-after') ?? '';
    return { status, retryAfter, location: headers.get('location') ?? '', text: await response.text() };
  } catch (error) {
    return { error };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
