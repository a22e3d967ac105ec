import { createHash } from 'node:crypto';

/** A JSON object with members of any kind. */
export type Json = Record<string, unknown>;

/**
 * The same text for values that are the same for Grafana: its editor sorts members and omits those that are null
 * (observed in 12.4.0).
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, member: unknown) => (isObject(member) ? sortedMembers(member) : member));
}

/** A short hash of a content, for notes in Grafana. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortedMembers(object: Json): Json {
  const members = Object.entries(object).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
