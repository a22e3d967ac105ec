/** An error that the caller is told of. Codes and statuses: model networkflowmonitor 2023-04-19. */

export const STATUS_BY_ERROR_TYPE = {
  ValidationException: 400,
  ServiceQuotaExceededException: 402,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ThrottlingException: 429,
  InternalServerException: 500,
} as const;

export interface ApiErrorFacts {
  status: number;
  errorType: string;
  message: string;
  /** The layer that checks signatures, in front of the service, says `Message`, not `message`. */
  fromAuthLayer?: boolean;
}

export class ApiError extends Error {
  constructor(readonly facts: ApiErrorFacts) {
    super(facts.message);
  }
}

export function serviceError(errorType: keyof typeof STATUS_BY_ERROR_TYPE, message: string): ApiError {
  return new ApiError({ status: STATUS_BY_ERROR_TYPE[errorType], errorType, message });
}

export function validationError(message: string): ApiError {
  return serviceError('ValidationException', message);
}

/** The wording of AWS services for a value that the model forbids. */
export function constraintError(member: string, value: string | null, constraint: string): ApiError {
  const shown = value === null ? 'Value null' : `Value '${value}'`;
  return validationError(
    `1 validation error detected: ${shown} at '${member}' failed to satisfy constraint: ${constraint}`
  );
}

export function notFoundError(what: string): ApiError {
  return serviceError('ResourceNotFoundException', `${what} was not found`);
}
