import { type ClusterFacts, noClusterFacts, type NodeFact } from '../kubernetes/clusterFacts';
import { externalParty } from './externalParty';
import { factsFor } from './factsFor';
import { type Endpoint } from './flow';
import { type NamedNetworks, NO_NAMED_NETWORKS } from './namedNetworks';
import { type Report, type ReportEnd } from './report';

/** Sources of names other than the reports. */
export interface NameLookup {
  cluster: ClusterFacts;
  networks: NamedNetworks;
}

/** The lookup without kube-state-metrics and without named networks. */
export function emptyLookup(): NameLookup {
  return { cluster: noClusterFacts(), networks: NO_NAMED_NETWORKS };
}

/**
 * Names of Availability Zones by their IDs. Reports have IDs and nodes have names, so a node that is in both maps one to
 * the other, and the mapping of the AWS account is not needed.
 */
export class ZoneNames {
  private readonly names = new Map<string, string>();

  /** Learns the name of a zone from an end whose node is known. */
  learn({ zoneId, instanceId }: ReportEnd, cluster: ClusterFacts): void {
    if (zoneId !== undefined && instanceId !== undefined && !this.names.has(zoneId)) {
      const zoneName = cluster.nodeOfInstance(instanceId)?.zoneName;
      if (zoneName !== undefined) {
        this.names.set(zoneId, zoneName);
      }
    }
  }

  /** The name of a zone; undefined if it is unknown. */
  nameOf(zoneId: string | undefined): string | undefined {
    return zoneId === undefined ? undefined : this.names.get(zoneId);
  }
}

/**
 * One end with the facts from its reports, and whether it is the remote end of the reporting agent. {@link endpointOf}
 * adds to `end`, which must not be used again.
 */
export interface ReportedEnd {
  end: ReportEnd;
  report: Report;
  isRemote: boolean;
}

/** Resolves a reported end to a pod with its workload and node, to a node, or to an external party. */
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
  } else if (isExternal(reported, cluster)) {
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

/** Whether an end is external. The agent's own end never is; a remote one is a host if the report has its EC2 instance. */
function isExternal({ end, report, isRemote }: ReportedEnd, cluster: ClusterFacts): boolean {
  const isHost = end.instanceId !== undefined && report.category.endsWith('_AZ');
  return isRemote && !isHost && (end.ip === undefined || cluster.nodeAt(end.ip) === undefined);
}
