import { type Endpoint, type ExternalParty } from '../flow/flow';
import { type GraphNode } from './graph';
import { type Grouping } from './level';

/** What an endpoint is called at one depth; the rest of a node is counted by the tree. */
export type NodeIdentity = Pick<GraphNode, 'id' | 'label' | 'kind' | 'namespace' | 'isExternal'>;

/** Who opened the connection: clients on the internet are others than servers there. */
export type Role = 'client' | 'server';

/** The boxes that an endpoint lies in, outermost first, and itself as the last. */
export function pathOf(endpoint: Endpoint, grouping: Grouping, role: Role): NodeIdentity[] {
  if (endpoint.external) {
    return externalPath(endpoint.external, role);
  }
  if (endpoint.pod !== undefined) {
    return podPath(endpoint, endpoint.pod, grouping);
  }
  return withoutPod(endpoint, grouping);
}

/** What stands for a namespace or a zone that nobody knows. */
export const NO_NAMESPACE = '(no namespace)';
export const UNKNOWN_ZONE = 'Unknown zone';

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

/** A host process (its node is known), or an address that nobody could name. */
function withoutPod(endpoint: Endpoint, grouping: Grouping): NodeIdentity[] {
  const host = endpoint.node ?? endpoint.instanceId;
  const hasZone = (endpoint.zoneId ?? endpoint.zoneName) !== undefined;
  if (host === undefined && !(hasZone && grouping !== 'namespace')) {
    const label = endpoint.ip ?? 'Unknown';
    return [outside('unknown', 'Addresses without a name', 'unknown'), outside(`unknown/${label}`, label, 'unknown')];
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

/** A node lies in one zone only, and one that nobody could name in each. */
function nodeOf(endpoint: Endpoint): NodeIdentity {
  const name = endpoint.node ?? endpoint.instanceId;
  return name === undefined
    ? inside(`${zoneOf(endpoint).id}/node`, 'Unknown node', 'node')
    : inside(`node/${name}`, name, 'node');
}

/** Kinds of which there can be many are boxes of their own; a single one of its kind shows without its box. */
const EXTERNAL_BOXES: Partial<Record<ExternalParty['kind'], string>> = {
  internet: 'Internet',
  'on-premises': 'On-premises',
  vpc: 'Other VPCs',
  region: 'Other Regions',
  service: 'Services',
  unknown: 'Addresses without a name',
};

/** The internet opens into networks, and these into countries where the flows carry them. */
function externalPath({ kind, name, country }: ExternalParty, role: Role): NodeIdentity[] {
  const isVisitor = kind === 'internet' && role === 'client';
  const boxId = isVisitor ? 'external/visitors' : `external/${kind}`;
  const boxLabel = isVisitor ? 'Internet clients' : EXTERNAL_BOXES[kind];
  const party = outside(`${boxId}/${name}`, name, kind);
  const place = country === undefined ? [] : [outside(`${party.id}/${country}`, country, 'country')];
  return [...(boxLabel === undefined ? [] : [outside(boxId, boxLabel, kind)]), party, ...place];
}

function inside(id: string, label: string, kind: GraphNode['kind'], namespace?: string): NodeIdentity {
  return { id, label, kind, isExternal: false, ...(namespace !== undefined && { namespace }) };
}

function outside(id: string, label: string, kind: GraphNode['kind']): NodeIdentity {
  return { id, label, kind, isExternal: true };
}
