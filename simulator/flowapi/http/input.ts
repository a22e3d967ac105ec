/** Reading the members of an operation's input, each refused in the wording of the model's constraints. */
import { ApiError, constraintError } from '../model/apiError';

/** One request for an operation, taken apart by its URI template. */
export interface OperationRequest {
  pathParameters: ReadonlyMap<string, string>;
  query: URLSearchParams;
  body: string;
}

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function pathParameter(request: OperationRequest, name: string): string {
  const value = request.pathParameters.get(name);
  if (value === undefined) {
    throw constraintError(name, null, 'Member must not be null');
  }
  return value;
}

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

export function serializationError(message: string): ApiError {
  return new ApiError({ status: 400, errorType: 'SerializationException', message });
}

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

export function enumMember(input: JsonObject, member: string, known: readonly string[]): string {
  return checkEnum(member, requiredString(input, member), known);
}

export function checkEnum(member: string, value: string, known: readonly string[]): string {
  if (!known.includes(value)) {
    throw constraintError(member, value, `Member must satisfy enum value set: [${known.join(', ')}]`);
  }
  return value;
}

export interface IntegerRange {
  minimum: number;
  maximum?: number;
}

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
