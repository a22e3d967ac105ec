import { type ApiProblem } from '../../core/health/flowApi';
import { type FlowApiError } from '../../flowapi/errors';
import { TransportFailure } from '../../flowapi/transport';

/** What AWS says where it does not know who signed, or nobody did; Grafana says the first of a 401. */
const NOT_AUTHENTICATED =
  /authentication|security token|signature|credential should be scoped|access key|incomplete ?signature|expired/i;
/** What Grafana itself says to users without the permission datasources:query. */
const NOT_ALLOWED_IN_GRAFANA = /additional permissions to perform this action|plugin proxy route access denied/i;

/** What is behind an error of the flow API, as far as its status and words tell. */
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
