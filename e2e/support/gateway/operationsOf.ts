import { findRoute } from '../../../simulator/flowapi/http/router';
import { type RecordedRequest } from './recorder';

/** The operation of a request by the API's own paths; "unknown" if there is none. */
export function operationOf({ method, url }: Pick<RecordedRequest, 'method' | 'url'>): string {
  const route = findRoute('2026-11', method, url.split('?')[0] ?? '');
  return route.kind === 'operation' ? route.operation : 'unknown';
}

/** The number of requests by operation. */
export function countByOperation(requests: readonly RecordedRequest[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const operation of requests.map(operationOf)) {
    counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}
