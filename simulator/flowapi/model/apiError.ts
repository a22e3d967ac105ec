/** Errors in responses. Codes and statuses: model networkflowmonitor 2023-04-19. */

export const STATUS_BY_ERROR_TYPE = {
  ValidationException: 400,
  ServiceQuotaExceededException: 402,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ThrottlingException: 429,
  InternalServerException: 500,
} as const;

/** What an error response says. */
export interface ApiErrorFacts {
  status: number;
  errorType: string;
  message: string;
  /** The layer in front of the service that checks signatures writes `Message` instead of `message`. */
  fromAuthLayer?: boolean;
}

/** An error that becomes the response. */
export class ApiError extends Error {
  constructor(readonly facts: ApiErrorFacts) {
    super(facts.message);
  }
}

/** An error of a type in the model. */
export function serviceError(errorType: keyof typeof STATUS_BY_ERROR_TYPE, message: string): ApiError {
  return new ApiError({ status: STATUS_BY_ERROR_TYPE[errorType], errorType, message });
}

/** A ValidationException (status 400). */
export function validationError(message: string): ApiError {
  return serviceError('ValidationException', message);
}

/** A ValidationException in the wording of AWS services for a value that violates a constraint of the model. */
export function constraintError(member: string, value: string | null, constraint: string): ApiError {
  const shown = value === null ? 'Value null' : `Value '${value}'`;
  return validationError(
    `1 validation error detected: ${shown} at '${member}' failed to satisfy constraint: ${constraint}`
  );
}

/** A ResourceNotFoundException (status 404). */
export function notFoundError(what: string): ApiError {
  return serviceError('ResourceNotFoundException', `${what} was not found`);
}
