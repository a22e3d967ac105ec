/** The layer in front of the service that verifies the signature of every request (Signature Version 4). */
import { ApiError } from '../model/apiError';
import { type AccessKey } from '../model/options';
import { type Authorization, parseAuthorization } from './authorization';
import { expectedSignature, type SignedRequest } from './signedRequest';

/** What signatures are verified with. */
export interface Verifier {
  /** The service for which requests are signed, such as "networkflowmonitor". */
  service: string;
  region: string;
  accessKeys: readonly AccessKey[];
  nowMs: number;
}

const TOLERANCE_MS = 5 * 60_000;

/** Throws the ApiError of the first check that fails. */
export async function checkSignature(request: SignedRequest, verifier: Verifier): Promise<void> {
  const authorization = authorizationOf(request);
  checkScope(authorization, verifier);
  const dateMs = checkDate(request, verifier);
  const accessKey = checkAccessKey(authorization, request, verifier);
  if ((await expectedSignature(request, authorization, accessKey, dateMs)) !== authorization.signature) {
    throw invalidSignature(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
    );
  }
}

function authorizationOf({ headers }: SignedRequest): Authorization {
  if (headers.authorization === undefined) {
    throw authError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const authorization = parseAuthorization(headers.authorization);
  if (!authorization) {
    throw authError(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
    );
  }
  if (!authorization.signedHeaders.includes('host')) {
    throw invalidSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  return authorization;
}

function checkScope({ region, service }: Authorization, verifier: Verifier): void {
  if (region !== verifier.region) {
    throw invalidSignature(`Credential should be scoped to a valid Region, not '${region}'.`);
  }
  if (service !== verifier.service) {
    throw invalidSignature(`Credential should be scoped to correct service: '${verifier.service}'.`);
  }
}

/** Returns the time of the signature, in ms since the Unix epoch. */
function checkDate({ headers }: SignedRequest, { nowMs }: Verifier): number {
  const date = String(headers['x-amz-date'] ?? '');
  const dateMs = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(dateMs)) {
    throw authError(
      'IncompleteSignatureException',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
    );
  }
  const earliestMs = nowMs - TOLERANCE_MS;
  const latestMs = nowMs + TOLERANCE_MS;
  if (dateMs < earliestMs) {
    throw invalidSignature(
      `Signature expired: ${date} is now earlier than ${basicIso(earliestMs)} (${basicIso(nowMs)} - 5 min.)`
    );
  }
  if (dateMs > latestMs) {
    throw invalidSignature(
      `Signature not yet current: ${date} is still later than ${basicIso(latestMs)} (${basicIso(nowMs)} + 5 min.)`
    );
  }
  return dateMs;
}

function checkAccessKey(
  { accessKeyId }: Authorization,
  { headers }: SignedRequest,
  { accessKeys, nowMs }: Verifier
): AccessKey {
  const accessKey = accessKeys.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (!accessKey || accessKey.sessionToken !== headers['x-amz-security-token']) {
    throw authError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  if (nowMs >= (accessKey.expiresAtMs ?? Infinity)) {
    throw authError('ExpiredTokenException', 'The security token included in the request is expired');
  }
  return accessKey;
}

/** "20261129T101500Z" */
function basicIso(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/[-:]|\.\d+/g, '');
}

function invalidSignature(message: string): ApiError {
  return authError('InvalidSignatureException', message);
}

function authError(errorType: string, message: string): ApiError {
  return new ApiError({ status: 403, errorType, message, fromAuthLayer: true });
}
