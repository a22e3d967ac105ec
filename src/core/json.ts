/** Readers of JSON of unknown form. A member that is absent, `null`, `""`, or of another type counts as absent. */

import { displayable } from './displayable';

/** Whether a value is a JSON object: neither `null` nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text, in a form that is safe to display; undefined if it is absent or nothing of it is visible. */
export function optionalText(record: Record<string, unknown>, member: string): string | undefined {
  const value = record[member];
  return typeof value === 'string' ? displayable(value) || undefined : undefined;
}

/** A member that is an object; empty if it is absent. */
export function optionalRecord(record: Record<string, unknown>, member: string): Record<string, unknown> {
  const value = record[member];
  return isRecord(value) ? value : {};
}

/** The objects of a member that is a list; empty if it is absent. */
export function optionalList(record: Record<string, unknown>, member: string): Array<Record<string, unknown>> {
  const value = record[member];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Reads a time as milliseconds since the epoch from ISO 8601 or epoch seconds; undefined for any other value. */
export function timeMsOf(value: unknown): number | undefined {
  const timeMs = typeof value === 'number' ? value * 1_000 : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(timeMs) ? timeMs : undefined;
}
