/**
 * Agents that Prometheus scrapes but that do not answer, by node.
 *
 * No job name is needed: an agent's targets are those that gave its series within the last hour.
 * What their nodes move is missing from every other query, and nothing else would say so.
 */
export const SILENT_AGENTS =
  'group by (node) (group by (job, instance, node) (last_over_time(bw_in_allowance_exceeded[1h])) ' +
  'and on (job, instance) (up == 0))';
