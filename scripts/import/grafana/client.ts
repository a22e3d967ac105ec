import { explainConnection, explainStatus, explainStranger } from './explain';
import { type Attempt, type Clock, isTemporary, patientSender, SYSTEM_CLOCK } from './retry';

const TIMEOUT_MS = 30_000;

interface GrafanaRequest {
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: object;
  /** Status codes of errors that the caller handles. */
  accept?: readonly number[];
}

interface GrafanaAnswer {
  status: number;
  body: unknown;
}

/**
 * Sends requests to Grafana's HTTP API, and repeats them after temporary errors. Throws an `ImportFailure` for a response
 * that is not from Grafana, and for a permanent error.
 */
export type Grafana = (request: GrafanaRequest) => Promise<GrafanaAnswer>;

export interface GrafanaAccess {
  /** The Grafana URL, including its sub-path. */
  url: string;
  /** The token of a service account. */
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
    const isError = status >= 400;
    // Some errors of Grafana have no body, and a proxy in front of it returns HTML pages for its own errors.
    const hasNoJson = (isError && text === '') || status >= 500 || isTemporary(attempt);
    if (body === undefined && !hasNoJson) {
      throw explainStranger(url, status, location, text);
    }
    if (isError && !accept.includes(status)) {
      throw explainStatus(`${method} ${path}`, body, attempt);
    }
    return { status, body };
  };
}

async function send({ url, token }: GrafanaAccess, { method, path, body }: GrafanaRequest): Promise<Attempt> {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      // A redirect to a sign-in page is not a response of Grafana, and the token must not be sent there.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json',
        // Keeps alert rules editable in Grafana.
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
