/** The layer in front of the service that requires a signature on every request (Signature Version 4). */
import { ApiError } from '../model/apiError';

const SIGNED_FOR_SERVICE = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[^/]+\/networkflowmonitor\/aws4_request\s*,/;

/** Checks only the format of the header, because the simulator has no secret keys. Throws an ApiError. */
export function checkSignature(authorization: string | undefined): void {
  if (authorization === undefined) {
    throw authError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (!SIGNED_FOR_SERVICE.test(authorization)) {
    throw authError('InvalidSignatureException', 'Credential should be scoped to service: networkflowmonitor.');
  }
}

function authError(errorType: string, message: string): ApiError {
  return new ApiError({ status: 403, errorType, message, fromAuthLayer: true });
}
