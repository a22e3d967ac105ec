/**
 * Decoders for JSON that comes from outside: they check the members that are used and keep all others. Each throws a
 * `MalformedJson` for a value that does not have the expected form.
 */
import { isObject, type Json } from './plan/canonical';

/** @param path of the value: "[0].uid"; "" for the whole */
export type Decoder<T> = (value: unknown, path: string) => T;

const MAX_EXCERPT = 60;

/** A value that does not have the expected form. The message says where and how it differs. */
export class MalformedJson extends Error {
  constructor(path: string, value: unknown, expected: string) {
    super(`${path === '' ? 'the response' : path} is ${excerptOf(value)}, not ${expected}`);
  }
}

export function object(value: unknown, path: string): Json {
  if (!isObject(value)) {
    throw new MalformedJson(path, value, 'an object');
  }
  return value;
}

export function text(value: unknown, path: string): string {
  if (typeof value !== 'string') {
    throw new MalformedJson(path, value, 'a string');
  }
  return value;
}

export function number(value: unknown, path: string): number {
  if (typeof value !== 'number') {
    throw new MalformedJson(path, value, 'a number');
  }
  return value;
}

export function flag(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') {
    throw new MalformedJson(path, value, 'a boolean');
  }
  return value;
}

export function list<T>(element: Decoder<T>): Decoder<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) {
      throw new MalformedJson(path, value, 'a list');
    }
    return value.map((one: unknown, index) => element(one, `${path}[${index}]`));
  };
}

/** An object whose members all have the same form. */
export function record<T>(member: Decoder<T>): Decoder<Record<string, T>> {
  return (value, path) => {
    const members = Object.entries(object(value, path));
    return Object.fromEntries(members.map(([name, one]) => [name, member(one, at(path, name))]));
  };
}

/** The member of an object. */
export function member<T>(json: Json, path: string, name: string, decode: Decoder<T>): T {
  return decode(json[name], at(path, name));
}

/** A value that can be absent or null. */
export function optional<T>(decode: Decoder<T>): Decoder<T | undefined> {
  return (value, path) => (value === undefined || value === null ? undefined : decode(value, path));
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The beginning of the value as JSON. */
function excerptOf(value: unknown): string {
  const json = JSON.stringify(value) ?? 'missing';
  return json.length > MAX_EXCERPT ? `${json.slice(0, MAX_EXCERPT)}…` : json;
}
