import { type ScopedVar } from '@grafana/data';
import { get, isObject } from 'lodash';
import { type VariableValue } from './formats';

/** The value of a scoped variable at a path; undefined if there is none. */
export function scopedValue(scoped: ScopedVar | undefined, fieldPath: string | undefined): VariableValue | undefined {
  const { value } = scoped ?? {};
  const found: unknown = fieldPath === undefined ? value : get(value, fieldPath);
  if (found === undefined || found === null) {
    return undefined;
  }
  return Array.isArray(found) ? found.map(asText) : asText(found);
}

function asText(value: unknown): string {
  return isObject(value) ? JSON.stringify(value) : String(value);
}
