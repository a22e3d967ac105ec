/** What CloudWatch refuses: the caller's fault, status 400. */
export class QueryError extends Error {
  constructor(
    readonly code: 'ValidationError' | 'InvalidAction',
    message: string
  ) {
    super(message);
  }
}
