import { type ClusterFacts, noClusterFacts, type NodeFact } from '../kubernetes/clusterFacts';
import { externalParty } from './externalParty';
import { factsFor } from './factsFor';
import { type Endpoint } from './flow';
import { type NamedNetworks, NO_NAMED_NETWORKS } from './namedNetworks';
import { type Report, type ReportEnd } from './report';

/** What is known of names beyond what the reports themselves say. */
export interface NameLookup {
  cluster: ClusterFacts;
  networks: NamedNetworks;
}

/** What is known where there is neither kube-state-metrics nor a setting. */
export function emptyLookup(): NameLookup {
  return { cluster: noClusterFacts(), networks: NO_NAMED_NETWORKS };
}

/**
 * Names of Availability Zones by their ids. Reports carry ids, nodes carry names; a node that is in
 * both tells which is which, so that no account's mapping has to be looked up.
 */
export class ZoneNames {
  private readonly names = new Map<string, string>();

  learn({ zoneId, instanceId }: ReportEnd, cluster: ClusterFacts): void {
    if (zoneId !== undefined && instanceId !== undefined && !this.names.has(zoneId)) {
      const zoneName = cluster.nodeOfInstance(instanceId)?.zoneName;
      if (zoneName !== undefined) {
        this.names.set(zoneId, zoneName);
      }
    }
  }

  nameOf(zoneId: string | undefined): string | undefined {
    return zoneId === undefined ? undefined : this.names.get(zoneId);
  }
}

/** One end as the reports tell it, and whether it is the reporting agent's own or the far one. The end is given away. */
export interface ReportedEnd {
  end: ReportEnd;
  report: Report;
  isFar: boolean;
}

/** Resolves what the reports tell of an end to a pod with its workload and node, a node, or an external party. */
export function endpointOf(reported: ReportedEnd, lookup: NameLookup, zoneNames: ZoneNames): Endpoint {
  const { end, report } = reported;
  const endpoint: Endpoint = end;
  const cluster = factsFor(end, report, lookup.cluster);
  const node = nodeOf(end, cluster);
  const zoneName = zoneNames.nameOf(end.zoneId) ?? node?.zoneName;
  if (node !== undefined) {
    endpoint.node = node.name;
  }
  if (zoneName !== undefined) {
    endpoint.zoneName = zoneName;
  }
  if (end.pod !== undefined) {
    endpoint.workload = cluster.workloadOf(end.namespace, end.pod);
  } else if (isOutside(reported, cluster)) {
    endpoint.external = externalParty(end, reported.report, lookup.networks);
  }
  return endpoint;
}

function nodeOf({ namespace, pod, ip, instanceId, node }: ReportEnd, cluster: ClusterFacts): NodeFact | undefined {
  const name = node ?? (pod === undefined ? undefined : cluster.pod(namespace, pod)?.node);
  return (
    (name === undefined ? undefined : cluster.node(name)) ??
    (instanceId === undefined ? undefined : cluster.nodeOfInstance(instanceId)) ??
    (ip === undefined ? undefined : cluster.nodeAt(ip))
  );
}

/** The agent's own end is always inside; a far one is a host where an instance of the VPC is told. */
function isOutside({ end, report, isFar }: ReportedEnd, cluster: ClusterFacts): boolean {
  const isHost = end.instanceId !== undefined && report.category.endsWith('_AZ');
  return isFar && !isHost && (end.ip === undefined || cluster.nodeAt(end.ip) === undefined);
}
