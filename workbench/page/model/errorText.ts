import { isFetchError } from '@grafana/runtime';

/** The message of anything that was thrown. */
export function errorText(error: unknown): string {
  if (isFetchError(error)) {
    return error.data?.message ?? `${error.status} ${error.statusText ?? ''}`.trim();
  }
  return error instanceof Error ? error.message : String(error);
}
