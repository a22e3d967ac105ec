/** Reads the members of an operation's input. Errors have the wording of the constraints in the API model. */
import { ApiError, constraintError } from '../model/apiError';

/** A request for an operation, parsed by its URI template. */
export interface OperationRequest {
  pathParameters: ReadonlyMap<string, string>;
  query: URLSearchParams;
  body: string;
}

/** A JSON object of unknown content. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object, not null and not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A parameter from the path. Throws if it is absent. */
export function pathParameter(request: OperationRequest, name: string): string {
  const value = request.pathParameters.get(name);
  if (value === undefined) {
    throw constraintError(name, null, 'Member must not be null');
  }
  return value;
}

/** The body as a JSON object; an empty body is an empty object. */
export function jsonBody(request: OperationRequest): JsonObject {
  const body = parseJson(request.body);
  if (!isJsonObject(body)) {
    throw serializationError('Start of structure or map found where not expected.');
  }
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw serializationError('Unable to parse the request body as JSON.');
  }
}

/** The error for input that does not have the type in the model. */
export function serializationError(message: string): ApiError {
  return new ApiError({ status: 400, errorType: 'SerializationException', message });
}

/** A string that must be present. */
export function requiredString(input: JsonObject, member: string): string {
  const value = input[member];
  if (value === undefined || value === null) {
    throw constraintError(member, null, 'Member must not be null');
  }
  if (typeof value !== 'string') {
    throw serializationError(`${member} must be a string.`);
  }
  return value;
}

/** A required string with one of the known values. */
export function enumMember(input: JsonObject, member: string, known: readonly string[]): string {
  return checkEnum(member, requiredString(input, member), known);
}

/** Returns the value if it is known, and throws otherwise. */
export function checkEnum(member: string, value: string, known: readonly string[]): string {
  if (!known.includes(value)) {
    throw constraintError(member, value, `Member must satisfy enum value set: [${known.join(', ')}]`);
  }
  return value;
}

/** Inclusive limits. */
export interface IntegerRange {
  minimum: number;
  maximum?: number;
}

/** An integer of the body; undefined if it is absent. */
export function optionalInteger(input: JsonObject, member: string, range: IntegerRange): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw serializationError(`${member} must be an integer.`);
  }
  return checkRange(member, value, range);
}

/** An integer of the query string; undefined if it is absent. */
export function queryInteger(query: URLSearchParams, member: string, range: IntegerRange): number | undefined {
  const text = query.get(member);
  if (text === null) {
    return undefined;
  }
  if (!/^-?\d+$/.test(text)) {
    throw serializationError(`${member} must be an integer.`);
  }
  return checkRange(member, Number(text), range);
}

function checkRange(member: string, value: number, { minimum, maximum = Infinity }: IntegerRange): number {
  if (value < minimum) {
    throw constraintError(member, String(value), `Member must have value greater than or equal to ${minimum}`);
  }
  if (value > maximum) {
    throw constraintError(member, String(value), `Member must have value less than or equal to ${maximum}`);
  }
  return value;
}
