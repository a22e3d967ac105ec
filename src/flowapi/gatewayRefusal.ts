/** The reasons for which the gateway itself refuses a request, without sending it to AWS. */
const GATEWAY_REFUSALS = ['operation', 'token', 'rate', 'size', 'unreachable', 'timeout', 'request'] as const;

/** A reason for which the gateway refuses a request. */
export type GatewayRefusal = (typeof GATEWAY_REFUSALS)[number];

/** The member of a JSON response that says that the gateway refused the request, and why. Responses of AWS do not have it. */
export const REFUSAL_MEMBER = 'gatewayRefusal';

/** The reason in a parsed response; undefined if it is not from the gateway. */
export function gatewayRefusalIn(body: unknown): GatewayRefusal | undefined {
  const reason: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, REFUSAL_MEMBER) : undefined;
  return GATEWAY_REFUSALS.find((known) => known === reason);
}
