/** The window of a query: at most one hour, in any part of the past. */
import { validationError } from '../model/apiError';
import { type JsonObject, requiredString, serializationError } from './input';

export interface TimeWindow {
  startMs: number;
  /** Not included. */
  endMs: number;
}

const LONGEST_WINDOW_MS = 60 * 60_000;
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Refuses what the live service refuses ("Time range can not exceed 1 hour", seen by public clients), windows
 * without length, and windows that begin in the future. One that ends there holds what is known so far.
 */
export function readTimeWindow(input: JsonObject, nowMs: number): TimeWindow {
  const startMs = timestamp(input, 'startTime');
  const endMs = timestamp(input, 'endTime');
  if (startMs >= endMs) {
    throw validationError('Start time must be before end time');
  }
  if (endMs - startMs > LONGEST_WINDOW_MS) {
    throw validationError('Time range can not exceed 1 hour');
  }
  if (startMs > nowMs) {
    throw validationError('Start time can not be in the future');
  }
  return { startMs, endMs };
}

function timestamp(input: JsonObject, member: string): number {
  const text = requiredString(input, member);
  const timeMs = ISO_8601.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(timeMs)) {
    throw serializationError(`${member} must be a timestamp in ISO 8601.`);
  }
  return timeMs;
}
