import { bytesOfFlows, type ConversationQuery, ENDS } from './conversations';
import { aggregate } from './labels';
import { podsByAddressWithZone } from './podAddresses';
import { workloadFromName } from './workloads';

/**
 * Which zones the ends of conversations between pods are in, as kube-state-metrics tells, and so what
 * crosses zones. For queries that Prometheus must answer by itself, like `conversations`.
 */

/** What conversations between pods can be summed by once their zones are known. A workload is "namespace/workload". */
export type ZoneLabel = 'client_name' | 'server_name' | 'client_zone' | 'server_zone';

export type ZoneQuery = Omit<ConversationQuery, 'metric' | 'filters'>;

/** Bytes between pods whose zones are known, in a window, by labels. */
export function bytesByZones(query: ZoneQuery, by: readonly ZoneLabel[]): string {
  return summed(withZones(query), by);
}

/** The same of those alone that cross zones, which AWS bills at both ends. */
export function bytesAcrossZones(query: ZoneQuery, by: readonly ZoneLabel[]): string {
  const clients = podsByAddressWithZone('client', query, query.kubeMatchers);
  // PromQL cannot compare two labels: the client's zone under the name of the server's finds those that are equal.
  const within = `label_replace(${clients}, "server_zone", "$1", "client_zone", "(.+)")`;
  return summed(`(${withZones(query)} unless on (client_address, server_zone) ${within})`, by);
}

/**
 * Which part of the bytes crosses zones, 0 to 1, by labels. Where zones do not matter to whoever
 * balances the load, two of three bytes cross between three zones.
 */
export function shareAcrossZones(query: ZoneQuery, by: readonly ZoneLabel[]): string {
  const all = bytesByZones(query, by);
  const across = bytesAcrossZones(query, by);
  const on = `on (${by.join(', ')})`;
  // A service of which nothing crosses has no sample there, and a share of zero.
  return `(${across} or ${on} ${all} * 0) / ${on} (${all} > 0)`;
}

function withZones(query: ZoneQuery): string {
  return ENDS.reduce(
    (inner, end) => {
      const pods = podsByAddressWithZone(end, query, query.kubeMatchers);
      const carried = `${end}_namespace, ${end}_pod, ${end}_zone`;
      return `(${inner} * on (${end}_address) group_left (${carried}) ${pods})`;
    },
    bytesOfFlows({ ...query, metric: 'DATA_TRANSFERRED' })
  );
}

function summed(expression: string, by: readonly ZoneLabel[]): string {
  const named = ENDS.filter((end) => by.includes(`${end}_name`)).reduce(
    (inner, end) =>
      `label_join(${workloadFromName(inner, `${end}_`)}, "${end}_name", "/", "${end}_namespace", "${end}_workload")`,
    expression
  );
  return aggregate('sum', by, named);
}
