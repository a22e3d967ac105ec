import {
  failureOf,
  FAILURES,
  INFINITY_FAILED,
  longerThanOneHour,
  REJECTIONS,
  REMEDIES,
  SELECT_ONE_HOUR,
  unexpectedFailure,
} from './messages';
import { rejectionOf } from './rejection';
import { TransportFailure } from './transport';

/** The kinds of API errors that a user can do something about. */
export type FlowApiErrorKind =
  | 'unreachable'
  | 'denied'
  | 'rejected'
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
    /** What the user can do, in one or two sentences. */
    readonly remedy: string,
    /** A TransportFailure if the API, or a proxy in front of it, returned an error. */
    cause?: unknown
  ) {
    super(`${what} ${remedy}`, { cause });
    this.name = 'FlowApiError';
  }
}

/** An error with the remedy of its kind. */
export function flowApiError(kind: FlowApiErrorKind, what: string, cause?: unknown): FlowApiError {
  return new FlowApiError(kind, what, REMEDIES[kind], cause);
}

/**
 * Turns any failure of a request into an error that says what to do.
 *
 * @param subject what the request was about: `Monitor "demo"`.
 */
export function toFlowApiError(failure: unknown, subject: string): FlowApiError {
  if (failure instanceof FlowApiError) {
    return failure;
  }
  if (!(failure instanceof TransportFailure)) {
    return flowApiError(
      'malformed',
      unexpectedFailure(subject, failure instanceof Error ? failure.message : String(failure))
    );
  }
  const rejection = rejectionOf(failure);
  if (rejection !== undefined) {
    const { what, remedy } = REJECTIONS[rejection];
    return new FlowApiError('rejected', failureOf(subject, what, failure.message), remedy, failure);
  }
  if (failure.refusal === 'infinity-failed') {
    const { what, remedy } = INFINITY_FAILED;
    return new FlowApiError('unreachable', failureOf(subject, what, failure.message), remedy, failure);
  }
  const kind = kindOf(failure);
  if (/can not exceed 1 hour/i.test(failure.message)) {
    return new FlowApiError('invalid', longerThanOneHour(subject), SELECT_ONE_HOUR, failure);
  }
  return flowApiError(kind, failureOf(subject, FAILURES[kind], failure.message), failure);
}

/**
 * The kind of an error, by its HTTP status, which proxies pass on. Grafana's proxy returns 502 if it cannot reach the API.
 */
function kindOf({ status }: TransportFailure): FlowApiErrorKind {
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
    case 413:
      return 'invalid';
    default:
      return status >= 500 ? 'server' : 'malformed';
  }
}
