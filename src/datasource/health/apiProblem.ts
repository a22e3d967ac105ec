import { type ApiProblem } from '../../core/health/flowApi';
import { type FlowApiError } from '../../flowapi/errors';
import { TransportFailure } from '../../flowapi/transport';

/** Messages of AWS about a missing or invalid signature. The first is Grafana's message for a 401. */
const NOT_AUTHENTICATED =
  /authentication|security token|signature|credential should be scoped|access key|incomplete ?signature|expired/i;
/** Messages of Grafana for users without the permission datasources:query. */
const NOT_ALLOWED_IN_GRAFANA = /additional permissions to perform this action|plugin proxy route access denied/i;

/** The problem behind an error of the flow API, derived from its status and its message. */
export function apiProblem({ kind, cause, what, message }: FlowApiError): ApiProblem {
  const { status, message: said } = cause instanceof TransportFailure ? cause : { status: undefined, message: '' };
  switch (kind) {
    case 'unreachable':
      return { kind: unreachable(status), said };
    case 'too-slow':
      return { kind: 'no-answer' };
    case 'denied':
      return { kind: denied(said), said };
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

function denied(said: string): ApiProblem['kind'] {
  if (NOT_ALLOWED_IN_GRAFANA.test(said)) {
    return 'not-allowed-in-grafana';
  }
  return NOT_AUTHENTICATED.test(said) ? 'not-authenticated' : 'denied';
}
