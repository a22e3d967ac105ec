/** An error in the caller's request, with status 400. */
export class QueryError extends Error {
  constructor(
    readonly code: 'ValidationError' | 'InvalidAction',
    message: string
  ) {
    super(message);
  }
}
