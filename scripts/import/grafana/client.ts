import { explainConnection, explainStatus, notGrafana } from './explain';

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

/** Asks Grafana's HTTP API. Throws an `ImportFailure` for whatever is no answer of Grafana's, or a refusal. */
export type Grafana = (request: GrafanaRequest) => Promise<GrafanaAnswer>;

export interface GrafanaAccess {
  /** Grafana's address, a sub path included. */
  url: string;
  /** Of a service account. */
  token: string;
}

export function grafanaAt({ url, token }: GrafanaAccess): Grafana {
  return async ({ method = 'GET', path, body, accept = [] }) => {
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
    }).catch((error: unknown) => {
      throw explainConnection(url, error, TIMEOUT_MS);
    });
    const { status } = response;
    const text = await response.text();
    const answer = parsed(text);
    if (answer === undefined) {
      throw notGrafana(url, status, response.headers.get('location') ?? '', text);
    }
    if (!response.ok && !accept.includes(status)) {
      throw explainStatus(`${method} ${path}`, status, answer);
    }
    return { status, body: answer };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
