import { type Endpoint } from '../flow/flow';
import { type GraphLevel, type GraphNode } from './graph';

/** What an endpoint is called at a level; counts of pods and zones are added by the fold. */
export type NodeIdentity = Pick<GraphNode, 'id' | 'label' | 'kind' | 'namespace' | 'isExternal'>;

/** The graph node that an endpoint belongs to at a level. */
export function nodeOf(endpoint: Endpoint, level: GraphLevel): NodeIdentity {
  if (endpoint.external) {
    const { kind, name } = endpoint.external;
    return { id: `external/${kind}/${name}`, label: name, kind, isExternal: true };
  }
  if (endpoint.pod === undefined) {
    return withoutPod(endpoint, level);
  }
  return podAt(endpoint, endpoint.pod, level);
}

function podAt(endpoint: Endpoint, pod: string, level: GraphLevel): NodeIdentity {
  const namespace = endpoint.namespace ?? '(no namespace)';
  const { kind, name } = endpoint.workload ?? { kind: 'Pod' as const, name: pod };
  switch (level) {
    case 'namespace':
      return { id: `namespace/${namespace}`, label: namespace, kind: 'namespace', isExternal: false };
    case 'workload':
      return { id: `workload/${namespace}/${kind}/${name}`, label: name, kind, namespace, isExternal: false };
    case 'pod':
      return { id: `pod/${namespace}/${pod}`, label: pod, kind: 'pod', namespace, isExternal: false };
    case 'zone':
      return zone(endpoint);
  }
}

/** A host process (its node is known), or an address that nobody could name. */
function withoutPod(endpoint: Endpoint, level: GraphLevel): NodeIdentity {
  if (level === 'zone' && (endpoint.zoneId ?? endpoint.zoneName) !== undefined) {
    return zone(endpoint);
  }
  const host = endpoint.node ?? endpoint.instanceId;
  if (host === undefined) {
    const label = endpoint.ip ?? 'Unknown';
    return { id: `unknown/${label}`, label, kind: 'unknown', isExternal: true };
  }
  return level === 'pod'
    ? { id: `host/${host}`, label: host, kind: 'host', isExternal: true }
    : { id: 'host', label: 'Nodes (host network)', kind: 'host', isExternal: true };
}

function zone({ zoneId, zoneName }: Endpoint): NodeIdentity {
  const id = zoneId ?? zoneName ?? 'Unknown zone';
  return { id: `zone/${id}`, label: zoneName ?? id, kind: 'zone', isExternal: false };
}
