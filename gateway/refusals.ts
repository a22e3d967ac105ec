import { type GatewayRefusal, REFUSAL_MEMBER } from '../src/flowapi/gatewayRefusal';

/** What happened, as text for people who call the gateway directly. */
const REFUSAL_MESSAGES: Record<GatewayRefusal, string> = {
  operation: 'The gateway does not allow this operation. It allows reading, and starting and stopping queries.',
  token: 'The gateway requires a valid client token.',
  rate: 'The gateway limits the rate of requests.',
  size: 'The request is larger than the gateway allows.',
  unreachable: 'The gateway cannot reach the network-flow API.',
  timeout: 'The network-flow API did not respond to the gateway in time.',
  request: 'The gateway rejected the request because it is malformed.',
};

/** The body of a response that refuses a request. */
export function refusalBody(refusal: GatewayRefusal): { message: string; [REFUSAL_MEMBER]: GatewayRefusal } {
  return { message: REFUSAL_MESSAGES[refusal], [REFUSAL_MEMBER]: refusal };
}
