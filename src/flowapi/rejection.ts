import { type TransportFailure } from './transport';

/** Why AWS, or what signs requests in front of it, rejected a request before it looked at the request's content. */
export type Rejection =
  | 'infinity-missing'
  | 'operation-refused'
  | 'token-refused'
  | 'unsigned'
  | 'unknown-credentials'
  | 'expired-credentials'
  | 'wrong-signature'
  | 'wrong-clock'
  | 'wrong-scope'
  | 'not-authenticated';

/**
 * The messages of AWS, which has one status for all of them, and that of Grafana's proxy, which replaces a 401. The API's common
 * errors: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const MESSAGES: ReadonlyArray<readonly [RegExp, Rejection]> = [
  [/missing authentication token|authorization header requires|not a valid key=value pair/i, 'unsigned'],
  [/signature (expired|not yet current)|request time.*(skewed|expired)/i, 'wrong-clock'],
  [/token.*\bexpired/i, 'expired-credentials'],
  [/security token.*invalid|access key.*(does not exist|not found)|invalid access key/i, 'unknown-credentials'],
  [/credential should be scoped/i, 'wrong-scope'],
  [
    /request signature we calculated does not match|incomplete ?signature|signature does not conform/i,
    'wrong-signature',
  ],
  [/authentication to data source failed/i, 'not-authenticated'],
];

/** Why a request was rejected; undefined if its failure has another cause, such as a missing permission. */
export function rejectionOf({ status, message, refusal }: TransportFailure): Rejection | undefined {
  switch (refusal) {
    case 'operation':
      return 'operation-refused';
    case 'token':
      return 'token-refused';
    case 'infinity-missing':
      return 'infinity-missing';
    default:
      return isOfAuthentication(status) ? MESSAGES.find(([pattern]) => pattern.test(message))?.[1] : undefined;
  }
}

/** Grafana's proxy turns 401 into 400. AWS sends 400 for some errors of signatures. */
function isOfAuthentication(status: number | undefined): boolean {
  return status === 400 || status === 401 || status === 403;
}
