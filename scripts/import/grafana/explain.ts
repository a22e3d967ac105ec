import { ImportFailure } from '../importFailure';
import { isObject } from '../plan/canonical';
import { type LastAttempt } from './retry';

/** What Node says of certificates that it does not trust. */
const UNTRUSTED =
  /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_(HAS_EXPIRED|NOT_YET_VALID|UNTRUSTED)|ALTNAME_INVALID/;

/** And of servers that speak no TLS. */
const NO_TLS = /SSL_|EPROTO/;

/** The next run finds what is written by then, and writes the rest. */
const RUN_AGAIN = 'Run the import again in some minutes: it continues where this one stopped.';

export function explainConnection(url: string, error: unknown, timeoutMs: number, attempts = 1): ImportFailure {
  const code = codeOf(error);
  const explain = (what: string, remedy: string) => new ImportFailure(what, remedy, 'no answer');
  if (code === 'TimeoutError') {
    return explain(
      `${url} has not answered for ${timeoutMs / 1_000} seconds.`,
      'Check that this machine may connect to it: VPN, security group, or the workspace’s network access control.'
    );
  }
  if (UNTRUSTED.test(code)) {
    return explain(
      `The certificate of ${url} is not trusted (${code}).`,
      'Set NODE_EXTRA_CA_CERTS to a PEM file of the authority that signed it, and check the host in --url.'
    );
  }
  if (NO_TLS.test(code)) {
    return explain(`${url} does not speak TLS (${code}).`, 'Check the port, or write http:// in --url.');
  }
  if (attempts > 1) {
    return explain(
      `The connection to ${url} breaks (${code}), in each of ${attempts} attempts.`,
      `Check Grafana and the proxies in front of it. ${RUN_AGAIN}`
    );
  }
  return explain(
    `No connection to ${url} (${code}).`,
    'Check the address and that Grafana runs. Behind an HTTP proxy, Node 24 and newer use it with NODE_USE_ENV_PROXY=1.'
  );
}

export function notGrafana(url: string, status: number, location: string, text: string): ImportFailure {
  if (location) {
    return new ImportFailure(
      `${url} leads on to ${location.replace(/[?#].*$/, '')}.`,
      'Give the address at which Grafana itself answers, with its sub path. A proxy that asks people to sign in does not let tokens through.'
    );
  }
  const isPage = /<html|<!doctype/i.test(text);
  return new ImportFailure(
    `${url} is not the API of a Grafana: HTTP ${status}, ${isPage ? 'an HTML page' : 'no JSON'}.`,
    'Check --url: it is Grafana’s address as in the browser, up to and without /d/ or /dashboards. An HTML page may also come from a proxy in between, or one that asks people to sign in.'
  );
}

export function explainStatus(
  request: string,
  body: unknown,
  { status, attempts, retryAfter }: Exclude<LastAttempt, { error: unknown }>
): ImportFailure {
  const message = isObject(body) && typeof body.message === 'string' ? body.message : '';
  const often = attempts > 1 ? `, in each of ${attempts} attempts` : '';
  const what = `Grafana refused ${request}: HTTP ${status}${message && `, ${message}`}${often}`;
  const reason = status === 409 || status === 412 ? 'conflict' : undefined;
  return new ImportFailure(what, remedyOf(request, { status, message, retryAfter }), reason);
}

interface Refusal {
  status: number;
  message: string;
  retryAfter: string;
}

function remedyOf(request: string, { status, message, retryAfter }: Refusal): string {
  const isOfAlerting = request.includes('/api/v1/provisioning/');
  // By its text: versions of Grafana differ in the status. 12.4.0 allows it.
  if (isOfAlerting && /conflicting alert rule|rule title .*unique/i.test(message)) {
    return 'Another alert rule of this folder has the same title. Rename or delete that one in Grafana, or choose another --folder, and run the import again.';
  }
  if (/quota/i.test(message)) {
    return 'The organization has as many of these as its quota allows. Raise the quota, or delete what is not needed.';
  }
  switch (status) {
    case 401:
      return 'The token in GRAFANA_TOKEN is not valid here: it is of another Grafana, was deleted or has expired. Create a new one for the service account.';
    case 403:
      return `The token’s service account may not do that. ${roleFor(request)}`;
    case 404:
      return request.endsWith('/provisioning/alert-rules')
        ? ALERTING_IS_OFF
        : 'It was deleted just now. Run the import again.';
    case 406:
      return 'This dashboard was saved in a newer form (schema v2), which the importer cannot compare with its own. If you want Eastwest’s, delete that one in Grafana and run the import again.';
    case 409:
    case 412:
      return 'Somebody changed or created it just now, or something that this service account may not see has its name. Run the import again; if it stays, choose another --folder or let the account see it.';
    case 429:
      return `Grafana, or a proxy in front of it, takes no more requests${retryAfter && ` (Retry-After: ${retryAfter})`}. ${RUN_AGAIN}`;
    case 502:
    case 503:
    case 504:
      return `A proxy in front of Grafana has no answer of it: Grafana is busy, starting or down. ${RUN_AGAIN}`;
  }
  return status >= 500
    ? 'Look into the logs of Grafana and of the proxies in front of it, or run the import again.'
    : 'Please report this with the version of your Grafana.';
}

const ALERTING_IS_OFF =
  'Grafana Alerting is off. In Amazon Managed Grafana turn it on in the workspace configuration (docs/amazon-managed-grafana.md); elsewhere set [unified_alerting] enabled = true.';

function roleFor(request: string): string {
  return request.includes('/api/datasources')
    ? 'Listing data sources takes datasources:read, which in some editions only the role Admin has.'
    : 'Give it the role Editor; where that was narrowed, also: folders:create, dashboards:create and dashboards:write in the folder, alert.provisioning:write.';
}

/** The code of what Node's fetch failed with, or its text where it has none. */
export function codeOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  const { code, message: why } = isObject(cause) ? cause : {};
  return String(code ?? why ?? (name === 'TypeError' ? message : name));
}
