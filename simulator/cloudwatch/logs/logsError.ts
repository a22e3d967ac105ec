/** An error of the CloudWatch Logs API about a request, with status 400. */
export class LogsError extends Error {
  constructor(
    readonly code:
      | 'InvalidParameterException'
      | 'MalformedQueryException'
      | 'ResourceNotFoundException'
      | 'UnknownOperationException',
    message: string
  ) {
    super(message);
  }
}
