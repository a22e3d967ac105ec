/** Reads members of a request to the control API and checks their types; an absent member is undefined. */
import { type JsonObject } from '../http/input';

/** A request to the control API is invalid; the message says what is expected. */
export class ControlError extends Error {}

/** A string. */
export function text(json: JsonObject, member: string): string | undefined {
  const value = json[member];
  if (value !== undefined && typeof value !== 'string') {
    throw new ControlError(`${member} must be a string`);
  }
  return value;
}

/** A Boolean. */
export function flag(json: JsonObject, member: string): boolean | undefined {
  const value = json[member];
  if (value !== undefined && typeof value !== 'boolean') {
    throw new ControlError(`${member} must be true or false`);
  }
  return value;
}

/** A number that is not negative. */
export function notNegative(json: JsonObject, member: string): number | undefined {
  const value = json[member];
  if (value !== undefined && (typeof value !== 'number' || !Number.isFinite(value) || value < 0)) {
    throw new ControlError(`${member} must be a number that is not negative`);
  }
  return value;
}

/** A number from 0 to 1. */
export function ratio(json: JsonObject, member: string): number | undefined {
  const value = notNegative(json, member);
  if (value !== undefined && value > 1) {
    throw new ControlError(`${member} must be a number from 0 to 1`);
  }
  return value;
}

/** A whole number that is not negative. */
export function wholeNumber(json: JsonObject, member: string): number | undefined {
  const value = notNegative(json, member);
  if (value !== undefined && !Number.isInteger(value)) {
    throw new ControlError(`${member} must be a whole number`);
  }
  return value;
}

/** A whole number of at least 1. */
export function positiveWholeNumber(json: JsonObject, member: string): number | undefined {
  const value = wholeNumber(json, member);
  if (value === 0) {
    throw new ControlError(`${member} must be at least 1`);
  }
  return value;
}

/** A list of strings. */
export function texts(json: JsonObject, member: string): string[] | undefined {
  const value = json[member];
  if (value === undefined) {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new ControlError(`${member} must be a list of strings`);
  }
  return value;
}
