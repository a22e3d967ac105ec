import { type Address, readAddress } from './address';
import { type Finding } from './finding';
import {
  actionDenied,
  anotherService,
  GRAFANA_NOT_REACHED,
  invalidFlowApiUrl,
  NO_FLOW_API_URL,
  NO_FLOW_API_URL_BUT_PROMETHEUS,
  noConnection,
  notAllowedInGrafana,
  respondsAt,
  throttled,
  timedOut,
  unavailable,
} from './messages';

/** Why a request to the flow API got no usable response, as far as that can be determined. */
export interface ApiProblem {
  kind: ApiProblemKind;
  /** The message in the response, if there is one. */
  said?: string;
}

/**
 * Grafana's proxy hides why a connection failed: for an unknown host, a closed port and failing TLS, it returns
 * the same 502 without an explanation.
 */
export type ApiProblemKind =
  /** The browser does not reach the Grafana server. */
  | 'no-grafana'
  | 'no-connection'
  | 'no-answer'
  | 'unavailable'
  /** Grafana does not allow this user to query the data source. */
  | 'not-allowed-in-grafana'
  /** AWS or the gateway rejected the request before it looked at its content. `said` explains it in whole sentences. */
  | 'rejected'
  /** AWS knows the identity that signs the requests, and denies the action. */
  | 'denied'
  | 'another-service'
  | 'throttled'
  /** Anything else. `said` explains it in whole sentences. */
  | 'failed';

/**
 * Reads the URL of the flow API in the settings.
 *
 * @returns the address, or a finding if there is none or it is not valid.
 */
export function addressOrFinding(
  text: string | undefined,
  hasPrometheus: boolean
): { address: Address } | { finding: Finding } {
  const address = readAddress(text ?? '');
  return address ? { address } : { finding: text ? broken(invalidFlowApiUrl(text)) : noUrl(hasPrometheus) };
}

/** With Prometheus, flows can still come from the agents' series. */
function noUrl(hasPrometheus: boolean): Finding {
  return hasPrometheus ? broken(NO_FLOW_API_URL_BUT_PROMETHEUS, 'warning') : broken(NO_FLOW_API_URL);
}

/** The finding for a flow API that responds. */
export function flowApiAnswers({ shown }: Address): Finding {
  return { part: 'Flow API', state: 'fine', text: respondsAt(shown) };
}

/**
 * The finding for a flow API that does not respond as it should.
 *
 * @param action the IAM action of the failed request: "networkflowmonitor:ListMonitors".
 */
export function flowApiFails({ kind, said = '' }: ApiProblem, address: Address, action: string): Finding {
  const response = said === '' ? '' : ` (${said})`;
  switch (kind) {
    case 'no-grafana':
      return broken(GRAFANA_NOT_REACHED);
    case 'no-connection':
      return broken(noConnection(address));
    case 'no-answer':
      return broken(timedOut(address.shown));
    case 'unavailable':
      return broken(unavailable(address.shown, response));
    case 'not-allowed-in-grafana':
      return broken(notAllowedInGrafana(response));
    case 'denied':
      return broken(actionDenied(action, response));
    case 'another-service':
      return broken(anotherService(address, response));
    case 'throttled':
      return broken(throttled(response), 'warning');
    case 'rejected':
    case 'failed':
      return broken(said);
  }
}

function broken(text: string, state: 'broken' | 'warning' = 'broken'): Finding {
  return { part: 'Flow API', state, text };
}
