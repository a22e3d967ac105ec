/** What incidents do to the traffic between two endpoints. */
import { crossesZones, type Endpoint, nodeOf } from '../world/endpoints';
import { COREDNS_WORKLOAD } from '../world/applications/platform';
import { sameWorkload, type WorkloadRef } from '../world/applications/workloads';
import { NO_CHANGE, type TrafficEffect } from '../world/effects';
import { type TimeSpan } from '../world/time';
import { endOf, type Incident, type IncidentKind } from './incident';

type Change = Partial<Omit<TrafficEffect, keyof TimeSpan>>;

function isOf(endpoint: Endpoint, workload: WorkloadRef): boolean {
  return endpoint.type === 'pod' && sameWorkload(endpoint.spec, workload);
}

function revisionOf(endpoint: Endpoint): number {
  return endpoint.type === 'pod' ? endpoint.revision : 0;
}

/**
 * Whether traffic passes a network interface of the node. Traffic that stays on the node does not count toward its
 * allowances.
 */
function passesInterfaceOf(node: string, client: Endpoint, server: Endpoint): boolean {
  const ends = [nodeOf(client)?.name, nodeOf(server)?.name];
  return ends.includes(node) && ends[0] !== ends[1];
}

function isBetween(client: Endpoint, server: Endpoint, pair: { client: WorkloadRef; server: WorkloadRef }): boolean {
  return isOf(client, pair.client) && isOf(server, pair.server);
}

/** Whether traffic passes the AWS network between the two zones. */
function isBetweenZones(client: Endpoint, server: Endpoint, zones: readonly string[]): boolean {
  const ends = [nodeOf(client)?.azId, nodeOf(server)?.azId];
  return ends[0] !== ends[1] && ends.every((zone) => zone !== undefined && zones.includes(zone));
}

function isExternal(endpoint: Endpoint, name: string): boolean {
  return endpoint.type === 'external' && endpoint.name === name;
}

function changeOf(incident: IncidentKind, client: Endpoint, server: Endpoint): Change | undefined {
  switch (incident.kind) {
    case 'inbound-bandwidth':
      return passesInterfaceOf(incident.node, client, server)
        ? { loadFactor: 3, lossRatio: 0.004, roundTripFactor: 1.6 }
        : undefined;
    case 'outbound-bandwidth':
      return passesInterfaceOf(incident.node, client, server)
        ? { loadFactor: 2.5, lossRatio: 0.005, roundTripFactor: 1.8 }
        : undefined;
    case 'packet-rate':
      return passesInterfaceOf(incident.node, client, server)
        ? { loadFactor: 2, lossRatio: 0.006, roundTripFactor: 1.3 }
        : undefined;
    case 'lossy-node':
      return passesInterfaceOf(incident.node, client, server) ? { lossRatio: incident.lossRatio } : undefined;
    case 'conntrack-exhaustion':
      return passesInterfaceOf(incident.node, client, server) ? { connectionFactor: 4, synLossRatio: 0.2 } : undefined;
    case 'dns-overload':
      return isOf(client, COREDNS_WORKLOAD) || isOf(server, COREDNS_WORKLOAD)
        ? { loadFactor: incident.loadFactor }
        : undefined;
    case 'lossy-path':
      return isBetween(client, server, incident) && crossesZones(client, server)
        ? { lossRatio: incident.lossRatio, roundTripFactor: incident.roundTripFactor, isOfNetwork: true }
        : undefined;
    case 'zone-impairment':
      return isBetweenZones(client, server, incident.zones)
        ? { lossRatio: incident.lossRatio, roundTripFactor: incident.roundTripFactor, isOfNetwork: true }
        : undefined;
    case 'lossy-external':
      return isExternal(client, incident.external) || isExternal(server, incident.external)
        ? { lossRatio: incident.lossRatio, roundTripFactor: incident.roundTripFactor }
        : undefined;
    case 'unresponsive-pods':
      return isOf(server, incident.workload) && revisionOf(server) >= (incident.sinceRevision ?? 0)
        ? { isUnanswered: true }
        : undefined;
    case 'stopped-conversation':
      return isBetween(client, server, incident) ? { loadFactor: 0 } : undefined;
    case 'zone-aware-routing':
      // A third of the pods, those in the client's zone, take over the traffic of all of them.
      return isBetween(client, server, incident) ? { loadFactor: crossesZones(client, server) ? 0 : 3 } : undefined;
    default:
      return undefined;
  }
}

/** The effects of incidents on the traffic between a client and a server. */
export function effectsOn(client: Endpoint, server: Endpoint, incidents: readonly Incident[]): TrafficEffect[] {
  return incidents.flatMap((incident) => {
    const change = changeOf(incident, client, server);
    return change ? [{ ...NO_CHANGE, ...change, startMs: incident.startMs, endMs: endOf(incident) }] : [];
  });
}
