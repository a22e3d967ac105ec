import { type Address, readAddress } from './address';
import { type Finding } from './finding';

/** What became of a request to the flow API that got no usable answer, as far as it can be known. */
export interface ApiProblem {
  kind: ApiProblemKind;
  /** What the other side said, if anything. */
  said?: string;
}

/**
 * Grafana's proxy hides why it got no connection: an unknown host, a closed port and failing TLS are all
 * a 502 without a word.
 */
export type ApiProblemKind =
  /** Not even Grafana's own server. */
  | 'no-grafana'
  | 'no-connection'
  | 'no-answer'
  | 'unavailable'
  /** Grafana lets this user not query the data source. */
  | 'not-allowed-in-grafana'
  /** Whoever signs the requests is nobody that AWS knows. */
  | 'not-authenticated'
  /** AWS knows who signs, and denies the action. */
  | 'denied'
  | 'another-service'
  | 'throttled'
  /** Something else, which `said` tells in whole sentences. */
  | 'failed';

/** The address in the settings, or why it is none. */
export function addressOrFinding(
  text: string | undefined,
  hasPrometheus: boolean
): { address: Address } | { finding: Finding } {
  const address = readAddress(text ?? '');
  return address ? { address } : { finding: text ? noAddressOfAServer(text) : noAddress(hasPrometheus) };
}

/** Flows may still come from the agents' series in Prometheus. */
function noAddress(hasPrometheus: boolean): Finding {
  const remedy = "Enter where Grafana's server reaches the flow API or the gateway in front of it.";
  return hasPrometheus
    ? broken(`There is no flow API address: flows can only come from the agents' series. ${remedy}`, 'warning')
    : broken(`There is no flow API address. ${remedy}`);
}

function noAddressOfAServer(text: string): Finding {
  return broken(
    `"${text}" is no address of an HTTP server. Write the flow API address with scheme, host and port: "http://gateway:8080".`
  );
}

export function flowApiAnswers({ shown }: Address): Finding {
  return { part: 'Flow API', state: 'fine', text: `${shown} answers.` };
}

/** @param action the IAM action of what was asked: "networkflowmonitor:ListMonitors". */
export function flowApiFails({ kind, said = '' }: ApiProblem, address: Address, action: string): Finding {
  const { shown } = address;
  const words = said === '' ? '' : ` (${said})`;
  switch (kind) {
    case 'no-grafana':
      return broken(
        "Grafana's own server gives the browser no answer. Check the connection to it, and that no extension and no proxy blocks /api/datasources/proxy."
      );
    case 'no-connection':
      return broken(`${noConnection(shown)} ${checkConnection(address)}`);
    case 'no-answer':
      return broken(
        `${shown} gives no answer in time. Check that firewalls, security groups and network policies admit Grafana's server there, and that what answers there reaches AWS.`
      );
    case 'unavailable':
      return broken(
        `${shown} answers that it is not available${words}. Check that the gateway there is running and reaches AWS.`
      );
    case 'not-allowed-in-grafana':
      return broken(`Grafana does not let you query this data source${words}. Ask its administrator for that.`);
    case 'not-authenticated':
      return broken(`${shown} does not accept who signs the requests${words}. ${checkCredentials(address)}`);
    case 'denied':
      return broken(
        `${action} is denied${words}. Allow the identity that signs the requests this action in its IAM policy.`
      );
    case 'another-service':
      return broken(`What answers at ${shown} is not the network-flow API${words}. ${checkWhere(address)}`);
    case 'throttled':
      return broken(
        `The flow API is asked too often${words}. Wait a minute and test again; if it stays, let panels refresh less often, and look for what else asks it in this AWS account.`,
        'warning'
      );
    case 'failed':
      return broken(said);
  }
}

function noConnection(shown: string): string {
  return `Grafana's server gets no connection to ${shown}: the host's name does not resolve there, nothing listens on the port, TLS fails, or a gateway there gets none to AWS.`;
}

function checkConnection({ isHttps, isLoopback }: Address): string {
  const scheme = isHttps
    ? "speaks https with a certificate that Grafana's machine trusts (or write http://)"
    : 'speaks http (or write https://)';
  const loopback = isLoopback ? " Such an address means Grafana's own machine or container." : '';
  return `Check the address in the settings, and that the server there runs and ${scheme}. Grafana's log says which it is.${loopback}`;
}

function checkCredentials({ isAws }: Address): string {
  return isAws
    ? "AWS' own addresses take signed requests only, and Grafana signs none: enter the address of a gateway that does."
    : 'Check the AWS credentials of the gateway there, its clock, and that it signs for the service networkflowmonitor.';
}

function checkWhere({ hasPath }: Address): string {
  const path = hasPath ? ', and that there is no path and no slash too many at its end' : '';
  return `Check that the address in the settings leads to that API or its gateway, and not to a sign-in page or another service${path}.`;
}

function broken(text: string, state: 'broken' | 'warning' = 'broken'): Finding {
  return { part: 'Flow API', state, text };
}
