import { FlowApiError } from './errors';

/** Operations that an endpoint of an earlier year, or a narrow IAM policy, may lack. */
export interface OptionalOperations {
  /** What is missing without them, as the beginning of a sentence: "Performance monitors". */
  title: string;
  /** The names of the operations, which are those of the IAM actions too. */
  operations: readonly string[];
}

/**
 * What the reader has to know where the operations are not to be had; undefined for errors of another
 * kind, which are as bad as anywhere.
 *
 * A 404 here means that the endpoint does not know the operation: ask for things that exist, or for lists.
 */
export function unavailableNotice(error: FlowApiError, { title, operations }: OptionalOperations): string | undefined {
  switch (error.kind) {
    case 'denied':
      return `${title} are missing. ${deniedError(error, operations).message}`;
    case 'not-found':
      return (
        `${title} are missing: this flow API endpoint does not know ${operations.join(', ')}, as AWS' endpoints ` +
        'did not before November 2026. Update the gateway in front of it, or use an endpoint that does.'
      );
    default:
      return undefined;
  }
}

/** The same error with the IAM actions that would mend it. */
export function deniedError(error: FlowApiError, operations: readonly string[]): FlowApiError {
  const actions = operations.map((operation) => `networkflowmonitor:${operation}`).join(', ');
  return new FlowApiError('denied', error.what, `Allow the identity that signs the requests ${actions}.`);
}
