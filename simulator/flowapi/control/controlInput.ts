/** Members of what the control is sent, checked by type; absent is `undefined`. */
import { type JsonObject } from '../http/input';

/** The request to the control is wrong; the message says what it should be. */
export class ControlError extends Error {}

export function text(json: JsonObject, member: string): string | undefined {
  const value = json[member];
  if (value !== undefined && typeof value !== 'string') {
    throw new ControlError(`${member} must be a string`);
  }
  return value;
}

export function flag(json: JsonObject, member: string): boolean | undefined {
  const value = json[member];
  if (value !== undefined && typeof value !== 'boolean') {
    throw new ControlError(`${member} must be true or false`);
  }
  return value;
}

export function notNegative(json: JsonObject, member: string): number | undefined {
  const value = json[member];
  if (value !== undefined && (typeof value !== 'number' || !Number.isFinite(value) || value < 0)) {
    throw new ControlError(`${member} must be a number, not below 0`);
  }
  return value;
}

export function ratio(json: JsonObject, member: string): number | undefined {
  const value = notNegative(json, member);
  if (value !== undefined && value > 1) {
    throw new ControlError(`${member} must be a number from 0 to 1`);
  }
  return value;
}

export function wholeNumber(json: JsonObject, member: string): number | undefined {
  const value = notNegative(json, member);
  if (value !== undefined && !Number.isInteger(value)) {
    throw new ControlError(`${member} must be a whole number`);
  }
  return value;
}

export function positiveWholeNumber(json: JsonObject, member: string): number | undefined {
  const value = wholeNumber(json, member);
  if (value === 0) {
    throw new ControlError(`${member} must be at least 1`);
  }
  return value;
}

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
