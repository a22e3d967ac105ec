import { type ApiProblem } from '../../core/health/flowApi';
import { type FlowApiError } from '../../flowapi/errors';
import { TransportFailure } from '../../flowapi/transport';

/** Messages of Grafana for users without the permission datasources:query. */
const NOT_ALLOWED_IN_GRAFANA = /additional permissions to perform this action|plugin proxy route access denied/i;

/** The problem behind an error of the flow API, derived from its status and its message. */
export function apiProblem({ kind, cause, what, message }: FlowApiError): ApiProblem {
  const failure = cause instanceof TransportFailure ? cause : new TransportFailure(undefined, '');
  const { status, message: said, refusal } = failure;
  switch (kind) {
    case 'unreachable':
      return refusal === 'infinity-failed' ? { kind: 'failed', said: message } : { kind: unreachable(status), said };
    case 'too-slow':
      return { kind: 'no-answer' };
    case 'denied':
      return { kind: NOT_ALLOWED_IN_GRAFANA.test(said) ? 'not-allowed-in-grafana' : 'denied', said };
    case 'rejected':
      return { kind: 'rejected', said: message };
    case 'malformed':
      return { kind: 'another-service', said: what.replace(/\.$/, '') };
    case 'not-found':
    case 'invalid':
      return { kind: 'another-service', said: [`HTTP ${status}`, said].filter((text) => text !== '').join(': ') };
    case 'throttled':
      return { kind: 'throttled', said };
    default:
      return { kind: 'failed', said: message };
  }
}

function unreachable(status: number | undefined): ApiProblem['kind'] {
  switch (status) {
    case undefined:
      return 'no-grafana';
    case 502:
      return 'no-connection';
    case 504:
      return 'no-answer';
    default:
      return 'unavailable';
  }
}
