import { type Rejection } from './rejection';

/** The subjects of messages: what a request or a query was about. */
export const MONITOR_LIST = 'List of monitors';
export const PERFORMANCE_MONITOR_LIST = 'List of performance monitors';
export const SCOPE_LIST = 'List of scopes';

export function monitorNamed(name: string): string {
  return `Monitor "${name}"`;
}

export function performanceMonitorNamed(name: string): string {
  return `Performance monitor "${name}"`;
}

export function scopeNamed(scopeId: string): string {
  return `Scope "${scopeId}"`;
}

export function scopeSuggestionsFor(monitorName: string): string {
  return `Scope suggestions for monitor "${monitorName}"`;
}

export function insightsOfScope(scopeId: string): string {
  return `Workload insights of scope "${scopeId}"`;
}

/** Features that need permissions, in lower case. */
export const FLOWS = 'flows';
export const MONITOR_DETAILS = 'details of monitors, and the monitors of clusters';
export const NETWORK_PATHS = 'network paths';
export const SCOPE_ACCOUNTS = 'accounts of scopes';
export const SCOPE_SUGGESTIONS = 'scope suggestions';
export const SCOPES_AND_INSIGHTS = 'scopes and workload insights';
export const WORKLOAD_INSIGHTS = 'workload insights';

/** What happened if a request was rejected, as the end of a sentence that begins with the subject, and what the user can do. */
export const REJECTIONS: Record<Rejection, { what: string; remedy: string }> = {
  'operation-refused': {
    what: 'the gateway does not allow this operation',
    remedy: "Update the gateway's configuration to the version of Eastwest, which lists all operations that it uses.",
  },
  'token-refused': {
    what: 'the gateway did not accept the client token',
    remedy: 'Enter the token of the gateway in the data source settings.',
  },
  unsigned: {
    what: 'AWS received the request without a signature',
    remedy:
      'AWS accepts signed requests only, and Grafana does not sign them. Enter the URL of a gateway in the data source settings, and give the gateway AWS credentials.',
  },
  'unknown-credentials': {
    what: 'AWS does not know the credentials of the gateway',
    remedy: 'Check the role or the access key of the gateway, and that its account has this Region enabled.',
  },
  'expired-credentials': {
    what: 'the AWS credentials of the gateway have expired',
    remedy: 'Check that the gateway can renew its credentials, or use a role instead of temporary keys.',
  },
  'wrong-signature': {
    what: 'AWS did not accept the signature of the gateway',
    remedy:
      'Check the secret access key of the gateway, and that nothing between the gateway and AWS changes requests.',
  },
  'wrong-clock': {
    what: 'the clock of the gateway is wrong',
    remedy: 'Synchronize the clock of the host on which the gateway runs. AWS accepts a difference of five minutes.',
  },
  'wrong-scope': {
    what: 'the gateway signs requests for another Region or service',
    remedy: 'Check that the Region in the configuration of the gateway is that of the endpoint.',
  },
  'infinity-missing': {
    what: 'Grafana does not have the Infinity data source that is selected in the data source settings, or its plugin',
    remedy:
      'Select another Infinity data source in the settings. If a gateway signs the requests, clear the field instead.',
  },
  'not-authenticated': {
    what: 'the service at the flow API URL requires authentication',
    remedy: 'Enter its token in the data source settings, and check the AWS credentials of the gateway.',
  },
};

/** If an Infinity data source did not send a request, or got no response. */
export const INFINITY_FAILED = {
  what: 'the Infinity data source got no response from the flow API',
  remedy:
    'Check that its settings allow the host of the flow API URL and have an AWS access key, and that the Grafana server can reach AWS.',
} as const;

/** What happened, by the kind of error, as the end of a sentence that begins with the subject. */
export const FAILURES = {
  unreachable: 'the flow API is not responding',
  denied: 'access to the flow API was denied',
  rejected: 'the request was rejected',
  'not-found': 'not found in the flow API',
  invalid: 'the flow API rejected the query',
  throttled: 'the flow API is throttling requests',
  quota: 'the quota of the flow API is exceeded',
  server: 'the flow API returned an internal error',
  malformed: 'the response is not from the flow API',
  failed: 'the query failed',
  'too-slow': 'the query took too long',
} as const;

