/**
 * A conversation that should not exist: a CronJob of the finance team queries the database of the retail store, with
 * which it has no business. Nothing prevents it until a network policy does.
 */
import { ref } from '../world/applications/workloads';
import { type Incident } from './incident';

/** The conversation, from a time in ms since the Unix epoch on. */
export function forbiddenConversation(startMs: number): Incident {
  return {
    id: 'forbidden-conversation',
    kind: 'unexpected-conversation',
    client: ref('batch', 'report-export'),
    server: ref('retail-store', 'orders-postgresql'),
    port: 5432,
    requestsPerSecond: 4,
    requestBytes: 260,
    responseBytes: 31_000,
    startMs,
  };
}
