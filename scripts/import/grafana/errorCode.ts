import { isObject } from '../plan/canonical';

/** The error code of a failed fetch of Node, or its message if it has no code. */
export function errorCode(error: unknown): string {
  const { name, message, cause } = isObject(error) ? error : {};
  const { code, message: why } = isObject(cause) ? cause : {};
  return String(code ?? why ?? (name === 'TypeError' ? message : name));
}
