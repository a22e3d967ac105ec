/** The time window of a query: at most one hour, anywhere in the past. */
import { validationError } from '../model/apiError';
import { type JsonObject, requiredString, serializationError } from './input';

/** Times in ms since the Unix epoch. */
export interface TimeWindow {
  startMs: number;
  /** Exclusive. */
  endMs: number;
}

const LONGEST_WINDOW_MS = 60 * 60_000;
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads startTime and endTime. Rejects what the live service rejects ("Time range can not exceed 1 hour", observed by
 * public clients), empty windows, and windows that begin in the future. A window that ends in the future contains what
 * is known so far.
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
