import { compareText } from '../../core/compareText';
import { type Endpoint } from '../../core/flow/flow';

/** A Kubernetes node with the number of given pods that run on it. */
export interface Host {
  node: string;
  instanceId?: string;
  region?: string;
  zone?: string;
  pods: number;
}

/** The nodes of endpoints, those with most pods first. Endpoints without a known node are not counted. */
export function hostsOf(ends: readonly Endpoint[]): Host[] {
  const hosts = new Map<string, { host: Host; pods: Set<string> }>();
  for (const { node, instanceId, region, zoneName, zoneId, namespace, pod } of ends) {
    if (node === undefined) {
      continue;
    }
    const zone = zoneName ?? zoneId;
    const known = hosts.get(node) ?? { host: { node, pods: 0 }, pods: new Set<string>() };
    hosts.set(node, known);
    known.host.instanceId ??= instanceId;
    known.host.region ??= region;
    known.host.zone ??= zone;
    if (pod !== undefined) {
      known.pods.add(`${namespace ?? ''}/${pod}`);
      known.host.pods = known.pods.size;
    }
  }
  return [...hosts.values()].map(({ host }) => host).sort((a, b) => b.pods - a.pods || compareText(a.node, b.node));
}
