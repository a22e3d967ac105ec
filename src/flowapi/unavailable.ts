import { FlowApiError } from './errors';
import { allowActions, unavailable, unsupportedByEndpoint } from './messages';
import { rejectionOf } from './rejection';
import { TransportFailure } from './transport';

/** Operations that an older endpoint may not support, or a restrictive IAM policy may not allow. */
export interface OptionalOperations {
  /** The feature that needs them, in the plural and as the beginning of a sentence: "Performance monitors". */
  title: string;
  /** The names of the operations, which are also the names of their IAM actions. */
  operations: readonly string[];
}

/**
 * A notice that the feature is unavailable because the operations are denied or not supported. Undefined for errors of other
 * kinds.
 *
 * Takes a 404 to mean that the endpoint does not support the operation. Use it for requests for existing objects and for lists.
 */
export function unavailableNotice(error: FlowApiError, { title, operations }: OptionalOperations): string | undefined {
  switch (error.kind) {
    case 'denied':
      return `${unavailable(title)} ${deniedError(error, operations).message}`;
    case 'rejected':
      return isRefusedOperation(error) ? `${unavailable(title)} ${error.message}` : undefined;
    case 'not-found':
      return unsupportedByEndpoint(title, operations);
    default:
      return undefined;
  }
}

/** Whether the gateway is older than the operation. */
function isRefusedOperation({ cause }: FlowApiError): boolean {
  return cause instanceof TransportFailure && rejectionOf(cause) === 'operation-refused';
}

/** The same error, with the IAM actions to allow as its remedy. */
export function deniedError(error: FlowApiError, operations: readonly string[]): FlowApiError {
  return new FlowApiError('denied', error.what, allowActions(operations));
}
