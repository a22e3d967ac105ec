import { createHash } from 'node:crypto';

/** A JSON object whose members are looked at only where a file here says so. */
export type Json = Record<string, unknown>;

/**
 * The same text for values that mean the same to Grafana: its editor sorts members and leaves out those
 * that are null (seen in 12.4.0).
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, member: unknown) => (isObject(member) ? sortedMembers(member) : member));
}

/** A short name for a content, for notes that Grafana keeps with it. */
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
