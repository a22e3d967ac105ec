import { type FailureText } from '../../failure';
import { ImportFailure } from '../importFailure';
import {
  ALERTING_IS_OFF,
  brokenConnection,
  CONFLICT,
  GRAFANA_UNAVAILABLE,
  INVALID_TOKEN,
  JUST_DELETED,
  MISSING_DATA_SOURCE_PERMISSION,
  MISSING_PERMISSION,
  NEWER_SCHEMA,
  noConnection,
  notGrafana,
  noTls,
  QUOTA_REACHED,
  redirected,
  refused,
  REPORT_WITH_VERSION,
  SAME_TITLE,
  SERVER_ERROR,
  throttled,
  timedOut,
  untrustedCertificate,
} from '../messages';
import { isObject } from '../plan/canonical';
import { errorCode } from './errorCode';
import { type LastAttempt } from './retry';

/** Error codes of Node for certificates that it does not trust. */
const UNTRUSTED =
  /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_(HAS_EXPIRED|NOT_YET_VALID|UNTRUSTED)|ALTNAME_INVALID/;

/** Error codes of Node for servers that do not support TLS. */
const NO_TLS = /SSL_|EPROTO/;

export function explainConnection(url: string, error: unknown, timeoutMs: number, attempts = 1): ImportFailure {
  const code = errorCode(error);
  const explain = (text: FailureText) => new ImportFailure(text, 'no answer');
  if (code === 'TimeoutError') {
    return explain(timedOut(url, timeoutMs));
  }
  if (UNTRUSTED.test(code)) {
    return explain(untrustedCertificate(url, code));
  }
  if (NO_TLS.test(code)) {
    return explain(noTls(url, code));
  }
  if (attempts > 1) {
    return explain(brokenConnection(url, code, attempts));
  }
  return explain(noConnection(url, code));
}

export function explainStranger(url: string, status: number, location: string, text: string): ImportFailure {
  return location
    ? new ImportFailure(redirected(url, location.replace(/[?#].*$/, '')))
    : new ImportFailure(notGrafana(url, status, /<html|<!doctype/i.test(text)));
}

export function explainStatus(
  request: string,
  body: unknown,
  { status, attempts, retryAfter }: Exclude<LastAttempt, { error: unknown }>
): ImportFailure {
  const message = isObject(body) && typeof body.message === 'string' ? body.message : '';
  const what = refused(request, status, message, attempts);
  const reason = status === 409 || status === 412 ? 'conflict' : undefined;
  return new ImportFailure({ what, remedy: remedyOf(request, { status, message, retryAfter }) }, reason);
}

interface Refusal {
  status: number;
  message: string;
  retryAfter: string;
}

function remedyOf(request: string, { status, message, retryAfter }: Refusal): string {
  const isOfAlerting = request.includes('/api/v1/provisioning/');
  // Recognized by its text, because the status differs between versions of Grafana. 12.4.0 allows equal titles.
  if (isOfAlerting && /conflicting alert rule|rule title .*unique/i.test(message)) {
    return SAME_TITLE;
  }
  if (/quota/i.test(message)) {
    return QUOTA_REACHED;
  }
  switch (status) {
    case 401:
      return INVALID_TOKEN;
    case 403:
      return request.includes('/api/datasources') ? MISSING_DATA_SOURCE_PERMISSION : MISSING_PERMISSION;
    case 404:
      return request.endsWith('/provisioning/alert-rules') ? ALERTING_IS_OFF : JUST_DELETED;
    case 406:
      return NEWER_SCHEMA;
    case 409:
    case 412:
      return CONFLICT;
    case 429:
      return throttled(retryAfter);
    case 502:
    case 503:
    case 504:
      return GRAFANA_UNAVAILABLE;
  }
  return status >= 500 ? SERVER_ERROR : REPORT_WITH_VERSION;
}
