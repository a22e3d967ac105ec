import { TransportFailure } from './transport';

/** What can go wrong with the API in ways that a user can do something about. */
export type FlowApiErrorKind =
  | 'unreachable'
  | 'denied'
  | 'not-found'
  | 'invalid'
  | 'throttled'
  | 'quota'
  | 'server'
  | 'malformed'
  | 'failed'
  | 'too-slow';

/** An expected failure: what happened, and what to do about it. */
export class FlowApiError extends Error {
  constructor(
    readonly kind: FlowApiErrorKind,
    /** What happened, in one sentence. */
    readonly what: string,
    /** What the reader can do, in one sentence. */
    readonly remedy: string,
    /** What it was told by: a TransportFailure, where the API or what stands in for it said something. */
    cause?: unknown
  ) {
    super(`${what} ${remedy}`, { cause });
    this.name = 'FlowApiError';
  }
}

const REMEDIES: Record<FlowApiErrorKind, string> = {
  unreachable: 'Check the flow API address in the data source settings, and that what answers there is running.',
  denied:
    'Allow the identity that signs the requests the read operations and StartQuery*/StopQuery* of networkflowmonitor.',
  'not-found': 'Choose another monitor in the query: the list in the query editor holds those that exist.',
  invalid: 'Change the query as the message says.',
  throttled: 'Wait a moment, refresh less often, or ask for fewer categories and metrics.',
  quota: 'Wait until running queries have ended, or have the quota of the AWS account raised.',
  server: 'Try again; if it stays, see the AWS Health Dashboard for CloudWatch Network Flow Monitor.',
  malformed:
    'Check that the flow API address in the data source settings leads to the network-flow API and not to a sign-in page or another service.',
  failed: 'Try again with a shorter time range or another category.',
  'too-slow': 'Try again with a shorter time range.',
};

export function flowApiError(kind: FlowApiErrorKind, what: string, cause?: unknown): FlowApiError {
  return new FlowApiError(kind, what, REMEDIES[kind], cause);
}

/** Turns whatever a request failed with into something that the user can act on. */
export function toFlowApiError(failure: unknown, subject: string): FlowApiError {
  if (failure instanceof FlowApiError) {
    return failure;
  }
  if (!(failure instanceof TransportFailure)) {
    return flowApiError('malformed', `${subject}: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
  const kind = kindOf(failure);
  if (/can not exceed 1 hour/i.test(failure.message)) {
    return new FlowApiError(
      'invalid',
      `${subject}: the flow API answers at most one hour per query.`,
      'Choose a time range of one hour or less.',
      failure
    );
  }
  const said = failure.message ? ` (${failure.message})` : '';
  return flowApiError(kind, `${subject}: ${SENTENCES[kind]}${said}.`, failure);
}

const SENTENCES: Record<FlowApiErrorKind, string> = {
  unreachable: 'the flow API does not answer',
  denied: 'access to the flow API was denied',
  'not-found': 'the flow API knows no such thing',
  invalid: 'the flow API refused the query',
  throttled: 'the flow API was asked too often',
  quota: 'the flow API’s quota is used up',
  server: 'the flow API had an internal error',
  malformed: 'the answer is not one of the flow API',
  failed: 'the query failed',
  'too-slow': 'the query took too long',
};

/**
 * By HTTP status, which a proxy in between keeps. Grafana's proxy answers 502 for what it cannot reach
 * and turns 401 into 400.
 */
function kindOf({ status, message }: TransportFailure): FlowApiErrorKind {
  switch (status) {
    case undefined:
    case 502:
    case 503:
    case 504:
      return 'unreachable';
    case 401:
    case 403:
      return 'denied';
    case 402:
      return 'quota';
    case 404:
      return 'not-found';
    case 429:
      return 'throttled';
    case 400:
      return /authentication to data source failed/i.test(message) ? 'denied' : 'invalid';
    default:
      return status >= 500 ? 'server' : 'malformed';
  }
}