/** What the user can do, by the kind of error. */
export const REMEDIES = {
  unreachable: 'Check the flow API URL in the data source settings, and check that the service at that URL is running.',
  denied:
    'In the IAM policy of the identity that signs the requests, allow the read actions, StartQuery* and StopQuery* of networkflowmonitor.',
  rejected: 'Check the gateway in front of the flow API, and its AWS credentials.',
  'not-found': 'Select another monitor in the query. The query editor lists the existing monitors.',
  invalid: 'Change the query as described in the message.',
  throttled: 'Wait a moment, use a longer refresh interval, or select fewer categories and metrics.',
  quota: 'Wait until running queries finish, or request a quota increase for the AWS account.',
  server: 'Try again. If the problem persists, see the AWS Health Dashboard for CloudWatch Network Flow Monitor.',
  malformed:
    'Check that the flow API URL in the data source settings points to the network-flow API and not to a sign-in page or another service.',
  failed: 'Try again with a shorter time range or another category.',
  'too-slow': 'Try again with a shorter time range.',
} as const;

/** An error of the API: its subject, what happened, and what the API says about it, if anything. */
export function failureOf(subject: string, failure: string, reported: string): string {
  return `${subject}: ${failure}${reported === '' ? '' : ` (${reported.replace(/\.$/, '')})`}.`;
}

/** A failure that is not from the API, with its own message. */
export function unexpectedFailure(subject: string, message: string): string {
  return `${subject}: ${message.replace(/\.*$/, '.')}`;
}

export function longerThanOneHour(subject: string): string {
  return `${subject}: a flow API query can cover at most one hour.`;
}

export const SELECT_ONE_HOUR = 'Select a time range of one hour or less.';

export function requestTimedOut(limitMs: number): string {
  return `A request to the flow API timed out after ${limitMs / 1_000} s.`;
}

export function queryIsGone(subject: string): string {
  return `${subject}: the query no longer exists in the flow API.`;
}

/** @param status the API's status of the query, such as "FAILED" or "CANCELED". */
export function queryEnded(subject: string, status: string): string {
  return `${subject}: the query ended with the status ${status}.`;
}

export function queryTimedOut(subject: string, limitMs: number): string {
  return `${subject}: the query did not finish within ${limitMs / 1_000} s.`;
}

export function tooManyPages(subject: string, maxPages: number): string {
  return `${subject}: the response has more than ${maxPages} pages.`;
}

export function notAnObject(subject: string): string {
  return failureOf(subject, FAILURES.malformed, '');
}

export function missingField(subject: string, field: string): string {
  return `${subject}: the response has no "${field}" field.`;
}

export function missingList(subject: string, field: string): string {
  return `${subject}: the response has no "${field}" list.`;
}

export function rowIsNotAList(subject: string): string {
  return `${subject}: a row of the response is not a list of cells.`;
}

/** @param metric the API's name of the metric, after the subject if there is one. */
export function unexpectedUnit(metric: string, unit: string | null | undefined): string {
  return `${metric} has the unit "${unit}", which is not a unit of this metric.`;
}

export function differentLengths(subject: string): string {
  return `${subject}: a time series has different numbers of timestamps and values.`;
}

export function invalidTimestamp(subject: string): string {
  return `${subject}: a time series has an invalid timestamp.`;
}

export function noSuchScope(scopeId: string): string {
  return `The scope "${scopeId}" does not exist.`;
}

export const SELECT_AN_EXISTING_SCOPE =
  'Clear the scope in the query to use the scope of the account, or enter the ID of an existing scope. The query type Inventory lists the scopes.';

/** @param operations names of API operations, which are also the names of their IAM actions. */
export function allowActions(operations: readonly string[]): string {
  const actions = operations.map((operation) => `networkflowmonitor:${operation}`).join(', ');
  return `In the IAM policy of the identity that signs the requests, allow ${actions}.`;
}

/** @param feature in the plural, as the beginning of a sentence: "Performance monitors". */
export function unavailable(feature: string): string {
  return `${feature} are unavailable.`;
}

/** @param operations names of the API operations that the feature needs. */
export function unsupportedByEndpoint(feature: string, operations: readonly string[]): string {
  return (
    `${unavailable(feature)} This flow API endpoint does not support ${operations.join(', ')}. AWS endpoints added support in ` +
    'November 2026. Update the gateway in front of the endpoint, or use an endpoint that supports them.'
  );
}
