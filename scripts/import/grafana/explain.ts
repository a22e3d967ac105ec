import { ImportFailure } from '../importFailure';
import { isObject } from '../plan/canonical';

/** What Node says of certificates that it does not trust. */
const UNTRUSTED =
  /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_(HAS_EXPIRED|NOT_YET_VALID|UNTRUSTED)|ALTNAME_INVALID/;

/** And of servers that speak no TLS. */
const NO_TLS = /SSL_|EPROTO/;

export function explainConnection(url: string, error: unknown, timeoutMs: number): ImportFailure {
  const code = codeOf(error);
  if (code === 'TimeoutError') {
    return new ImportFailure(
      `${url} has not answered for ${timeoutMs / 1_000} seconds.`,
      'Check that this machine may connect to it: VPN, security group, or the workspace’s network access control.'
    );
  }
  if (UNTRUSTED.test(code)) {
    return new ImportFailure(
      `The certificate of ${url} is not trusted (${code}).`,
      'Set NODE_EXTRA_CA_CERTS to a PEM file of the authority that signed it, and check the host in --url.'
    );
  }
  if (NO_TLS.test(code)) {
    return new ImportFailure(`${url} does not speak TLS (${code}).`, 'Check the port, or write http:// in --url.');
  }
  return new ImportFailure(
    `No connection to ${url} (${code}).`,
    'Check the address and that Grafana runs. Behind an HTTP proxy, Node 24 and newer use it with NODE_USE_ENV_PROXY=1.'
  );
}

export function notGrafana(url: string, status: number, location: string, text: string): ImportFailure {
  if (location) {
    return new ImportFailure(
      `${url} leads on to ${location}.`,
      'Give the address at which Grafana itself answers, with its sub path. A proxy that asks people to sign in does not let tokens through.'
    );
  }
  const isPage = /<html|<!doctype/i.test(text);
  return new ImportFailure(
    `${url} is not the API of a Grafana: HTTP ${status}, ${isPage ? 'an HTML page' : 'no JSON'}.`,
    'Check --url: it is Grafana’s address as in the browser, up to and without /d/ or /dashboards. An HTML page may also come from a proxy in between, or one that asks people to sign in.'
  );
}

export function explainStatus(request: string, status: number, body: unknown): ImportFailure {
  const message = isObject(body) && typeof body.message === 'string' ? body.message : '';
  const what = `Grafana refused ${request}: HTTP ${status}${message && `, ${message}`}`;
  return new ImportFailure(what, remedyOf(request, status));
}

function remedyOf(request: string, status: number): string {
  if (status === 401) {
    return 'The token in GRAFANA_TOKEN is not valid here: it is of another Grafana, was deleted or has expired. Create a new one for the service account.';
  }
  if (status === 403) {
    return `The token’s service account may not do that. ${roleFor(request)}`;
  }
  if (status === 404 && request.includes('/api/v1/provisioning/')) {
    return 'Grafana Alerting is off. In Amazon Managed Grafana turn it on in the workspace configuration (docs/amazon-managed-grafana.md); elsewhere set [unified_alerting] enabled = true.';
  }
  if (status === 409 || status === 412) {
    return 'Somebody changed or created it just now, or something that this service account may not see has its name. Run the import again; if it stays, choose another --folder or let the account see it.';
  }
  return status >= 500
    ? 'Look into Grafana’s log, or run the import again.'
    : 'Please report this with the version of your Grafana.';
}

function roleFor(request: string): string {
  return request.includes('/api/datasources')
    ? 'Listing data sources takes datasources:read, which in some editions only the role Admin has.'
    : 'Give it the role Editor; where that was narrowed, also: folders:create, dashboards:create and dashboards:write in the folder, alert.provisioning:write.';
}

function codeOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  const { code, message: why } = isObject(cause) ? cause : {};
  return String(code ?? why ?? (name === 'TypeError' ? message : name));
}
