import { flowsByAddress, type PairQuery, type PairEnd, ENDS, namedEnds, namesRange, passing } from './pairTraffic';
import { aggregate, inCluster } from '../labels';
import { nodeZones } from '../kubernetes/names';
import { podsByAddress, podsByAddressWithZone, type PodScope } from './podAddresses';

export type ZoneQuery = Omit<PairQuery, 'metric' | 'withLosses'>;

/**
 * The bytes between pods with known zones in a window, by labels.
 *
 * @param by {@link ZoneLabel}s, and the cluster label to distinguish workloads of the same name in two clusters.
 */
export function bytesByZones(query: ZoneQuery, by: readonly string[]): string {
  return summed(withZones(query), query, by);
}

/** The cross-zone bytes, for which AWS charges at both ends. */
export function bytesAcrossZones(query: ZoneQuery, by: readonly string[]): string {
  return summed(`(${withZones(query)} unless on (client_zone, server_zone) ${sameZones(query)})`, query, by);
}

/**
 * The cross-zone share of the bytes, from 0 to 1, by server. If load balancing ignores zones, two thirds of the bytes are
 * cross-zone with three zones.
 */
export function shareAcrossZones(query: Omit<ZoneQuery, 'filters'>, by: ReadonlyArray<'server_name'>): string {
  const all = bytesByZones(query, by);
  const within = summed(`(${withZones(query)} and on (client_zone, server_zone) ${sameZones(query)})`, query, by);
  // A server without same-zone bytes has no sample, which means 0.
  const pods = podsByAddress('server', namesRange(query), podScope(query));
  const servers = aggregate('group', by, namedEnds(pods, by, []));
  const on = `on (${by.join(', ')})`;
  return `1 - (${within} or ${on} ${servers} * 0) / ${on} (${all} > 0)`;
}

/** A series for each zone, with its name in both labels: PromQL cannot compare two labels of one series. */
function sameZones(query: ZoneQuery): string {
  const zones = aggregate('group', ['zone'], nodeZones(query.kubeMatchers ?? [], namesRange(query)));
  return ENDS.reduce((inner, end) => `label_replace(${inner}, "${end}_zone", "$1", "zone", "(.+)")`, zones);
}

function withZones(query: ZoneQuery): string {
  return ENDS.reduce((inner, end) => {
    const pods = podsByAddressWithZone(end, namesRange(query), podScope(query));
    const carried = `${end}_namespace, ${end}_pod, ${end}_zone`;
    return `(${inner} * on (${addressOf(end, query)}) group_left (${carried}) ${pods})`;
  }, flowsOf(query));
}

/** The bytes between pods and all their clients in a window, by server. */
export function bytesOfServers(query: ZoneQuery, by: ReadonlyArray<'server_name'>): string {
  const servers = podsByAddress('server', namesRange(query), podScope(query));
  const named = `${flowsOf(query)} * on (${addressOf('server', query)}) group_left (server_namespace, server_pod) ${servers}`;
  return summed(named, query, by);
}

function flowsOf(query: ZoneQuery): string {
  return flowsByAddress({ ...query, metric: 'DATA_TRANSFERRED' });
}

function addressOf(end: PairEnd, query: ZoneQuery): string {
  return inCluster([`${end}_address`], query).join(', ');
}

function podScope({ clusterLabel, kubeMatchers }: ZoneQuery): PodScope {
  return { clusterLabel, filters: kubeMatchers };
}

function summed(expression: string, { filters = [] }: ZoneQuery, by: readonly string[]): string {
  const named = namedEnds(expression, by, filters);
  return aggregate('sum', by, passing(named, filters));
}
