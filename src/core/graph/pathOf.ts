import { type Endpoint, type ExternalParty } from '../flow/flow';
import { type GraphNode } from './graph';
import { type Grouping } from './level';

/** The identity of a node at one depth of a path. The tree counts the remaining properties. */
export type NodeIdentity = Pick<GraphNode, 'id' | 'label' | 'kind' | 'namespace' | 'isExternal'>;

/** The side of a connection. Clients on the internet and servers on the internet are separate groups. */
export type Role = 'client' | 'server';

/** The groups around an endpoint, outermost first, and the endpoint itself last. */
export function pathOf(endpoint: Endpoint, grouping: Grouping, role: Role): NodeIdentity[] {
  if (endpoint.external) {
    return externalPath(endpoint.external, role);
  }
  if (endpoint.pod !== undefined) {
    return podPath(endpoint, endpoint.pod, grouping);
  }
  return withoutPod(endpoint, grouping);
}

/** The labels of an unknown namespace and an unknown zone. */
export const NO_NAMESPACE = '(no namespace)';
export const UNKNOWN_ZONE = 'Unknown zone';

/** The root of everything inside the cluster. */
export const CLUSTER: NodeIdentity = { id: 'cluster', label: 'Cluster', kind: 'cluster', isExternal: false };

function podPath(endpoint: Endpoint, podName: string, grouping: Grouping): NodeIdentity[] {
  const namespace = endpoint.namespace ?? NO_NAMESPACE;
  const { kind, name } = endpoint.workload ?? { kind: 'Pod' as const, name: podName };
  const workload = { label: name, kind, namespace, isExternal: false };
  const pod = inside(`pod/${namespace}/${podName}`, podName, 'pod', namespace);
  switch (grouping) {
    case 'namespace':
      return [
        CLUSTER,
        inside(`namespace/${namespace}`, namespace, 'namespace'),
        { id: `workload/${namespace}/${kind}/${name}`, ...workload },
        pod,
      ];
    case 'zone': {
      const zone = zoneOf(endpoint);
      return [CLUSTER, zone, { id: `${zone.id}/workload/${namespace}/${kind}/${name}`, ...workload }, pod];
    }
    case 'node':
      return [CLUSTER, zoneOf(endpoint), nodeOf(endpoint), pod];
  }
}

/** A host process, whose node is known, or an address without a known name. */
function withoutPod(endpoint: Endpoint, grouping: Grouping): NodeIdentity[] {
  const host = endpoint.node ?? endpoint.instanceId;
  const hasZone = (endpoint.zoneId ?? endpoint.zoneName) !== undefined;
  if (host === undefined && !(hasZone && grouping !== 'namespace')) {
    const label = endpoint.ip ?? 'Unknown';
    return [outside('unknown', 'Unnamed addresses', 'unknown'), outside(`unknown/${label}`, label, 'unknown')];
  }
  const name = host ?? endpoint.ip ?? 'Unknown';
  switch (grouping) {
    case 'namespace':
      return [outside('host', 'Nodes (host network)', 'host'), outside(`host/${name}`, name, 'host')];
    case 'zone': {
      const zone = zoneOf(endpoint);
      return [CLUSTER, zone, inside(`${zone.id}/host`, 'Host network', 'host'), inside(`host/${name}`, name, 'host')];
    }
    case 'node':
      return [CLUSTER, zoneOf(endpoint), nodeOf(endpoint), inside(`host/${name}`, 'Host network', 'host')];
  }
}

function zoneOf({ zoneId, zoneName }: Endpoint): NodeIdentity {
  const id = zoneId ?? zoneName ?? UNKNOWN_ZONE;
  return inside(`zone/${id}`, zoneName ?? id, 'zone');
}

/** A named node is in exactly one zone. Each zone has an unknown node for endpoints whose node is not known. */
function nodeOf(endpoint: Endpoint): NodeIdentity {
  const name = endpoint.node ?? endpoint.instanceId;
  return name === undefined
    ? inside(`${zoneOf(endpoint).id}/node`, 'Unknown node', 'node')
    : inside(`node/${name}`, name, 'node');
}

/** External kinds with a group of their own. A group with a single member is shown as that member. */
const EXTERNAL_GROUPS: Partial<Record<ExternalParty['kind'], string>> = {
  internet: 'Internet',
  'on-premises': 'On-premises',
  vpc: 'Other VPCs',
  region: 'Other Regions',
  service: 'Services',
  unknown: 'Unnamed addresses',
};

/** The internet contains networks, and these contain countries if the flows include them. */
function externalPath({ kind, name, country }: ExternalParty, role: Role): NodeIdentity[] {
  const isVisitor = kind === 'internet' && role === 'client';
  const groupId = isVisitor ? 'external/visitors' : `external/${kind}`;
  const groupLabel = isVisitor ? 'Internet clients' : EXTERNAL_GROUPS[kind];
  const party = outside(`${groupId}/${name}`, name, kind);
  const place = country === undefined ? [] : [outside(`${party.id}/${country}`, country, 'country')];
  return [...(groupLabel === undefined ? [] : [outside(groupId, groupLabel, kind)]), party, ...place];
}

function inside(id: string, label: string, kind: GraphNode['kind'], namespace?: string): NodeIdentity {
  return { id, label, kind, isExternal: false, ...(namespace !== undefined && { namespace }) };
}

function outside(id: string, label: string, kind: GraphNode['kind']): NodeIdentity {
  return { id, label, kind, isExternal: true };
}
